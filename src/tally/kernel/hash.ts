/** Hashes of a 5-tuple that are equal for both directions; the chain of tunnels is mixed in, so that equal 5-tuples in many VNIs do not collide. */
import { word } from './memory';

export const K1: u32 = 0x9e3779b1;
export const K2: u32 = 0x85ebca6b;
const K3: u32 = 0xc2b2ae35;
const IPV6_WORDS = 4;

/** Of two ends (`endHash`) and a chain. */
export function flowHash(source: u32, destination: u32, chain: u32): u32 {
  const a = ((source + destination) ^ (chain * K3)) * K2;
  const b = (a ^ (a >>> 13)) * K3;
  return b ^ (b >>> 16);
}

/** Of an address and a port. */
export function endHash(address: u32, port: u32): u32 {
  const mixed = (address ^ (port * K2)) * K1;
  return mixed ^ (mixed >>> 15);
}

/** One word for the IPv6 address in four words at `at`. */
export function fold(at: usize): u32 {
  let folded = word(at, 0);
  for (let i = 1; i < IPV6_WORDS; i++) folded = ((folded ^ (folded >>> 15)) * K1) ^ word(at, i);
  return folded;
}

/** Mixes two words; what signatures are made of. */
export function mix(a: u32, b: u32): u32 {
  const mixed = (a ^ b) * K1;
  return mixed ^ (mixed >>> 15);
}
