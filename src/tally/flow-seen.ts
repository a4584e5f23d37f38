/** Bits of `Entry.Flags`; import as `Seen`. The TCP flags seen from A lie in bits 0–7, from B in 8–15. */

export const TcpB = 8;
/** A sequence number is known of A (of B: the bit above). */
export const NextA = 1 << 16;
/** A sent a SYN without ACK (of B: the bit above). */
export const SynA = 1 << 18;
/** A sent a SYN with ACK (of B: the bit above). */
export const SynAckA = 1 << 20;
export const Fragments = 1 << 22;
/** Not every packet of A had the TTL of the first (of B: the bit above). */
export const TtlVariesA = 1 << 23;
/** A reset came before any SYN-ACK of its sender: the port is closed. */
export const Refused = 1 << 25;
export const DontFragmentA = 1 << 26;
/** The last packet counted came from B: where the bit stands. */
export const LAST_SHIFT = 28;
/** The flow is about to be taken out. */
export const Leaving = 1 << 29;
/** A sent a SYN-ACK, or bytes of it were not seen, and B has not acknowledged all since (of B: the bit above). */
export const WatchedA = 1 << 30;
