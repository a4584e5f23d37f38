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

describe('a zstd stream that is dear to unpack', () => {
  /** Frames that hold one raw block each, and whatever else follows. */
  const frame = (window: number, ...blocks: Uint8Array[]): Uint8Array =>
    concat([ZSTD.subarray(0, 4), Uint8Array.of(0, window), ...blocks]);
  const raw = (bytes: Uint8Array, last: boolean): Uint8Array => {
    const header = bytes.length * 8 + (last ? 1 : 0);
    return concat([Uint8Array.of(header & 0xff, (header >> 8) & 0xff, header >> 16), bytes]);
  };
  const [small, large, lying] = [11, 17, 18].map((exponent) => exponent << 3);
  const capture = raw(CAPTURE, true);

  it('is read up to 128 MiB of history, in the first frame and in later ones', async () => {
    expect((await readBytes(frame(large, capture))).packets).toHaveLength(1700);
    const { packets, info } = await readBytes(concat([frame(small, capture), frame(lying, raw(CAPTURE, true))]));
    expect(packets).toHaveLength(1700);
    expect(info.damage).toMatchObject([{ code: 'unsupported-compression' }]);
  });

  it('is given up when its blocks hold nothing', async () => {
    const nothing = Array.from({ length: 600 }, () => raw(new Uint8Array(0), false));
    const { info } = await readBytes(frame(large, raw(CAPTURE, false), ...nothing, raw(new Uint8Array(0), true)));
    expect(info.damage).toMatchObject([{ code: 'unsupported-compression' }]);
  });

  it('is followed over skippable frames, checksums and run-length blocks, however it is cut', async () => {
    const skippable = Uint8Array.of(0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3);
    const bytes = concat([ZSTD_FRAMES, skippable, frame(lying, raw(CAPTURE, true))]);
    for (const chunkSize of [1, 5, 4096]) {
      const { packets, info } = await readBytes(bytes, { chunkSize });
      expect([packets.length, info.damage[0]?.code]).toEqual([1700, 'unsupported-compression']);
    }
  });
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
