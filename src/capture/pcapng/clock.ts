/** From 64-bit units since 1970 to seconds and nanoseconds, exactly (if_tsresol, draft-ietf-opsawg-pcapng §4.2). */

/** if_tsresol: the high bit chooses powers of two over powers of ten, the rest is the negative exponent. */
const POWER_OF_TWO = 0x80;
const EXPONENT_MASK = 0x7f;
export const DEFAULT_RESOLUTION = 6;

/**
 * Resolutions for which doubles are exact. Up to 10^9 and 2^30 units a second the unit within the second fits a signed 32-bit difference; from 2^11
 * units a second on, the rounding of a 64-bit count to a double moves the second by one at most.
 */
const MIN_FAST = 2 ** 11;
const MAX_FAST = 2 ** 30;
/** Below this high word a count is exact in a double. */
const EXACT_HIGH = 2 ** 21;
const NANOS_PER_SECOND = 1_000_000_000;

/** Where the slow conversion leaves its answer. */
export interface Instant {
  seconds: number;
  nanoseconds: number;
}

/** "10^-6", "2^-20". */
export function resolutionText(octet: number): string {
  return `${octet & POWER_OF_TWO ? 2 : 10}^-${octet & EXPONENT_MASK}`;
}

/** Units a second if the packet loop can convert by itself, else 0. */
export function fastUnits(octet: number): number {
  const units = unitsPerSecond(octet);
  return units >= MIN_FAST && units <= MAX_FAST ? units : 0;
}

/** Any resolution, without hurry. */
export function toInstant(octet: number, high: number, low: number): Instant {
  const units = unitsPerSecond(octet);
  if (units < MIN_FAST && high < EXACT_HIGH) return smallCount(high * 0x1_0000_0000 + low, units);
  const count = (BigInt(high) << 32n) | BigInt(low);
  const exponent = BigInt(octet & EXPONENT_MASK);
  const perSecond = octet & POWER_OF_TWO ? 1n << exponent : 10n ** exponent;
  const nanoseconds = ((count % perSecond) * BigInt(NANOS_PER_SECOND)) / perSecond;
  return { seconds: Number(count / perSecond), nanoseconds: Number(nanoseconds) };
}

function smallCount(count: number, units: number): Instant {
  const seconds = Math.floor(count / units);
  return { seconds, nanoseconds: Math.floor((count - seconds * units) * (NANOS_PER_SECOND / units)) };
}

function unitsPerSecond(octet: number): number {
  return (octet & POWER_OF_TWO ? 2 : 10) ** (octet & EXPONENT_MASK);
}
