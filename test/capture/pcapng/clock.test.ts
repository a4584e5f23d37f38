import fc from 'fast-check';
import { expect, it } from 'vitest';
import { resolutionText, toInstant } from '../../../src/capture/pcapng/clock.ts';
import { BlockBuilder, concat, payload } from '../../helpers/capture-builder.ts';
import { readBytes } from '../../helpers/captures.ts';

const b = new BlockBuilder();

/** The definition, in exact arithmetic. */
function exact(octet: number, count: bigint): bigint {
  const exponent = BigInt(octet & 0x7f);
  const perSecond = octet & 0x80 ? 1n << exponent : 10n ** exponent;
  return (count * 1_000_000_000n) / perSecond;
}

async function timeOf(octet: number, count: bigint, offset = 0n): Promise<bigint | null> {
  const options = concat([b.option(9, Uint8Array.of(octet)), b.counter(14, BigInt.asUintN(64, offset))]);
  const packet = b.enhancedPacket({ time: count, data: payload(1) });
  const { packets } = await readBytes(concat([b.sectionHeader(), b.interfaceDescription(1, 0, options), packet]));
  return packets[0].time;
}

it.each([0, 1, 3, 4, 6, 7, 9, 10, 12, 15, 19, 0x80, 0x8a, 0x8b, 0x94, 0x9e, 0x9f, 0xa0, 0xbf])(
  'converts the resolution octet %i exactly, around whole seconds too',
  async (octet) => {
    const exponent = octet & 0x7f;
    const perSecond = octet & 0x80 ? 1n << BigInt(exponent) : 10n ** BigInt(exponent);
    const seconds = [0n, 1n, 1_700_000_000n].filter((second) => (second + 1n) * perSecond < 1n << 64n);
    const counts = seconds
      .flatMap((second) => [-1n, 0n, 1n].map((step) => second * perSecond + step))
      .filter((count) => count >= 0n);
    for (const count of counts) expect(await timeOf(octet, count)).toBe(exact(octet, count));
  },
);

it('converts any nanosecond and microsecond count exactly in the packet loop', async () => {
  const count = fc.bigInt({ min: 0n, max: 4_000_000_000_000_000_000n });
  const holds = fc.asyncProperty(count, fc.constantFrom(6, 9, 0x94, 0x9e), async (units, octet) => {
    const within = octet === 6 ? units / 1000n : units;
    expect(await timeOf(octet, within)).toBe(exact(octet, within));
  });
  await fc.assert(holds, { numRuns: 200 });
});

it('adds a signed offset in seconds', async () => {
  expect(await timeOf(6, 5_000_001n, -3n)).toBe(2_000_001_000n);
  expect(await timeOf(9, 1n, 1_700_000_000n)).toBe(1_700_000_000_000_000_001n);
});

it('names resolutions', () => expect([6, 9, 0x94].map(resolutionText)).toEqual(['10^-6', '10^-9', '2^-20']));

it('agrees with the definition for any resolution and count', () => {
  const agrees = (octet: number, high: number, low: number): boolean => {
    const { seconds, nanoseconds } = toInstant(octet, high, low);
    const time = exact(octet, (BigInt(high) << 32n) | BigInt(low));
    return seconds > Number.MAX_SAFE_INTEGER || BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds) === time;
  };
  fc.assert(fc.property(fc.nat(255), fc.nat(0x7fffffff), fc.nat(0x7fffffff), agrees));
});
