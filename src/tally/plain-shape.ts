/** Which headers a plain frame has (kernel/plain.ts), as bits; import as `Shape`. */

export const TAGGED = 1;
export const VERSION_6 = 2;
export const DATAGRAM = 4;
export const SHAPES = 8;
