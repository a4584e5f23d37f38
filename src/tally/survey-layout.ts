/** What one pass over all flows finds (kernel/survey.ts), and who reads it (flow-survey.ts): lists of flow numbers. Import as `Survey`. */

/** A reset answered the SYN. */
export const REFUSED = 0;
/** TCP of which only one end was heard, although it acknowledges what the other sends. */
export const HALF_SEEN = 1;
/** Of these, those whose SYN was seen. */
export const HALF_OPENED = 2;
/** TCP: a SYN, and not another packet of either end. */
export const LONE_SYNS = 3;
/** Only one end was heard, and it asked more than once: TCP with SYNs and neither ACK nor RST, or ICMP of either version. */
export const ASKED_AGAIN = 4;
/** The lists above are read to their end, of those below the first flows and how many there are. */
export const READ_WHOLE = 5;
/** TCP with a segment larger than the receiver's MSS; with a SYN whose checksum was left to the network card. */
export const OVERSIZED = 5;
export const UNFINISHED = 6;
/** Flows that the host looks for others like, and those others (kernel/alike.ts); not of the one pass. */
export const SOUGHT = 7;
export const ALIKE = 8;
/** Lone SYNs of clients that sent many (kernel/keen.ts); not of the one pass either. */
export const KEEN_SYNS = 9;
export const LISTS = 10;

/** Flows on one list: a scan makes millions of them, and beyond this they say nothing new. */
export const MAX_LISTED = 0x40000;

/** Marks of what is sought, and of clients: a power of two. */
export const MARKS = 0x10000;

/** IP protocol numbers. */
export const PROTOCOLS = 256;
