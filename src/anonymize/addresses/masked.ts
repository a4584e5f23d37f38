/** Of a mapped prefix nothing stays behind its length. */

/** A copy, zero behind so many bits. */
export const masked = (bytes: Uint8Array, bits: number): Uint8Array =>
  Uint8Array.from(bytes, (byte, i) => byte & (0xff00 >> Math.min(8, Math.max(0, bits - 8 * i))));
