/** Hashes of a 5-tuple that are equal for both directions; the chain of tunnels is mixed in, so that equal 5-tuples in many VNIs do not collide. */
import * as Row from './row-layout.ts';

const K1 = 0x9e3779b1;
const K2 = 0x85ebca6b;
const K3 = 0xc2b2ae35;

const end = (address: number, port: number): number => {
  const mixed = Math.imul(address ^ Math.imul(port, K2), K1);
  return mixed ^ (mixed >>> 15);
};

function finish(ends: number, context: number): number {
  const a = Math.imul(ends ^ Math.imul(context, K3), K2);
  const b = Math.imul(a ^ (a >>> 13), K3);
  return b ^ (b >>> 16);
}

/** Of IPv4 addresses and a ports word (source << 16 | destination). */
export const hash4 = (source: number, destination: number, ports: number, context: number): number =>
  finish((end(source, ports >>> 16) + end(destination, ports & 0xffff)) | 0, context);

/** Of the IPv6 addresses of a row. */
export function hash6(words: Int32Array, row: number, ports: number): number {
  const source = end(fold(words, row + Row.Source), ports >>> 16);
  const destination = end(fold(words, row + Row.Destination), ports & 0xffff);
  return finish((source + destination) | 0, words[row + Row.Context]);
}

function fold(words: Int32Array, at: number): number {
  let folded = words[at];
  for (let i = 1; i < 4; i++) folded = Math.imul(folded ^ (folded >>> 15), K1) ^ words[at + i];
  return folded;
}
