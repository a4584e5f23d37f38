/**
 * What flows add up to by station, by address, and by both together, in the memory that kernel/hosts.ts and its host (hosts.ts) share; import as `Sums`. Each of
 * the three tables has ROWS rows of one cache line, key first, and behind them an index. Offsets within a row are in 32-bit words, those marked "double" in
 * 64-bit words.
 */

/** Rows of a table before the host takes them over: more than most networks have hosts, and small enough to stay in the cache. */
export const ROWS = 65_536;
export const ROW_WORDS = 16;
export const SLOTS = 2 * ROWS;
export const TABLE_BYTES = 4 * (ROWS * ROW_WORDS + SLOTS);

/** Key: chain of VLANs and tunnels, high 16 and low 32 bits of the address. */
export const STATIONS = 0xa000000;
/** Key: 4 or 6, IPv4 address or number of the IPv6 address. */
export const ADDRESSES = STATIONS + TABLE_BYTES;
/** Key: that of the station, and that of the address it sent from. */
export const BINDINGS = ADDRESSES + TABLE_BYTES;

export const STATION_KEY = 3;
export const ADDRESS_KEY = 2;
export const BINDING_KEY = STATION_KEY + ADDRESS_KEY;

/** Doubles of a station: frames, and the first and last time in ns, NaN for none. */
export const Sent = 4;
export const Received = 5;
export const First = 6;
export const Last = 7;

/** Doubles of an address. */
export const FramesSent = 4;
export const FramesReceived = 5;
export const BytesSent = 6;
export const BytesReceived = 7;

/** Words of a binding: smallest and largest TTL, places as bits. */
export const TtlMin = 5;
export const TtlMax = 6;
export const Places = 7;
/** Places that have a bit of their own; the rest share the last. */
export const LAST_PLACE = 30;
/** Double; its first and last time are where a station's are. */
export const Frames = 4;
