/** Reads a file by Node's own threads: while one piece is worked on, the next is on its way. */
import { read } from 'node:fs';

/** Bytes asked for at a time, as many as a reader asks for. */
const PIECE = 1 << 20;

export class ReadAhead {
  private readonly descriptor: number;
  private piece: Uint8Array = new Uint8Array(PIECE);
  private next: Uint8Array = new Uint8Array(PIECE);
  private used = 0;
  private filled = 0;
  private ended = false;
  /** How many bytes arrive in `next`; null when nothing is under way. */
  private coming: Promise<number> | null = null;

  /** Goes on where the descriptor stands. */
  constructor(descriptor: number) {
    this.descriptor = descriptor;
    this.ask();
  }

  /** Writes up to `length` bytes at `target[at]` and answers how many; 0 at the end. Throws what the system says. */
  async read(target: Uint8Array, at: number, length: number): Promise<number> {
    const rest = this.take(target, at, length);
    if (rest === length || this.ended) return rest;
    await this.advance();
    return rest + this.take(target, at + rest, length - rest);
  }

  /** Ends when nothing is under way any more: only then may the descriptor be closed. */
  async settled(): Promise<void> {
    this.ended = true;
    await this.coming?.catch(() => 0);
  }

  private take(target: Uint8Array, at: number, length: number): number {
    const taken = this.piece.subarray(this.used, Math.min(this.filled, this.used + length));
    target.set(taken, at);
    this.used += taken.length;
    return taken.length;
  }

  private async advance(): Promise<void> {
    const { coming } = this;
    this.coming = null;
    try {
      this.filled = (await coming) ?? 0;
    } catch (error) {
      this.ended = true;
      throw error;
    }
    [this.piece, this.next] = [this.next, this.piece];
    this.used = 0;
    if (this.filled === 0) this.ended = true;
    if (!this.ended) this.ask();
  }

  private ask(): void {
    const { descriptor, next } = this;
    this.coming = new Promise((resolve, reject) => {
      read(descriptor, next, 0, PIECE, null, (error, count) => (error === null ? resolve(count) : reject(error)));
    });
    // Whoever reads next hears of it.
    this.coming.catch(() => {});
  }
}
