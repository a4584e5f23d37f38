/** Where things lie in the memory that the kernel (kernel/*.ts) and its host (kernel.ts) share: byte offsets. Import as `Layout`. */

/**
 * The ring that leads rows to another thread (kernel/ring.ts): batches written and batches counted so far, 1 when no more will come (u32, a cache line for each),
 * and the number of rows in each batch of the ring (u32).
 */
export const RING_WRITTEN = 0x0100;
export const RING_COUNTED = 0x0140;
export const RING_ENDING = 0x0180;
export const RING_SIZES = 0x0200;
/** Batches of the ring, a power of two: as much as one thread may be ahead of the other, half a megabyte. */
export const RING_BATCHES = 64;

/** Columns of a record batch, RECORDS rows each: first byte of the packet and one past the last (i32, as the capture's buffer has them), bytes on the wire (u32), interface (i32), time (f64, ns). */
export const RECORDS = 256;
export const STARTS = 0x4000;
export const ENDS = STARTS + 4 * RECORDS;
export const WIRE_LENGTHS = ENDS + 4 * RECORDS;
export const INTERFACES = WIRE_LENGTHS + 4 * RECORDS;
export const TIMES = INTERFACES + 4 * RECORDS;

/** By VLAN id: number of the chain (u32, 0 before the first sight). */
export const VLAN_CHAINS = 0x8000;
/** By interface of the input: its place (u32) or why it has none; of plain frames, bytes as captured (f64), and by class of the destination (wire/cast.ts) frames and bytes on the wire (f64). */
export const INTERFACES_KNOWN = 256;
export const CASTS = 4;
export const PLACES = 0x10000;
export const CAPTURED_BY_INTERFACE = 0x10400;
export const FRAMES_BY_INTERFACE = 0x11000;
export const ORIGINAL_BY_INTERFACE = 0x13000;
/** Of the last run of plain frames, what a bucket of the timeline counts: see bucket-layout.ts. */
export const RUN = 0x15000;
/** By place, of which there are `MAX_PLACES`: 1 + the place that it continues (u16), 0 for none; see kernel/places.ts. */
export const CONTINUED = 0x16000;
/** Plain frames by place and chain: see kernel/lanes.ts. */
export const LANES = 0x1dd00;
export const LANE_SLOTS = 64;
/** Values in PLACES: the host has not looked yet; all its frames take the walk. */
export const UNKNOWN = 0xffffffff;
export const REFUSED = 0xfffffffe;

/** Protocol by EtherType, UDP port and TCP port; by the first byte of a TCP payload, whether a word of FIRST_WORDS may begin so (u8); counterparts of ICMP and ICMPv6 types (u16). */
export const ETHER_TYPES = 0x20000;
export const UDP_PORTS = 0x30000;
export const TCP_PORTS = 0x40000;
export const FIRST_BYTES = 0x50000;
export const ICMP_TYPES = 0x50100;
export const ICMPV6_TYPES = 0x50300;
/** What messages that are read further begin with (u32, a 0 behind the last). */
export const FIRST_WORDS = 0x50500;
/** By the upper byte of a port, 1 when any such port leads to a decoder (u8). */
export const UDP_PAGES = 0x50600;
export const TCP_PAGES = 0x50700;

/** Rows waiting to be counted, RING_BATCHES times ROWS_PER_BATCH of them: see row-layout.ts. */
export const ROWS = 0x80000;
export const ROW_WORDS = 32;
/** Rows drained at a time: enough misses in flight to overlap, and the batch stays in the first-level cache. */
export const ROWS_PER_BATCH = 64;

/** The flow that each row drained probably belongs to (u32). */
export const LIKELY_FLOWS = 0x15100;

/** Memory for who reads captures: the packets of a record batch that lie here need not be copied. */
export const CHUNKS = 0x100000;
export const CHUNKS_LENGTH = 0x400000;
/** The packets of a record batch that lie elsewhere, copied from the capture's buffer. */
export const BYTES = CHUNKS + CHUNKS_LENGTH;
export const BYTES_LENGTH = 0xb00000;

/** Index of the flows (u32): tag of the hash << 24 | flow number + 1; 0 is free. */
export const SLOTS = 0x1000000;
export const INITIAL_SLOTS = 4096;
/** Behind the index lie the sums of hosts: see host-sums-layout.ts. */

