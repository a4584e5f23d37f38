/**
 * The row: what one IP header and its transport tell, at fixed places in 128 bytes (row-layout.ts). Rows wait in the kernel's memory until a batch of them is
 * counted; one Int32Array and one Float64Array lie over them.
 */
export interface Rows {
  words: Int32Array;
  doubles: Float64Array;
}
