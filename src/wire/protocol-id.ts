import type * as Protocol from './protocol.ts';

/** One more than the largest id; a power of two, so that a table row is found by a shift. */
export const MAX_PROTOCOLS = 64;

/** One of the numbers in protocol.ts. */
export type ProtocolId = (typeof Protocol)[keyof typeof Protocol];
