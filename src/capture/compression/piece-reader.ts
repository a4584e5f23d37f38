/** A stream of pieces, read in exact lengths. */
export class PieceReader {
  private readonly pieces: AsyncIterator<Uint8Array>;
  private held: Uint8Array = new Uint8Array(0);

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.pieces = pieces[Symbol.asyncIterator]();
  }

  /** Exactly so many bytes; fewer only at the end of the stream. Memory grows with the bytes that arrive, not with what is asked for. */
  async take(length: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let missing = length;
    while (missing > 0 && (this.held.length > 0 || (await this.advance()))) {
      const part = this.held.subarray(0, missing);
      this.held = this.held.subarray(part.length);
      missing -= part.length;
      parts.push(part);
    }
    return parts.length === 1 ? parts[0] : Buffer.concat(parts);
  }

  private async advance(): Promise<boolean> {
    const { done, value } = await this.pieces.next();
    this.held = done ? new Uint8Array(0) : value;
    return !done;
  }
}
