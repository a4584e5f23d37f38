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
export const LISTS = 5;

/** Flows on one list: a scan makes millions of them, and beyond this they say nothing new. */
export const MAX_LISTED = 0x40000;

/** IP protocol numbers. */
export const PROTOCOLS = 256;
