/** The transport checksum (RFC 1071; pseudo-header: RFC 9293 §3.1, RFC 8200 §8.1) of the few segments where it tells something: SYNs. */

export const Checksum = {
  /** Not looked at, or the segment was not captured whole. */
  Unknown: 0,
  Good: 1,
  /** The pseudo-header's sum alone: the sender left the rest to its network card. */
  Unfinished: 2,
  Bad: 3,
} as const;

const TCP = 6;
const CHECKSUM = 16;

/** State of the TCP checksum of a segment of `length` bytes at `at`; addresses are `addressBytes` long, one behind the other from `addresses`. */
export function tcpChecksum(
  view: DataView,
  at: number,
  length: number,
  addresses: number,
  addressBytes: number,
): number {
  const pseudo = sum(view, addresses, 2 * addressBytes) + TCP + length;
  const total = fold(pseudo + sum(view, at, length));
  if (total === 0xffff) return Checksum.Good;
  return view.getUint16(at + CHECKSUM) === fold(pseudo) ? Checksum.Unfinished : Checksum.Bad;
}

function sum(view: DataView, at: number, length: number): number {
  let total = 0;
  const even = at + (length & ~1);
  for (let i = at; i < even; i += 2) total += view.getUint16(i);
  return (length & 1) === 0 ? total : total + (view.getUint8(even) << 8);
}

function fold(total: number): number {
  let folded = total;
  while (folded > 0xffff) folded = (folded & 0xffff) + (folded >>> 16);
  return folded;
}
