/** The Internet checksum (RFC 1071); kernel/syn.ts has its own for SYNs, in the kernel's memory. */

import * as ipv4 from '../wire/ipv4.ts';
import * as ipv6 from '../wire/ipv6.ts';

/** The bytes as 16-bit words, added up. */
export function sum(view: DataView, at: number, length: number): number {
  let total = 0;
  const even = at + (length & ~1);
  for (let i = at; i < even; i += 2) total += view.getUint16(i);
  return (length & 1) === 0 ? total : total + (view.getUint8(even) << 8);
}

/** What the pseudo header of the IP header at `ip` adds to a transport's checksum (RFC 9293 §3.1, RFC 8200 §8.1); `length` is that of the whole transport packet. */
export function pseudoSum(view: DataView, ip: number, protocol: number, length: number): number {
  const six = view.getUint8(ip) >> 4 === 6;
  return sum(view, ip + (six ? ipv6.SOURCE : ipv4.SOURCE), six ? 32 : 8) + protocol + length;
}

/** The carries added to the lower 16 bits: RFC 1071 §1. */
export function fold(total: number): number {
  let folded = total;
  // By division: segments that offload made sum up to more than 32 bits, which >>> would cut off.
  while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 0x10000);
  return folded;
}
