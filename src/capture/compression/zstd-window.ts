/** Frame header of zstd (RFC 8878 §3.1.1.1), as far as the window size. */
const DESCRIPTOR = 4;
const SINGLE_SEGMENT = 0x20;
const CONTENT_SIZE_SHIFT = 6;
const DICTIONARY_ID_MASK = 3;
const DICTIONARY_ID_LENGTHS = [0, 1, 2, 4];
const CONTENT_SIZE_LENGTHS = [0, 2, 4, 8];
/** Magic number and descriptor, which says how long the rest is. */
export const FIXED_LENGTH = DESCRIPTOR + 1;

/** Length of the frame header at the start of `head`, which holds its first FIXED_LENGTH bytes at least. */
export function headerLength(head: Uint8Array): number {
  const descriptor = head[DESCRIPTOR];
  const single = (descriptor & SINGLE_SEGMENT) !== 0;
  const lengthCode = descriptor >> CONTENT_SIZE_SHIFT;
  // One octet of window, or where there is none and no longer content size, one octet of that.
  const octet = single && lengthCode > 0 ? 0 : 1;
  return (
    FIXED_LENGTH + octet + DICTIONARY_ID_LENGTHS[descriptor & DICTIONARY_ID_MASK] + CONTENT_SIZE_LENGTHS[lengthCode]
  );
}

/** Bytes of history that the frame at the start of `head` asks for; `head` holds its whole header. */
export function windowSize(head: Uint8Array): number {
  const descriptor = head[DESCRIPTOR];
  if (descriptor & SINGLE_SEGMENT)
    return contentSize(head, DESCRIPTOR + 1 + DICTIONARY_ID_LENGTHS[descriptor & DICTIONARY_ID_MASK]);
  const exponent = head[DESCRIPTOR + 1] >> 3;
  const base = 2 ** (10 + exponent);
  return base + (base / 8) * (head[DESCRIPTOR + 1] & 7);
}

function contentSize(head: Uint8Array, at: number): number {
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const lengthCode = head[DESCRIPTOR] >> CONTENT_SIZE_SHIFT;
  if (lengthCode === 0) return head[at];
  if (lengthCode === 1) return view.getUint16(at, true) + 256;
  if (lengthCode === 2) return view.getUint32(at, true);
  return Number(view.getBigUint64(at, true));
}
