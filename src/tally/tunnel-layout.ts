/**
 * Tunnels in the memory that the kernel (kernel/tunnels.ts) and its host (tunnels.ts) share: what is counted of each row of the tunnel tally, and which row a frame's
 * headers lead to. Import as `Tunnel`.
 */

/** Doubles of a row, one cache line. */
export const ROW_DOUBLES = 8;
export const Frames = 0;
/** On the wire. */
export const Bytes = 1;
/** Times in ns, NaN when no frame had a time stamp; a frame reference. */
export const First = 2;
export const Last = 3;
export const LastFrame = 4;
/** Frames whose UDP checksum is 0: not computed. */
export const ZeroChecksums = 5;
export const DontFragment = 6;
/** Frames whose UDP source and destination ports are equal. */
export const SamePorts = 7;

/** Of a tunnel's TCP and UDP that opens nothing, one packet of so many is looked into: the stations of a conversation do not change. */
export const SAMPLED = 16;
/** Of a packet that is looked into, as bits: it opens a connection inside; its outer UDP checksum is 0. */
export const OPENS = 1;
export const UNCHECKED = 2;

/**
 * Words of the key of a row: protocol id, UDP destination port, identifier (−1 for none), IP version (with ALL_ONES where the identifier really is 2^32 − 1), source
 * and destination address (four words each; IPv4 has one, and zeros).
 */
export const Kind = 0;
export const Port = 1;
export const Id = 2;
export const Version = 3;
export const Source = 4;
export const Destination = 8;
export const KEY_WORDS = 12;
export const ALL_ONES = 16;

/** Words of an entry, by which the kernel finds a row again, one cache line: the key of the row, what else the chain of the inner frame depends on, and what was found. */
export const ENTRY_WORDS = 16;
/** Chain around the tunnel | (VLAN id inside + 1, 0 without) << TAG_SHIFT | OPTIONS when the tunnel's header has some. */
export const Around = 12;
/** Chains are numbered below `MAX_CONTEXTS`, 2^17. */
export const CHAIN_MASK = 0x1ffff;
export const TAG_SHIFT = 17;
export const TAG_MASK = 0x1fff;
export const OPTIONS = 1 << 30;
export const Row = 13;
/** Chain of the inner frame. */
export const Chain = 14;

/** Entries that are looked at for one key, neighbours; the next key of so many takes the place of another. */
export const BUCKET = 4;
/** Two hundred nodes that all talk have 40,000 directions; 4 MB. What does not fit costs a call of the host for each frame. */
export const ENTRIES = 65_536;
