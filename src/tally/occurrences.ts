/** How often something happened, and its first and last time and frame: what a finding's evidence is made of. */
import type { Packet } from '../wire/packet.ts';
import type { Sightings } from './sightings.ts';
import { earlier, later } from './times.ts';

/** A count with its first and last occurrence; times in ns, NaN without time stamps; frames are references (frame-ref.ts). */
export class Occurrences {
  count = 0;
  first = Number.NaN;
  last = Number.NaN;
  firstFrame = 0;
  lastFrame = 0;

  /** Counts a packet. */
  add(packet: Packet): void {
    this.addAt(packet.timeNs, packet.frame);
  }

  /** Counts something that is told of a packet seen before. */
  addAt(timeNs: number, frame: number): void {
    if (this.count++ === 0) this.firstFrame = frame;
    this.lastFrame = frame;
    this.first = earlier(this.first, timeNs);
    this.last = later(this.last, timeNs);
  }
}

/** Two kinds of occurrences as one. */
export function together(a: Occurrences, b: Occurrences): Occurrences {
  if (a.count === 0 || b.count === 0) return a.count === 0 ? b : a;
  const both = new Occurrences();
  both.count = a.count + b.count;
  both.first = earlier(a.first, b.first);
  both.last = later(a.last, b.last);
  both.firstFrame = a.first <= b.first ? a.firstFrame : b.firstFrame;
  both.lastFrame = a.last >= b.last ? a.lastFrame : b.lastFrame;
  return both;
}

/** One row of `Sightings`, for readers that want objects. */
export interface Sighted {
  frames: number;
  first: number;
  last: number;
  firstFrame: number;
  lastFrame: number;
}

/** Counts, times and frames of a row. */
export const sighted = (sightings: Pick<Sightings, keyof Sighted>, row: number): Sighted => ({
  frames: sightings.frames[row],
  first: sightings.first[row],
  last: sightings.last[row],
  firstFrame: sightings.firstFrame[row],
  lastFrame: sightings.lastFrame[row],
});

/** One object for every row of a table, in order of appearance. */
export const rowsOf = <T>(size: number, rowAt: (row: number) => T): T[] =>
  Array.from({ length: size }, (_, row) => rowAt(row));
