/** What is known of a transport checksum; import as `Checksum`. */

/** Not looked at, or the packet was not captured whole. */
export const Unknown = 0;
export const Good = 1;
/** The pseudo-header's sum alone: the sender left the rest to its network card. */
export const Unfinished = 2;
export const Bad = 3;
