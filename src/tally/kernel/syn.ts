/** What a SYN tells of the path: maximum segment size and window scale (RFC 9293 §3.2, RFC 7323 §2), and the state of its checksum (RFC 1071). */
import * as Header from '../../wire/header-layout';
import * as IpNumber from '../../wire/ip-number';
import * as Checksum from '../checksum-state';
import { u8At, u16At } from './memory';

const END = 0;
const NO_OPERATION = 1;
const MSS = 2;
const MSS_LENGTH = 4;
const WINDOW_SCALE = 3;
const WINDOW_SCALE_LENGTH = 3;
/** Larger shifts count as this one (RFC 7323 §2.3). */
const MAX_SCALE: u32 = 14;

/** MSS | (window scale + 1) << 16; 0 for what is not there. Options run from `at` to `end`. */
export function synOptions(at: usize, end: usize): u32 {
  let found: u32 = 0;
  for (let option = at; option < end; ) {
    const kind = u8At(option);
    if (kind === END) break;
    if (kind === NO_OPERATION) {
      option++;
      continue;
    }
    const length = option + 1 < end ? u8At(option + 1) : 0;
    if (length < 2 || option + length > end) break;
    if (kind === MSS && length === MSS_LENGTH) found = (found & ~0xffff) | u16At(option + 2);
    if (kind === WINDOW_SCALE && length === WINDOW_SCALE_LENGTH)
      found = (found & 0xffff) | ((min(u8At(option + 2), MAX_SCALE) + 1) << 16);
    option += length;
  }
  return found;
}

/** State of the checksum of the segment from `tcp` to `end`, which must be whole: see checksum-state.ts. */
export function checksumState(ip: usize, six: bool, tcp: usize, end: usize): u32 {
  const addresses = ip + (six ? Header.IPV6_SOURCE : Header.IPV4_SOURCE);
  const pseudo = sum(addresses, addresses + (six ? 32 : 8)) + IpNumber.Tcp + <u32>(end - tcp);
  if (folded(pseudo + sum(tcp, end)) === 0xffff) return Checksum.Good;
  return u16At(tcp + Header.TCP_CHECKSUM) === folded(pseudo) ? Checksum.Unfinished : Checksum.Bad;
}

/** Of the 16-bit words; segments that offload made have more bytes than 32 bits can sum up. */
function sum(from: usize, end: usize): u64 {
  let total: u64 = 0;
  let at = from;
  for (; at + 1 < end; at += 2) total += u16At(at);
  return at < end ? total + (u8At(at) << 8) : total;
}

function folded(total: u64): u32 {
  let rest = total;
  while (rest > 0xffff) rest = (rest & 0xffff) + (rest >>> 16);
  return <u32>rest;
}
