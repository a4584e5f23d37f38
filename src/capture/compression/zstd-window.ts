/** Frame header of zstd (RFC 8878 §3.1.1.1), as far as the window size. */
const DESCRIPTOR = 4;
const SINGLE_SEGMENT = 0x20;
const CONTENT_SIZE_SHIFT = 6;
const DICTIONARY_ID_MASK = 3;
const DICTIONARY_ID_LENGTHS = [0, 1, 2, 4];
/** Magic number, descriptor, window, dictionary id and content size at their longest. */
export const MAX_HEADER_LENGTH = 18;

/** Bytes of history that the frame at the start of `head` asks for; `head` holds MAX_HEADER_LENGTH bytes. */
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
