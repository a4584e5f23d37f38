import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaptureError } from '../../src/base/errors.ts';
import { type PcapOptions, payload, pcapFile } from '../helpers/capture-builder.ts';
import { readBytes } from '../helpers/captures.ts';

const NANOSECONDS = 0xa1b23c4d;
const MODIFIED = 0xa1b2cd34;
const RECORDS = [
  { seconds: 1_700_000_000, fraction: 999_999, data: payload(60), original: 1500 },
  { seconds: 1_700_000_001, fraction: 1, data: payload(0) },
  { seconds: 0xffffffff, fraction: 0, data: payload(14, 7) },
];
const DATA = RECORDS.map(({ data }) => Buffer.from(data).toString('hex'));

describe.each([true, false])('little-endian %s', (littleEndian) => {
  it('reads lengths, times and bytes in microseconds', async () => {
    const { packets, info } = await readBytes(pcapFile(RECORDS, { littleEndian, snapLength: 96, network: 113 }));
    expect(packets.map(({ hex }) => hex)).toEqual(DATA);
    expect(packets.map(({ original }) => original)).toEqual([1500, 0, 14]);
    expect(packets.map(({ time }) => time)).toEqual([
      1_700_000_000_999_999_000n,
      1_700_000_001_000_001_000n,
      4_294_967_295_000_000_000n,
    ]);
    expect(info.interfaces).toMatchObject([{ linkType: 113, snapLength: 96, fcsLength: 0, resolution: '10^-6' }]);
    expect(info.damage).toEqual([]);
  });

  it('reads nanoseconds', async () => {
    const file = pcapFile([{ seconds: 5, fraction: 123_456_789, data: payload(4) }], {
      littleEndian,
      magic: NANOSECONDS,
    });
    const { packets, info } = await readBytes(file);
    expect(packets[0].time).toBe(5_123_456_789n);
    expect(info.interfaces[0].resolution).toBe('10^-9');
  });

  it('reads the modified format with its longer record headers', async () => {
    const { packets } = await readBytes(pcapFile(RECORDS, { littleEndian, magic: MODIFIED, recordHeaderLength: 24 }));
    expect(packets.map(({ hex }) => hex)).toEqual(DATA);
  });
});

it.each<[string, PcapOptions['version'], number, number]>([
  ['2.4 has the captured length first', [2, 4], 4, 900],
  ['2.2 has the original length first', [2, 2], 900, 4],
  ['2.3 has the original length first', [2, 3], 900, 4],
  ['2.3 has the captured length first', [2, 3], 4, 900],
  ['1.0 is read like 2.4', [1, 0], 4, 900],
])('%s', async (_, version = [2, 4], captured, original) => {
  const { packets, info } = await readBytes(pcapFile([{ data: payload(4), captured, original }], { version }));
  expect(packets).toMatchObject([{ hex: '01020304', original: 900 }]);
  expect(info.damage).toEqual([]);
});

it('takes the link type from the low 16 bits of the network field and the FCS length from the top four', async () => {
  const { info } = await readBytes(pcapFile([], { network: 0x2400_0001 }));
  expect(info.interfaces).toMatchObject([{ linkType: 1, fcsLength: 4 }]);
  const { info: reserved } = await readBytes(pcapFile([], { network: 0x3030_0084 }));
  expect(reserved.interfaces).toMatchObject([{ linkType: 0x84, fcsLength: 0 }]);
});

it('carries a fraction of a second or more into the seconds', async () => {
  const { packets } = await readBytes(pcapFile([{ seconds: 1, fraction: 2_500_000, data: payload(1) }]));
  expect(packets[0].time).toBe(3_500_000_000n);
});

it('stops at an impossible length, and says where and how much is left', async () => {
  const good = { data: payload(10) };
  const { packets, info } = await readBytes(pcapFile([good, { data: payload(30), captured: 262_145 }, good]));
  expect(packets).toHaveLength(1);
  expect(info.damage).toMatchObject([{ offset: 24 + 26, code: 'impossible-length' }]);
  expect(info.damage[0].message).toContain('262145 captured bytes; at most 262144');
  expect(info.damage[0].message).toContain('72 of 122 bytes were not read');
});

it.each([
  ['a link type with long packets', { network: 249 }],
  ['a larger snaplen', { snapLength: 400_000 }],
])('believes long packets of %s', async (_, options) => {
  const { packets, info } = await readBytes(pcapFile([{ data: payload(300_000) }], options));
  expect(packets[0].hex).toHaveLength(600_000);
  expect(info.damage).toEqual([]);
});

it.each([1, 7, 64, 4096])('reads the same with chunks of %i bytes', async (chunkSize) => {
  const records = Array.from({ length: 300 }, (_, index) => ({
    seconds: index,
    fraction: index,
    data: payload(index, index),
  }));
  const file = pcapFile(records);
  expect((await readBytes(file, { chunkSize })).packets).toEqual((await readBytes(file)).packets);
});

it('gives the records before any cut, and the offset of the record that was cut', async () => {
  const file = pcapFile(RECORDS);
  const ends = [24, 24 + 76, 24 + 76 + 16, file.length];
  for (let cut = 24; cut <= file.length; cut++) {
    const whole = ends.filter((end) => end <= cut);
    const { packets, info } = await readBytes(file.subarray(0, cut));
    expect(packets.map(({ hex }) => hex)).toEqual(DATA.slice(0, whole.length - 1));
    const offset = whole[whole.length - 1];
    expect(info.damage.map((damage) => [damage.offset, damage.code])).toEqual(
      cut === offset ? [] : [[offset, 'truncated-record']],
    );
  }
});

it.each([4, 12, 23])('is no capture when it ends after %i bytes of the file header', async (cut) => {
  const reading = readBytes(pcapFile([]).subarray(0, cut));
  await expect(reading).rejects.toBeInstanceOf(CaptureError);
  await expect(reading).rejects.toMatchObject({ code: 'truncated-header' });
});

it('never throws on what follows the header, and keeps packets inside the file', async () => {
  const bytes = fc.uint8Array({ maxLength: 200 });
  const anything = fc.asyncProperty(bytes, fc.boolean(), async (tail, littleEndian) => {
    const header = pcapFile([], { littleEndian });
    const { packets } = await readBytes(Buffer.concat([header, tail]), { chunkSize: 16 });
    expect(packets.reduce((sum, { hex }) => sum + 16 + hex.length / 2, 0)).toBeLessThanOrEqual(tail.length);
  });
  await fc.assert(anything, { numRuns: 200 });
});
