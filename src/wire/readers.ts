/** Field readers that several protocols share. They allocate: for inspection and control packets, not for the hot path. */
import { formatIpv4, formatMac } from '../base/addresses.ts';

const FIRST_PRINTABLE = 0x20;
const LAST_PRINTABLE = 0x7e;

/** The station address at `at`. */
export const macAt = (view: DataView, at: number): string => formatMac(bytesOf(view), at);

/** The IPv4 address at `at`. */
export const ipv4At = (view: DataView, at: number): string => formatIpv4(view.getUint32(at));

/** `length` bytes as lower case hex, fewer where the view ends. */
export function hexAt(view: DataView, at: number, length: number): string {
  let text = '';
  const end = Math.min(at + length, view.byteLength);
  for (let i = at; i < end; i++) text += view.getUint8(i).toString(16).padStart(2, '0');
  return text;
}

/** `length` bytes as ASCII, one character each; what is not printable becomes `?`, so that no terminal or page is ever addressed. */
export function asciiAt(view: DataView, at: number, length: number): string {
  let text = '';
  const end = Math.min(at + length, view.byteLength);
  for (let i = at; i < end; i++) {
    const byte = view.getUint8(i);
    text += byte >= FIRST_PRINTABLE && byte <= LAST_PRINTABLE ? String.fromCharCode(byte) : '?';
  }
  return text;
}

const bytesOf = (view: DataView): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
