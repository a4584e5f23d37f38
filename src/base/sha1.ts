/** SHA-1 (RFC 3174) for names that a standard makes with it, never for secrets; of short texts it is quicker than Node's, which takes 3 ms to load. */

const BLOCK = 64;
/** One bit, then the length in bits in 8 bytes. */
const PADDING = 9;
const ROUNDS = 80;
const FIRST = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);

/** As they are in 32 bits with a sign, which V8 keeps as integers. */
const THIRD = 0x8f1bbcdc | 0;
const FOURTH = 0xca62c1d6 | 0;

const words = new Int32Array(ROUNDS);
const state = new Int32Array(FIRST.length);

/** The digest of some bytes, 20 bytes long. */
export function sha1(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil((bytes.length + PADDING) / BLOCK) * BLOCK);
  const view = new DataView(padded.buffer);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  view.setUint32(padded.length - 4, bytes.length << 3);
  view.setUint32(padded.length - 8, bytes.length >>> 29);
  state.set(FIRST);
  for (let at = 0; at < padded.length; at += BLOCK) addBlock(view, at);
  // The last block has been read, and has room.
  for (let i = 0; i < state.length; i++) view.setInt32(4 * i, state[i]);
  return padded.subarray(0, 4 * state.length);
}

function addBlock(view: DataView, at: number): void {
  for (let i = 0; i < 16; i++) words[i] = view.getInt32(at + 4 * i);
  for (let i = 16; i < ROUNDS; i++) words[i] = rotated(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  for (let i = 0; i < ROUNDS; i++) {
    const next = (rotated(a, 5) + mixed(i, b, c, d) + e + words[i]) | 0;
    e = d;
    d = c;
    c = rotated(b, 30);
    b = a;
    a = next;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
}

const rotated = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));

/** The function of a round and its constant (§5). */
function mixed(round: number, b: number, c: number, d: number): number {
  if (round < 20) return (((b & c) | (~b & d)) + 0x5a827999) | 0;
  if (round < 40) return ((b ^ c ^ d) + 0x6ed9eba1) | 0;
  if (round < 60) return (((b & c) | (b & d) | (c & d)) + THIRD) | 0;
  return ((b ^ c ^ d) + FOURTH) | 0;
}
