import type { Compression } from '../packet-source.ts';

/** Turns compressed pieces into plain ones; throws `StreamError` where the stream is cut short or makes no sense. */
export type Decompress = (pieces: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

/** gzip: RFC 1952 §2.3.1; zstd: RFC 8878 §3.1.1; lz4: LZ4 frame format 1.6; xz: .xz file format 1.2 §2.1.1.1. */
const MAGIC: [Compression, number[]][] = [
  ['gzip', [0x1f, 0x8b]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['lz4', [0x04, 0x22, 0x4d, 0x18]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
];

/** What the first bytes say of the compression, whatever the file is called. */
export function compressionOf(head: Uint8Array): Compression {
  const found = MAGIC.find(([, magic]) => magic.every((byte, index) => head[index] === byte));
  return found?.[0] ?? 'none';
}

/** The decompressor, loaded only when a file asks for it. */
export async function loadDecompress(compression: Exclude<Compression, 'none'>): Promise<Decompress> {
  switch (compression) {
    case 'gzip':
      return (await import('./gzip.ts')).decompress;
    case 'zstd':
      return (await import('./zstd.ts')).decompress;
    case 'lz4':
      return (await import('./lz4.ts')).decompress;
    case 'xz':
      return (await import('./xz.ts')).decompress;
  }
}
