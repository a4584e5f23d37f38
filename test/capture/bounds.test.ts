/** Every bound of the readers at its edge: the last that is taken, the first that is not. */
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { openCapture } from '../../src/capture/open.ts';
import { RecordBatch } from '../../src/capture/packet-source.ts';
import { MAX_BLOCK_LENGTH } from '../../src/capture/pcapng/block.ts';
import { MAX_TEXT_BYTES } from '../../src/capture/pcapng/options.ts';
import { BlockBuilder, concat, payload, pcapFile } from '../helpers/capture-builder.ts';
import { fileOf, readBytes } from '../helpers/captures.ts';

const b = new BlockBuilder();
const codes = async (bytes: Uint8Array): Promise<string[]> =>
  (await readBytes(bytes)).info.damage.map(({ code }) => code);

it.each([
  [262_144, 'truncated-record'],
  [262_145, 'impossible-length'],
])('a record of %i bytes: %s', async (captured, code) => {
  expect(await codes(pcapFile([{ data: payload(1), captured }]))).toEqual([code]);
});

it.each([
  [MAX_BLOCK_LENGTH, 'truncated-block'],
  [MAX_BLOCK_LENGTH + 4, 'impossible-length'],
  [8, 'bad-block-length'],
])('a block of %i bytes: %s', async (length, code) => {
  const block = b.block(7, payload(40));
  new DataView(block.buffer, block.byteOffset).setUint32(4, length, true);
  expect(await codes(concat([b.sectionHeader(), block]))).toEqual([code]);
});

it.each([
  [1024, 'last'],
  [1025, null],
])('the name behind so many options: %i', async (position, name) => {
  const before = Array.from({ length: position - 1 }, () => b.option(30_000, ''));
  const options = concat([...before, b.option(2, 'last')]);
  const { info } = await readBytes(concat([b.sectionHeader(), b.interfaceDescription(1, 0, options)]));
  expect(info.interfaces[0].name).toBe(name);
});

it('names are cut at their limit, and not before', async () => {
  for (const length of [MAX_TEXT_BYTES, MAX_TEXT_BYTES + 1]) {
    const options = b.option(2, 'x'.repeat(length));
    const { info } = await readBytes(concat([b.sectionHeader(), b.interfaceDescription(1, 0, options)]));
    expect(info.interfaces[0].name).toHaveLength(MAX_TEXT_BYTES);
  }
});

it('host names are kept up to ten thousand', async () => {
  const record = (i: number): [number, Uint8Array] => [1, Uint8Array.of(10, 0, i >> 8, i & 255, 0x61, 0)];
  const names = Array.from({ length: 10_001 }, (_, i) => record(i));
  const file = (count: number) => concat([b.sectionHeader(), b.nameResolution(names.slice(0, count))]);
  expect((await readBytes(file(10_000))).info.names).toHaveLength(10_000);
  expect((await readBytes(file(10_001))).info.names).toHaveLength(10_000);
});

it('damage that does not end the reading is noted 32 times', async () => {
  const bad = b.interfaceDescription(1, 0, concat([b.option(2, 'x').subarray(0, 2), Uint8Array.of(255, 255, 0, 0)]));
  const file = (count: number) => concat([b.sectionHeader(), ...Array.from({ length: count }, () => bad)]);
  expect(await codes(file(32))).toHaveLength(32);
  expect(await codes(file(33))).toHaveLength(32);
});

it('what a small file unpacks to is not held', async () => {
  const unpacked = 64 * 2 ** 20;
  const bomb = gzipSync(concat([pcapFile([]), new Uint8Array(unpacked)]), { level: 1 });
  expect(bomb.length).toBeLessThan(unpacked / 200);
  const source = await openCapture(fileOf(bomb));
  const batch = new RecordBatch();
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  do {
    while (source.read(batch) > 0);
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  } while (await source.fill());
  source.close();
  expect(most).toBeLessThan(unpacked / 2);
});
