/** What one pass over all flows finds (kernel/survey.ts), and who reads it (flow-survey.ts): bits of a flow's mark. Import as `Survey`. */

/** Ports that exist but were not captured: in no list of flows. */
export const PORTLESS = 1;
/** Only one end was heard. */
export const ONE_WAY = 2;
/** So it was of TCP, although that end acknowledges what the other sends. */
export const HALF_SEEN = 4;
/** A reset answered the SYN. */
export const REFUSED = 8;
/** Only one end was heard, and it asked: TCP with a SYN and neither ACK nor RST, or ICMP of either version. */
export const ASKS = 16;

/** IP protocol numbers. */
export const PROTOCOLS = 256;
