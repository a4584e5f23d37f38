/** Times between messages that tell one from another, in ns; the tallies and the kernel share them. */

/** The same control message within this time is the same one, seen again at another place or reflected; protocols repeat after a second or more. */
export const SAME_MESSAGE_NS = 100e6;
/** How long a neighbour keeps what it learned: base_reachable_time of Linux, at most one and a half times 30 s, and a probe or two. */
export const CACHE_NS = 60e9;
/** Two answers to one question come this close together; nobody asks again sooner (RFC 1122 §2.3.2.1). */
export const SAME_QUESTION_NS = 900e6;
