import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { compressionOf } from '../../../src/capture/compression/compression.ts';
import { concat } from '../../helpers/capture-builder.ts';
import { type ReadCapture, readBytes } from '../../helpers/captures.ts';
import { LZ4, LZ4_FRAMES, repetitiveCapture, XZ, XZ_STREAMS, ZSTD, ZSTD_FRAMES } from '../../helpers/compressed.ts';

const CAPTURE = repetitiveCapture();
const GZIP = gzipSync(CAPTURE, { level: 1 });
const GZIP_MEMBERS = concat([gzipSync(CAPTURE.subarray(0, 70_000)), gzipSync(CAPTURE.subarray(70_000))]);
const ALL: [string, string, Uint8Array][] = [
  ['gzip', 'gzip', GZIP],
  ['gzip members', 'gzip', GZIP_MEMBERS],
  ['zstd', 'zstd', ZSTD],
  ['zstd frames', 'zstd', ZSTD_FRAMES],
  ['lz4', 'lz4', LZ4],
  ['lz4 frames', 'lz4', LZ4_FRAMES],
  ['xz', 'xz', XZ],
  ['xz streams', 'xz', XZ_STREAMS],
];

let plain: ReadCapture;
beforeAll(async () => {
  plain = await readBytes(CAPTURE);
});

it.each(ALL)('reads %s like the plain file', async (_, compression, bytes) => {
  const { packets, info } = await readBytes(bytes);
  expect(packets).toEqual(plain.packets);
  expect(info).toMatchObject({ compression, format: 'pcap', bytes: bytes.length, size: bytes.length, damage: [] });
});

it.each(ALL)('reads %s with chunks of 7 bytes', async (_, compression, bytes) => {
  const { packets, info } = await readBytes(bytes, { chunkSize: 7 });
  expect(packets.length).toBe(plain.packets.length);
  expect(info).toMatchObject({ compression, damage: [] });
});

describe.each(ALL)('%s cut short', (_, __, bytes) => {
  it.each([0.3, 0.6, 0.9, 1])('at %d of its length', async (share) => {
    const cut = bytes.subarray(0, Math.min(Math.floor(bytes.length * share), bytes.length - 1));
    const read = await readBytes(cut).catch((error) => error);
    // Less than a block unpacked is no header: then the error says the same.
    const code = read.code ?? read.info.damage[0].code;
    expect(code).toBe('truncated-compression');
    if (read.packets) expect(read.packets).toEqual(plain.packets.slice(0, read.packets.length));
  });
});

it('gives every packet that a cut gzip stream holds', async () => {
  const { packets, info } = await readBytes(GZIP.subarray(0, GZIP.length - 8));
  expect(packets).toEqual(plain.packets);
  expect(info.damage).toMatchObject([{ offset: CAPTURE.length, code: 'truncated-compression' }]);
});

it('gives what stands before the place where a gzip stream is corrupt', async () => {
  const bytes = GZIP.slice();
  bytes[bytes.length - 6] ^= 0xff; // the CRC-32
  const { packets, info } = await readBytes(bytes);
  expect(packets.length).toBeGreaterThan(1000);
  expect(info.damage).toMatchObject([{ code: 'corrupt-compression' }]);
});

it('reads an xz file after one that was cut', async () => {
  await readBytes(XZ.subarray(0, XZ.length - 30)).catch(() => {});
  expect((await readBytes(XZ)).packets.length).toBe(1700);
});

it.each([
  ['lz4', LZ4],
  ['zstd', ZSTD],
  ['xz', XZ],
  ['gzip', GZIP],
])('ends without anything but CaptureError when bytes of %s are changed', async (_, bytes) => {
  for (let at = 4; at < bytes.length; at += Math.ceil(bytes.length / 40)) {
    const changed = bytes.slice();
    changed[at] ^= 0x55;
    const read = await readBytes(changed).catch((error) => error);
    expect(read.info ?? read.name).toSatisfy((found: unknown) => found === 'CaptureError' || typeof found === 'object');
  }
});

it('refuses a zstd frame that asks for more than 128 MiB of history', async () => {
  const window = (octet: number): Uint8Array =>
    concat([ZSTD.subarray(0, 4), Uint8Array.of(0, octet), new Uint8Array(20)]);
  await expect(readBytes(window(18 << 3))).rejects.toMatchObject({ code: 'unsupported-compression' });
  await expect(readBytes(window(0))).rejects.not.toMatchObject({ code: 'unsupported-compression' });
});

it('tells compressions by their magic number', () => {
  expect([GZIP, ZSTD, LZ4, XZ, CAPTURE, new Uint8Array(0)].map(compressionOf)).toEqual([
    'gzip',
    'zstd',
    'lz4',
    'xz',
    'none',
    'none',
  ]);
});
