/** Bytes that fill packets: text and noise, so that compressors find captures neither trivial nor impossible. */
import type { Random } from './random.ts';

/** The fill repeats after so many bytes. */
const PERIOD = 65_536;
const LONGEST = 2048;
const TEXT = 'GET /api/v1/namespaces/kube-system/pods HTTP/1.1 host: json ';

export class Payload {
  private readonly fill = new Uint8Array(PERIOD + LONGEST);
  private readonly random: Random;

  constructor(random: Random) {
    this.random = random;
    for (let i = 0; i < this.fill.length; i++) {
      const byte = random.word();
      this.fill[i] = (byte & 3) === 0 ? byte >>> 24 : TEXT.charCodeAt((byte >>> 8) % TEXT.length);
    }
  }

  /** Writes `length` bytes, 2 KiB at most, and answers where they end. */
  write(view: DataView, at: number, length: number): number {
    const from = this.random.below(PERIOD);
    new Uint8Array(view.buffer, at, length).set(this.fill.subarray(from, from + length));
    return at + length;
  }
}
