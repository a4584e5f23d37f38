/**
 * What every packet of a flow touches: 32 words (128 bytes, two cache lines), one Int32Array and one Float64Array over the same buffer. The first line holds the
 * key and the counters, the second what TCP analysis and the station addresses need. Offsets are in 32-bit words, those marked "double" in 64-bit words; import
 * as `Entry`. End A is the source of the flow's first packet; of two neighbouring fields the first is A's (A → B).
 */

export const WORDS = 32;

/** IPv4 address, or number of the IPv6 address. */
export const AddressA = 0;
export const AddressB = 1;
/** A's port << 16 | B's port. */
export const Ports = 2;
/** `Row.Meta` & `Meta.Key`, and above it TTL or hop limit of the first packet of A and of B: `TTL_SHIFT`, eight bits each. */
export const Key = 3;
export const Context = 4;
/** See `Seen`. */
export const Flags = 5;
/** Double: time of the last packet. */
export const Last = 3;
/** Doubles. */
export const PacketsA = 4;
export const PacketsB = 5;
/** Doubles: original lengths of the frames that carried the packets. */
export const BytesA = 6;
export const BytesB = 7;

/** Sequence number that comes next. */
export const NextA = 16;
export const NextB = 17;
/** Signatures of the last two packets of each direction: A, A, B, B. */
export const Signatures = 18;
/** Destination and source station of each direction, as in `Row.Stations`. */
export const StationsA = 22;
export const StationsB = 25;
/** `Row.Place` of the last counted packet of A, of B << 16. */
export const Places = 28;
/** Largest TCP payload of A, of B << 16, in bytes; 65,535 stands for more. */
export const Largest = 29;
/** Number of the flow's recent signatures in `RecentSignatures`; 0 when it has none. */
export const Recent = 30;
/** Number of the flow's trouble record; 0 when it has none. */
export const Trouble = 31;

/** Where the TTLs begin in `Key`. */
export const TTL_SHIFT = 11;
