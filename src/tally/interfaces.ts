/** What each capture interface recorded, and the time span of everything: exact whatever the clocks did. */
import { type Column, ensureRow } from '../base/columns.ts';
import { ClockSteps } from './clock-steps.ts';

/** A time stamp as the capture has it: whole seconds since 1970 and nanoseconds. */
export interface Stamp {
  seconds: number;
  nanoseconds: number;
}

/** Row i of every column is capture interface i over all inputs. */
export class InterfaceTally {
  frames: Column = new Float64Array(0);
  bytesCaptured: Column = new Float64Array(0);
  bytesOriginal: Column = new Float64Array(0);
  /** Frames on a link type without a decoder. */
  undecoded: Column = new Float64Array(0);
  readonly clock = new ClockSteps();
  /** Frames of each interface whose times were followed. */
  private followed: Column = new Float64Array(0);
  /** Latest time of each interface so far, in ns of the run's clock. */
  private latest: Column = new Float64Array(0);
  /** Frames without a time stamp. */
  timeless = 0;
  private firstSeconds = Number.POSITIVE_INFINITY;
  private firstNanoseconds = 0;
  private lastSeconds = Number.NEGATIVE_INFINITY;
  private lastNanoseconds = 0;

  /** Makes sure that interfaces 0 … `count` − 1 have rows. */
  reserve(count: number): void {
    if (count === 0) return;
    this.frames = ensureRow(this.frames, count - 1);
    this.bytesCaptured = ensureRow(this.bytesCaptured, count - 1);
    this.bytesOriginal = ensureRow(this.bytesOriginal, count - 1);
    this.undecoded = ensureRow(this.undecoded, count - 1);
    this.followed = ensureRow(this.followed, count - 1);
    this.latest = ensureRow(this.latest, count - 1, Number.NEGATIVE_INFINITY);
  }

  /** Counts records, with the bytes of all of them. */
  add(captureInterface: number, frames: number, captured: number, original: number): void {
    this.frames[captureInterface] += frames;
    this.bytesCaptured[captureInterface] += captured;
    this.bytesOriginal[captureInterface] += original;
  }

  /** Follows the clock of an interface from frame to frame. */
  follow(captureInterface: number, timeNs: number, frame: number): void {
    const { latest } = this;
    const nth = ++this.followed[captureInterface];
    if (timeNs >= latest[captureInterface]) latest[captureInterface] = timeNs;
    else this.clock.behind(captureInterface, nth, latest[captureInterface], { timeNs, frame });
  }

  /** Follows the clock of an interface over frames whose times never go back; false, and nothing has happened, when the first is earlier than what came before. */
  followOrdered(captureInterface: number, frames: number, firstNs: number, lastNs: number): boolean {
    if (!(firstNs >= this.latest[captureInterface])) return false;
    this.followed[captureInterface] += frames;
    this.latest[captureInterface] = lastNs;
    return true;
  }

  /** Latest time of an interface so far, in ns of the run's clock; −Infinity when no frame had one. */
  latestOf(captureInterface: number): number {
    return this.latest[captureInterface];
  }

  /** Widens the span to hold a time stamp. */
  span(seconds: number, nanoseconds: number): void {
    if (seconds < this.firstSeconds || (seconds === this.firstSeconds && nanoseconds < this.firstNanoseconds)) {
      this.firstSeconds = seconds;
      this.firstNanoseconds = nanoseconds;
    }
    if (seconds > this.lastSeconds || (seconds === this.lastSeconds && nanoseconds > this.lastNanoseconds)) {
      this.lastSeconds = seconds;
      this.lastNanoseconds = nanoseconds;
    }
    if (Number.isNaN(seconds)) this.timeless++;
  }

  /** Earliest time stamp; null when no frame had one. */
  get first(): Stamp | null {
    return Number.isFinite(this.firstSeconds)
      ? { seconds: this.firstSeconds, nanoseconds: this.firstNanoseconds }
      : null;
  }

  get last(): Stamp | null {
    return Number.isFinite(this.lastSeconds) ? { seconds: this.lastSeconds, nanoseconds: this.lastNanoseconds } : null;
  }
}
