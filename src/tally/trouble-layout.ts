/** What only a flow in trouble has: counters and the state of one gap a direction. Offsets as in flow-entry-layout.ts; import as `Trouble`. */

export const WORDS = 64;

export const RetransmissionsA = 0;
export const OutOfOrderA = 2;
export const ResetsA = 4;
export const ZeroWindowA = 6;
/** Segments that came after bytes that were never seen. */
export const GapsA = 8;
export const SynRetransmissionsA = 10;
export const KeepAlivesA = 12;
/** The same packet seen again: at another place (not in the packet counts) or at the same one (in them). */
export const DuplicatesElsewhere = 14;
export const DuplicatesHere = 15;
export const GapStartA = 16;
export const GapEndA = 18;
/** Largest payload retransmitted, in bytes. */
export const LargestRetransmittedA = 20;
export const LargestRetransmittedB = 21;
/** The flow's own number, for walks over the trouble records. */
export const Flow = 22;
/** 1 when all that was sent has been acknowledged since the last gap: what was not seen has arrived. */
export const AcknowledgedA = 50;
/** Doubles: when the gap opened. */
export const GapTimeA = 12;
/** Doubles: frames of the first and last retransmission, with their times. */
export const FirstRetransmission = 14;
export const LastRetransmission = 15;
export const FirstRetransmissionTime = 16;
export const LastRetransmissionTime = 17;
export const FirstReset = 18;
export const FirstResetTime = 19;
export const FirstZeroWindow = 20;
export const FirstZeroWindowTime = 21;
export const FirstDuplicate = 22;
export const LastResetTime = 23;
export const LastZeroWindowTime = 24;
