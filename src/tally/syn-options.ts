/** The options of a SYN that tell of the path: maximum segment size and window scale (RFC 9293 §3.2, RFC 7323 §2). */

const END = 0;
const NO_OPERATION = 1;
const MSS = 2;
const WINDOW_SCALE = 3;
/** Larger shifts count as this one (RFC 7323 §2.3). */
const MAX_SCALE = 14;

/** MSS | (window scale + 1) << 16; 0 for what is not there. Options run from `at` to `end`. */
export function synOptions(view: DataView, at: number, end: number): number {
  let found = 0;
  for (let option = at; option < end; ) {
    const kind = view.getUint8(option);
    if (kind === END) break;
    if (kind === NO_OPERATION) {
      option++;
      continue;
    }
    const length = option + 1 < end ? view.getUint8(option + 1) : 0;
    if (length < 2 || option + length > end) break;
    if (kind === MSS && length === 4) found = (found & ~0xffff) | view.getUint16(option + 2);
    if (kind === WINDOW_SCALE && length === 3)
      found = (found & 0xffff) | ((Math.min(view.getUint8(option + 2), MAX_SCALE) + 1) << 16);
    option += length;
  }
  return found;
}
