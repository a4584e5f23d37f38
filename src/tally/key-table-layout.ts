/**
 * Tables of the kernel's memory that map keys to rows, in order of first appearance (kernel/key-table.ts), and what their rows hold; kernel-tables.ts reads them. Offsets
 * of rows are in 32-bit words, those marked "double" in 64-bit words. Import as `Table`.
 */

/** Numbers of the tables: those of ARP (kernel/arp.ts), of the claims in it (kernel/address-claims.ts), of frames to groups (kernel/group-frames.ts), of stations (kernel/stations.ts). */
export const Asks = 0;
export const Similar = 1;
export const Claims = 2;
export const PlaceClaims = 3;
export const Holders = 4;
export const GroupSenders = 5;
export const Stations = 6;
export const TABLES = 7;

/** Words of a table's description: first byte of its rows and of its index, bytes of a row, words of a key, rows and slots; what was looked up in vain when it was full. */
export const Rows = 0;
export const Index = 1;
export const RowBytes = 2;
export const KeyWords = 3;
export const MaxRows = 4;
export const Slots = 5;
export const Size = 6;
export const Refused = 7;
export const DESCRIPTION_WORDS = 8;

/** Slots of the index to begin with, and for each row there can be. A slot is a tag of the hash << 24 | row + 1; 0 is free. */
export const INITIAL_SLOTS = 128;
export const SLOTS_PER_ROW = 2;

/** Where the key stands in each row, and its words at most: with what stands before it, one cache line. */
export const Key = 11;
export const MAX_KEY_WORDS = 5;
export const LINE_BYTES = 64;

/** Doubles of a row that counts frames: as in sightings.ts. */
export const Frames = 0;
export const First = 1;
export const Last = 2;
export const FirstFrame = 3;
export const LastFrame = 4;
/** A word: place of the first frame. */
export const FirstPlace = 10;

/** Asks, key: chain, asker's IPv4, target's IPv4. Doubles, then words: see arp.ts. */
export const ASK_WORDS = 3;
export const Questions = 8;
export const Answered = 9;
export const Directed = 10;
export const LastAsked = 11;
export const Waiting = 24;
export const LastPlace = 25;
export const AskerHigh = 26;
export const AskerLow = 27;

/** Similar, key: number of the conversation, asker's IPv4, target's IPv4. A word: first byte of the row in Asks. */
export const SIMILAR_WORDS = 3;
export const AskRow = 10;

/** Claims, key: chain, claimed IPv4, station high 16 bits, low 32 bits. Doubles. */
export const CLAIM_WORDS = 4;
export const Replies = 8;
export const Gratuitous = 9;
export const Mismatches = 10;

/** PlaceClaims, key: place, chain, address, station high 16 bits, low 32 bits; Holders, key: the first three of them. Doubles, then words: see address-claims.ts. */
export const PLACE_CLAIM_WORDS = 5;
export const HOLDER_WORDS = 3;
export const Changes = 8;
export const NeverLeftFrame = 10;
export const LastClaim = 11;
export const LastReply = 12;
export const FirstChange = 13;
export const LastChange = 14;
export const FirstChangeFrame = 15;
/** First byte of the row in PlaceClaims that claimed last. */
export const Holder = 14;
export const DoubleAnswers = 15;
export const Returns = 18;
export const NeverLeft = 19;

/** GroupSenders, key: place, station high 16 bits, low 32 bits. Doubles, then words: see group-frames.ts. */
export const SENDER_WORDS = 3;
export const Arp = 8;
export const ArpBegan = 9;
export const ArpBeganFrame = 10;
export const ArpPeakNs = 11;
export const StormFirst = 12;
export const StormLast = 13;
export const StormFirstFrame = 14;
export const StormLastFrame = 15;
export const Second = 16;
export const SecondFrame = 17;
export const PeakNs = 18;
export const PeakFrame = 19;
export const Repeats = 20;
export const LongestSeries = 21;
export const FirstRepeatFrame = 22;
export const InSecond = 14;
export const Peak = 15;
export const ArpInSecond = 46;
export const ArpPeak = 47;
/** ARP messages of one station in one second that are a storm: see incidents/detectors/arp-storm.ts. */
export const ARP_STORM = 200;

/** Stations, key: chain, high 16 bits, low 32 bits. Doubles, `First` and `Last` as above; a word: 1 once there are times, which may be NaN. */
export const STATION_WORDS = 3;
/** Distinct addresses: a switch holds some ten thousand; random sources in a flood are cut off here. */
export const MAX_STATIONS = 0x100000;
export const Sent = 0;
export const Received = 3;
export const Known = 10;

/** Frames to groups that are remembered (kernel/group-frames.ts), one a slot: hash and place (words), time of the last sighting, frame of the first and length of the series, 0 for none (doubles). */
export const REMEMBERED = 4096;
export const REMEMBERED_BYTES = 32;
/** What is answered of a frame to a group instead of the place where it was seen a moment ago: it was not, and nobody knows. */
export const FIRST_SIGHT = -1;
export const UNTOLD = -2;

/** Kinds of ARP messages, counted for each place and each chain: see arp-counts.ts. */
export const ARP_KINDS = 5;
