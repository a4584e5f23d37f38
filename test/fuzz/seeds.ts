/** Where mutation begins: the captures of this repository, and those beside it where they are. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { LZ4, LZ4_FRAMES, XZ, XZ_STREAMS, ZSTD, ZSTD_FRAMES } from '../helpers/compressed.ts';

const FOLDERS = ['samples', 'test/incidents', '../shared/corpus', '../shared/captures'];
const NO_CAPTURE = /\.(json|md|ts|py|txt)$/;
/** A case takes milliseconds up to here; longer captures are cut, which is a mutation of its own. */
export const MAX_SEED_BYTES = 16_000;
/** Larger files are not looked at: reading them would take longer than the cases they give. */
const MAX_FILE_BYTES = 8 * 2 ** 20;
const GZIP_MAGIC = 0x1f8b;

/** All seeds in a fixed order; which folders are there decides what they are. */
export function loadSeeds(): Uint8Array[] {
  const files = FOLDERS.filter((folder) => existsSync(folder)).flatMap(filesIn);
  const captures = files.map((file) => head(readFileSync(file)));
  return [...captures, LZ4, LZ4_FRAMES, XZ, XZ_STREAMS, ZSTD, ZSTD_FRAMES];
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => !NO_CAPTURE.test(path) && isSmallFile(path));
}

function isSmallFile(path: string): boolean {
  const stats = statSync(path);
  return stats.isFile() && stats.size <= MAX_FILE_BYTES;
}

/** What lies behind gzip is worth more than gzip itself, unless that is what is broken. */
function head(bytes: Uint8Array): Uint8Array {
  // A slice of a Buffer would share its memory, and mutations would change the seed.
  return new Uint8Array(unpacked(bytes).subarray(0, MAX_SEED_BYTES));
}

function unpacked(bytes: Uint8Array): Uint8Array {
  if (((bytes[0] << 8) | bytes[1]) !== GZIP_MAGIC) return bytes;
  try {
    return gunzipSync(bytes);
  } catch {
    return bytes;
  }
}
