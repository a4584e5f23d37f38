/** Times of the run's clock as the report writes them. */
import type { Stamp } from './interfaces.ts';

const NS_PER_SECOND = 1e9;
/** RFC 3339 has four digits for the year: 0000-01-01 and 9999-12-31. */
const MIN_SECONDS = -62_167_219_200;
const MAX_SECONDS = 253_402_300_799;

/** The earlier of two times, either of which may be NaN for "none". */
export const earlier = (known: number, time: number): number => (time < known || Number.isNaN(known) ? time : known);

/** The later of two times, either of which may be NaN for "none". */
export const later = (known: number, time: number): number => (time > known || Number.isNaN(known) ? time : known);

/** RFC 3339 in UTC with nanoseconds. A time outside the years 0000 to 9999 is moved to the nearest border. */
export function formatStamp({ seconds, nanoseconds }: Stamp): string {
  const whole = Math.min(MAX_SECONDS, Math.max(MIN_SECONDS, seconds));
  return `${new Date(whole * 1000).toISOString().slice(0, -5)}.${String(nanoseconds).padStart(9, '0')}Z`;
}

/** A time in ns since the run's epoch; null for NaN and infinities. */
export function formatTime(timeNs: number, epochSeconds: number): string | null {
  if (!Number.isFinite(timeNs)) return null;
  const seconds = Math.floor(timeNs / NS_PER_SECOND);
  // Beyond 2^53 ns the rest of a division is inexact, and may lie outside the second.
  const rest = Math.floor(timeNs - seconds * NS_PER_SECOND);
  const nanoseconds = Math.min(NS_PER_SECOND - 1, Math.max(0, rest));
  return formatStamp({ seconds: epochSeconds + seconds, nanoseconds });
}
