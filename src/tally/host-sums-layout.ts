/**
 * What flows add up to by address at a station, in the memory that kernel/hosts.ts and its host (hosts.ts) share; import as `Sums`. A table of rows, key first; behind
 * it its index, and the rows that sent anything in the order in which they began to. Offsets within a row are in 32-bit words, those marked "double" in 64-bit words.
 */

/** Rows of the table before the host takes them over: more than most networks have hosts. */
export const ROWS = 262_144;
export const ROW_WORDS = 24;
export const SLOTS = 2 * ROWS;

export const TABLE = 0xa000000;
/** Tag of the hash << 24 | row + 1 (u32); 0 is free. */
export const INDEX = TABLE + 4 * ROWS * ROW_WORDS;
/** Their first bytes (u32). */
export const SENDERS = INDEX + 4 * SLOTS;

/** Chain of VLANs and tunnels, high 16 and low 32 bits of the station, zeros for none and for groups. */
export const Chain = 0;
export const High = 1;
export const Low = 2;
/** 4 or 6, and the IPv4 address or number of the IPv6 address. */
export const Version = 3;
export const Address = 4;
/** Smallest and largest TTL of what it sent, and its places as bits. */
export const TtlMin = 5;
export const TtlMax = 6;
export const Places = 7;
/** Places that have a bit of their own; the rest share the last. */
export const LAST_PLACE = 30;

/** Doubles. */
export const FramesSent = 4;
export const FramesReceived = 5;
export const BytesSent = 6;
export const BytesReceived = 7;
/** Doubles: first and last time in ns, NaN for none; of all, and of what it sent. */
export const First = 8;
export const Last = 9;
export const FirstSent = 10;
export const LastSent = 11;

/** Words of keys that are made of this one: chain, station; version, address; all of it. */
export const STATION_KEY = 3;
export const ADDRESS_KEY = 2;
export const BINDING_KEY = STATION_KEY + ADDRESS_KEY;
