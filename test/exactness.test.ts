/** Numbers beyond what 32 bits and doubles hold: right in the report, or moved to a border that docs/robustness.md names. */
import { describe, expect, it } from 'vitest';
import { analyze } from '../src/index.ts';
import { BlockBuilder, concat, pcapFile } from './helpers/capture-builder.ts';
import { ethernet, ipv4, udp } from './helpers/frames.ts';

const NANOSECOND_PCAP = 0xa1b23c4d;
const b = new BlockBuilder();
const frame = (id: number): Uint8Array => ethernet(ipv4({ id }, udp({}, 4)));

describe('times of pcap, 32 bits of seconds', () => {
  const pcapAt = (...times: [seconds: number, fraction: number][]): Uint8Array =>
    pcapFile(
      times.map(([seconds, fraction], i) => ({ seconds, fraction, data: frame(i + 1) })),
      { magic: NANOSECOND_PCAP },
    );

  it.each([
    [0, '1970-01-01T00:00:00'],
    [2 ** 31 - 1, '2038-01-19T03:14:07'],
    [2 ** 31, '2038-01-19T03:14:08'],
    [2 ** 32 - 1, '2106-02-07T06:28:15'],
  ])('are exact to the nanosecond at %i s', async (seconds, text) => {
    const { capture, flows } = await analyze(pcapAt([seconds, 1], [seconds, 999_999_999]));
    expect(capture).toMatchObject({ first: `${text}.000000001Z`, last: `${text}.999999999Z` });
    expect(flows.top[0]).toMatchObject({ first: `${text}.000000001Z`, last: `${text}.999999999Z` });
    expect(capture.durationSeconds).toBeCloseTo(0.999999998, 12);
  });

  it('are right to the microsecond in one capture of 136 years', async () => {
    const { capture } = await analyze(pcapAt([0, 0], [2 ** 32 - 1, 999_999_000]));
    expect(capture.first).toBe('1970-01-01T00:00:00.000000000Z');
    expect(capture.last?.slice(0, 23)).toBe('2106-02-07T06:28:15.999');
    expect(capture.durationSeconds).toBeCloseTo(2 ** 32 - 0.000001, 5);
  });
});

describe('times of pcapng, 64 bits of units', () => {
  const LARGEST = 2n ** 64n - 1n;
  const at = async (octet: number, count: bigint, offset = 0n): Promise<string | null> => {
    const options = concat([b.option(9, Uint8Array.of(octet)), b.counter(14, BigInt.asUintN(64, offset))]);
    const packet = b.enhancedPacket({ time: count, data: frame(1) });
    const report = await analyze(concat([b.sectionHeader(), b.interfaceDescription(1, 0, options), packet]));
    expect(report.inputs[0].complete).toBe(true);
    return report.capture.first;
  };

  it.each([
    ['10^-12, the largest', 12, LARGEST, '1970-08-02T12:05:44.073709551Z'],
    ['10^-9, the largest', 9, LARGEST, '2554-07-21T23:34:33.709551615Z'],
    ['10^-9, beyond 2^63', 9, 2n ** 63n + 1n, '2262-04-11T23:47:16.854775809Z'],
    ['10^-19, a unit before the second', 19, 10n ** 19n - 1n, '1970-01-01T00:00:00.999999999Z'],
    ['2^-63, a second and the unit before it', 0xbf, 2n ** 63n, '1970-01-01T00:00:01.000000000Z'],
    ['2^-63, a unit before the second', 0xbf, 2n ** 63n - 1n, '1970-01-01T00:00:00.999999999Z'],
    ['2^-64', 0xc0, LARGEST, '1970-01-01T00:00:00.999999999Z'],
    ['2^-127', 0xff, LARGEST, '1970-01-01T00:00:00.000000000Z'],
    ['10^-127', 0x7f, LARGEST, '1970-01-01T00:00:00.000000000Z'],
  ])('%s', async (_, octet, count, text) => expect(await at(octet, count)).toBe(text));

  it.each([
    ['the largest count of seconds', 0, LARGEST, 0n, '9999-12-31T23:59:59'],
    ['the last second of the year 9999', 6, 999_999n, 253_402_300_799n, '9999-12-31T23:59:59'],
    ['the second after it', 6, 0n, 253_402_300_800n, '9999-12-31T23:59:59'],
    ['the largest offset', 6, 1n, 2n ** 63n - 1n, '9999-12-31T23:59:59'],
    ['the smallest offset', 6, 1n, -(2n ** 63n), '0000-01-01T00:00:00'],
    ['an offset to before 1970', 6, 1n, -1n, '1969-12-31T23:59:59'],
    ['an offset that leads back', 9, 10n ** 18n, -(10n ** 9n), '1970-01-01T00:00:00'],
  ])('%s stays within four digits of the year', async (_, octet, count, offset, text) =>
    expect((await at(octet, count, offset))?.slice(0, 19)).toBe(text),
  );
});

it('adds up lengths beyond 2^32, of which one is 2^31 - 1 at most', async () => {
  const most = 2 ** 31 - 1;
  const records = [most - 1, most, most + 1, 0xffffffff].map((original, i) => ({ data: frame(i + 1), original }));
  const { capture, flows, inputs } = await analyze(pcapFile(records, { snapLength: 96 }));
  expect([capture.bytesOriginal, flows.top[0].bytesAB]).toEqual([4 * most - 1, 4 * most - 1]);
  expect(inputs[0].interfaces[0].bytesOriginal).toBe(4 * most - 1);
});

it('reads the counters of interfaces, exactly up to 2^53', async () => {
  const counters = [2n ** 53n - 1n, 2n ** 32n + 1n, 2n ** 32n + 2n];
  const statistics = b.interfaceStatistics(0, concat(counters.map((value, i) => b.counter([4, 5, 7][i], value))));
  const packet = b.enhancedPacket({ data: frame(1) });
  const capture = concat([b.sectionHeader(), b.interfaceDescription(1), packet, statistics]);
  const [{ interfaces }] = (await analyze(capture)).inputs;
  expect(interfaces[0]).toMatchObject({ received: 2 ** 53 - 1, dropped: 2 ** 33 + 3 });
});
