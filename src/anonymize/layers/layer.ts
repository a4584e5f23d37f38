/** What a protocol's file here exports: how the header is rewritten in place. The length never changes. */
import type { Addresses } from '../addresses/addresses.ts';
import type { Words } from '../names/words.ts';

/** A whole header in a packet, as its decoder found it. */
export interface Layer {
  bytes: Uint8Array;
  view: DataView;
  at: number;
  /** Where the next header begins, or where the decoder stopped. */
  next: number;
  /** One past the last captured byte that belongs to this header's packet. */
  end: number;
  /** Of the IP header around it, 0 without one. */
  ipVersion: number;
}

/** What the rewriting needs beside the bytes. */
export interface Tools {
  addresses: Addresses;
  words: Words;
  /** Bytes that stand for others, as many: for identifiers whose equality matters and nothing else. */
  replaceBytes(bytes: Uint8Array, from: number, to: number): void;
  /** Rewrites an IP packet that is quoted between `from` and `to`. */
  rewriteQuoted(layer: Layer, from: number, to: number): void;
}

/** Rewrites a header and answers how far it has dealt with the bytes: those from there to the end are dropped, unless another header begins there. */
export type Rewrite = (layer: Layer, tools: Tools) => number;

/** Replaces the words of a text whose characters are bytes. */
export function replaceText({ words }: Pick<Tools, 'words'>, bytes: Uint8Array, from: number, to: number): void {
  const text = Buffer.from(bytes.subarray(from, to)).toString('latin1');
  bytes.set(Buffer.from(words.text(text), 'latin1'), from);
}
