/** zstd by fzstd: node:zlib has it from Node 22.15 on only, and drops all frames but the first (nodejs/node#64741). */
import { Decompress } from 'fzstd';
import { corrupt, truncated } from './stream-errors.ts';
import { ZstdWalk } from './zstd-walk.ts';

/** fzstd unpacks a piece at once. A block of 4 bytes can stand for 128 KiB (RFC 8878 §3.1.1.2.3), so this many hold 32 MiB at most. */
const PIECE = 1024;
/** fzstd's code for an input that ends too soon. */
const UNEXPECTED_END = 5;

/** Unpacks a zstd stream, frame after frame. */
export async function* decompress(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let unpacked: Uint8Array[] = [];
  let total = 0;
  const zstd = new Decompress((data) => {
    unpacked.push(data.slice());
    total += data.length;
  });
  const walk = new ZstdWalk();
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += PIECE) {
      const part = piece.subarray(at, at + PIECE);
      const sound = walk.take(part, total);
      const fault = push(zstd, part.subarray(0, sound), false) ?? walk.fault;
      yield* unpacked;
      unpacked = [];
      if (fault) throw fault;
    }
  }
  const fault = push(zstd, new Uint8Array(0), true);
  yield* unpacked;
  if (fault) throw fault;
}

function push(zstd: Decompress, piece: Uint8Array, last: boolean): Error | null {
  try {
    zstd.push(piece, last);
    return null;
  } catch (error) {
    const { code, message } = error as { code?: number; message: string };
    return code === UNEXPECTED_END ? truncated('zstd') : corrupt('zstd', message);
  }
}
