/**
 * A flow: 48 words (192 bytes, three cache lines), one Int32Array and one Float64Array over the same memory. The first line holds the key and the counters, the
 * second what TCP analysis and the station addresses need; the third is written when a flow or its handshake begins. Offsets are in 32-bit words, those marked
 * "double" in 64-bit words; import as `Entry`. End A is the source of the flow's first packet; of two neighbouring fields the first is A's (A → B).
 */

export const WORDS = 48;

/** IPv4 address, or number of the IPv6 address. */
export const AddressA = 0;
export const AddressB = 1;
/** A's port << 16 | B's port. */
export const Ports = 2;
/**
 * `Row.Meta` & `Meta.Key`; above it TTL or hop limit of the first packet of A and of B: `TTL_SHIFT`, eight bits each; above these what of A's and of B's segments was
 * acknowledged: `PASSED_SHIFT`, two bits each.
 */
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

/** TCP: sequence number that comes next; others: TTL or hop limit of the last packet. */
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

/** Doubles: time and frame of the first packet. */
export const First = 16;
export const FirstFrame = 17;
/** Double: time of the last SYN before it was answered. */
export const SynTime = 18;
/** Double: time of the first SYN-ACK. */
export const SynAckTime = 19;
/** Doubles: time and frame of the first packet from B. */
export const FirstB = 20;
export const FirstFrameB = 21;
/** A's MSS << 16 | B's MSS, of the SYNs. */
export const Mss = 44;
/** Window scale + 1 of A << 8, of B, 0 when a SYN had none; above them the states of their checksums, two bits each from bit 16. */
export const Scales = 45;
/** Of the flow's key, for the index. */
export const Hash = 46;
/**
 * Nanoseconds of the longer part of the handshake: from here to the server and back, or to the client and back. At an end that is the round trip, elsewhere half of it or more. 0 before the
 * handshake is over, UNKNOWN when it does not show it.
 */
export const RoundTrip = 47;
export const UNKNOWN = 0xffffffff;

/** Where the TTLs begin in `Key`. */
export const TTL_SHIFT = 11;

/**
 * Where it begins in `Key` how large a segment passed: how many of these sizes, in bytes of payload, are less than the largest segment that was acknowledged with all before it. What IPv4 paths
 * carry (RFC 9293 §3.7.1), what IPv6 ones carry (an MTU of 1280, RFC 8200 §5, less the headers of TCP over IPv4 with time stamps), and Ethernet ones.
 */
export const PASSED_SHIFT = 27;
export const SMALL_SEGMENT = 536;
export const NARROW_SEGMENT = 1228;
export const ETHERNET_SEGMENT = 1460;
