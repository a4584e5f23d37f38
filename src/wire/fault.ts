/** Why the walk over a packet's headers ended before its time; import as `Fault`. */

export const None = 0;
/** The capture's snap length cut the header off. */
export const Snapped = 1;
/** The enclosing header says that there are fewer bytes than this header needs. */
export const Short = 2;
/** A field holds a value that its standard forbids. */
export const Malformed = 3;
/** More headers than MAX_LAYERS. */
export const TooDeep = 4;
