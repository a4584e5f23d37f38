/** Stations as numbers of 48 bits, of what the tallies keep: two words (high 16 bits, low 32), or three for destination and source as in `Row.Stations`. */

/** I/G of an address (IEEE 802.3 §3.2.3). */
const GROUP_BIT = 2 ** 40;

export const stationId = (high: number, low: number): number => (high & 0xffff) * 2 ** 32 + (low >>> 0);

/** The source of the three words at `at`; 0 for none. */
export const sourceId = (words: Int32Array, at: number): number => stationId(words[at + 1], words[at + 2]);

/** The destination of the three words at `at`; 0 for none. */
export const destinationId = (words: Int32Array, at: number): number =>
  stationId(words[at] >>> 16, (words[at] << 16) | (words[at + 1] >>> 16));

/** Group addresses are nobody's source. */
export const isGroup = (id: number): boolean => Math.floor(id / GROUP_BIT) % 2 === 1;
