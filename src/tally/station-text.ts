/** Station addresses in tables are two words, the high 16 bits and the low 32; as text they have colons. */

const hex = (byte: number): string => (byte & 0xff).toString(16).padStart(2, '0');

/** Lower case with colons; null for 00:00:00:00:00:00, which stands for "none". */
export function formatStation(high: number, low: number): string | null {
  if (high === 0 && low === 0) return null;
  return [high >> 8, high, low >>> 24, low >>> 16, low >>> 8, low].map(hex).join(':');
}