/** What the kernel takes straight (kernel/plain.ts, kernel/tunnels.ts). Headers of the frame that is looked at, and of the one inside its tunnel: see kernel/headers.ts. */
export const OUTER = 0x9000000;
export const INNER = OUTER + 0x40;
/** The tunnel that is asked for, and those that were answered: see tunnel-layout.ts. */
export const TUNNEL_SOUGHT = INNER + 0x40;
export const TUNNEL_ENTRIES = OUTER + 0x10000;
/** Frames by shape (f64): see plain-shape.ts. */
export const SHAPES = OUTER + 0x1000;
/** Protocol by GRE protocol type (u8). */
export const GRE_PROTOCOLS = TUNNEL_ENTRIES + 0x400000;
/** By chain of VLANs and tunnels, of which there are `MAX_CONTEXTS`, and class of the destination: frames and their bytes (f64). */
export const CHAIN_FRAMES = GRE_PROTOCOLS + 0x10000;
export const CHAIN_BYTES = CHAIN_FRAMES + 0x400000;
/** Rows of the tunnel tally, of which there are `MAX_SIGHTINGS`: see tunnel-layout.ts. */
export const TUNNELS = 0xc000000;

/** Tables of rows with keys: their descriptions, the key that is looked up, and rows and indexes one behind the other: see key-table-layout.ts. */
export const TABLES = OUTER + 0x8000;
export const KEY = OUTER + 0x9000;
export const TABLE_AREA = TUNNELS + 0x4000000;
/** ARP by place, of which there are `MAX_PLACES`, and chain (f64); by chain, its conversation (u32, 0 before the first sight); frames to groups that are remembered. */
export const ARP_BY_PLACE = TABLE_AREA + 0x1c000000;
export const ARP_BY_CHAIN = ARP_BY_PLACE + 0x100000;
export const CONVERSATIONS = ARP_BY_CHAIN + 0x600000;
export const GROUP_MEMORY = CONVERSATIONS + 0x100000;

/** ARP messages and frames to groups that wait to be counted (kernel/waiting-frames.ts): how many at most, so that what they need stays in the first-level cache, and bytes of each. */
export const WAITING = OUTER + 0xc000;
export const FRAMES_WAITING = 32;
export const WAITING_BYTES = 128;
/** Slots that will be looked at soon, seven for each frame that waits and 12 bytes each: see kernel/ahead.ts. */
export const AHEAD = OUTER + 0xe000;
export const MOST_AHEAD = 7 * FRAMES_WAITING;

/** IPv6 addresses by number, four words each, and their index (u32): tag of the hash << 24 | number + 1; 0 is free. How many there are, and slots, 0 before the index grows. */
export const IPV6_STATE = OUTER + 0x9100;
export const MAX_IPV6 = 0x400000;
export const INITIAL_IPV6_SLOTS = 256;
export const IPV6 = GROUP_MEMORY + 0x800000;
export const IPV6_INDEX = IPV6 + 0x4000000;

/**
 * What one pass over all flows finds: flows by IP protocol number, those without ports, and these' packets (f64); how many belong on each list (u32), and the lists of flow
 * numbers (u32): see survey-layout.ts.
 */
export const FLOWS_BY_PROTOCOL = OUTER + 0xa000;
export const PORTLESS_BY_PROTOCOL = FLOWS_BY_PROTOCOL + 0x800;
export const PORTLESS_PACKETS = PORTLESS_BY_PROTOCOL + 0x800;
export const LIST_SIZES = PORTLESS_PACKETS + 0x40;
export const FLOW_LISTS = IPV6_INDEX + 0x2000000;
/** Of flows that are sought, what the likes of them have in common (u8): see kernel/alike.ts. */
export const SOUGHT_MARKS = FLOW_LISTS + 0xf00000;
/** Lone SYNs by the mark of their client (u32), and that mark of each that is listed (u16): see kernel/keen.ts. */
export const SYNS_BY_MARK = FLOW_LISTS + 0xf10000;
export const SYN_MARKS = FLOW_LISTS + 0xf50000;

/** Flows, one behind the other to the end of the memory: see flow-entry-layout.ts. */
export const FLOWS = FLOW_LISTS + 0x1000000;
export const INITIAL_FLOWS = 65536;
/** Flows that the memory has addresses for: 3 GB; see fold-flows.ts for what happens beyond. */
export const MAX_FLOWS = 0xffffff;
/** Flows that one call looks at, of those that look at all: V8 goes from its first code of a function to its fast code between calls only. */
export const FLOWS_A_CALL = 8192;
/** Memory grows by pages of this many bytes (WebAssembly). */
export const PAGE = 0x10000;
