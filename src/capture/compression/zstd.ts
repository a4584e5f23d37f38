/** zstd by fzstd: node:zlib has it from Node 22.15 on only, and drops all frames but the first (nodejs/node#64741). */
import { Decompress } from 'fzstd';
import { StreamError } from '../byte-source.ts';
import { corrupt, truncated } from './stream-errors.ts';
import { MAX_HEADER_LENGTH, windowSize } from './zstd-window.ts';

/** fzstd unpacks a piece at once. A block of 4 bytes can stand for 128 KiB (RFC 8878 §3.1.1.2.3), so this many hold 32 MiB at most. */
const PIECE = 1024;
/** What the zstd program takes without --long; fzstd would allocate 2 GiB on a lying header, and move it for every block. */
const MAX_WINDOW = 128 * 1024 * 1024;
/** fzstd's code for an input that ends too soon. */
const UNEXPECTED_END = 5;

/** Unpacks a zstd stream, frame after frame. */
export async function* decompress(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let unpacked: Uint8Array[] = [];
  const zstd = new Decompress((data) => unpacked.push(data.slice()));
  let first = true;
  for await (const piece of pieces) {
    if (first) checkWindow(piece);
    first = false;
    for (let at = 0; at < piece.length; at += PIECE) {
      const fault = push(zstd, piece.subarray(at, at + PIECE), false);
      yield* unpacked;
      unpacked = [];
      if (fault) throw fault;
    }
  }
  const fault = push(zstd, new Uint8Array(0), true);
  yield* unpacked;
  if (fault) throw fault;
}

/** Only of the first frame, where a mistaken or hostile file shows. */
function checkWindow(piece: Uint8Array): void {
  if (piece.length < MAX_HEADER_LENGTH || windowSize(piece) <= MAX_WINDOW) return;
  const message = `The zstd stream needs a window of ${windowSize(piece)} bytes; at most ${MAX_WINDOW} are given. Unpack it first: zstd -d --long=31`;
  throw new StreamError('unsupported-compression', message);
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
