/** Runs of packets of one flow and direction between one pair of stations, waiting to be added to the tables of hosts a batch at a time. */

/** Runs in a batch: their keys and rows stay in the first-level cache, and its look-ups are enough to keep the memory busy. */
const MAX_RUNS = 128;

export class StationRuns {
  count = 0;
  readonly flows = new Int32Array(MAX_RUNS);
  readonly directions = new Int32Array(MAX_RUNS);
  readonly packets = new Float64Array(MAX_RUNS);
  /** Times of the first and the last packet. */
  readonly first = new Float64Array(MAX_RUNS);
  readonly last = new Float64Array(MAX_RUNS);
  /** Three words a run as in `Row.Stations`. */
  readonly stations = new Int32Array(3 * MAX_RUNS);

  get full(): boolean {
    return this.count === MAX_RUNS;
  }

  /** Takes the station words at `words[at …]`; the caller fills in the rest of the run with the number that this answers. */
  next(words: Int32Array, at: number): number {
    const run = this.count++;
    this.stations[3 * run] = words[at];
    this.stations[3 * run + 1] = words[at + 1];
    this.stations[3 * run + 2] = words[at + 2];
    return run;
  }
}

/** Keys of look-ups made together, the run that asked for each, and the rows they were answered with. */
export class LookUps {
  count = 0;
  readonly keys: Int32Array;
  /** Run number × 2; + 1 for the run's destination. */
  readonly askers: Int32Array;
  readonly rows: Int32Array;

  /** Room for two keys of `width` words a run. */
  constructor(width: number) {
    this.keys = new Int32Array(2 * MAX_RUNS * width);
    this.askers = new Int32Array(2 * MAX_RUNS);
    this.rows = new Int32Array(2 * MAX_RUNS);
  }
}
