/** What is known of a transport checksum, 0 when it was not looked at or not captured whole; import as `Checksum`. */

export const Good = 1;
/** The pseudo-header's sum alone: the sender left the rest to its network card. */
export const Unfinished = 2;
export const Bad = 3;
