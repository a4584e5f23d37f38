/**
 * What is written when a flow or its handshake begins, 16 words (64 bytes) a flow, apart from what every packet touches. Offsets are in 32-bit words, those marked
 * "double" in 64-bit words; import as `Origin`.
 */

export const WORDS = 16;

/** Doubles: time and frame of the first packet. */
export const First = 0;
export const FirstFrame = 1;
/** Double: time of the last SYN before it was answered. */
export const SynTime = 2;
/** Double: time of the first SYN-ACK. */
export const SynAckTime = 3;
/** Doubles: time and frame of the first packet from B. */
export const FirstB = 4;
export const FirstFrameB = 5;
/** Of the flow's key, for the index. */
export const Hash = 14;
/** A's MSS << 16 | B's MSS, of the SYNs. */
export const Mss = 12;
/** Window scale + 1 of A << 8, of B, 0 when a SYN had none; above them the states of their checksums, two bits each from bit 16. */
export const Scales = 13;
