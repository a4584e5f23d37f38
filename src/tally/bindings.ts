/** Which station sent from which IP address. */
import { type Column, ensureRow } from '../base/columns.ts';
import { KeyTable } from '../base/key-table.ts';

/** Words of a key: chain, station high 16 and low 32 bits, IP version, address. */
export const BINDING_WORDS = 5;
/** Bound of the table; look-ups beyond it are only counted as refused. */
const MAX_BINDINGS = 2 ** 22;

/** Row i of every column is one station and one address that it sent from, behind the same VLANs and tunnels. */
export class Bindings {
  readonly table = new KeyTable(BINDING_WORDS, MAX_BINDINGS);
  frames: Column = new Float64Array(0);
  first: Column = new Float64Array(0);
  last: Column = new Float64Array(0);
  /** Smallest and largest TTL or hop limit of the first packets of its flows. */
  ttlMin: Column = new Float64Array(0);
  ttlMax: Column = new Float64Array(0);
  /** Bit p: seen first at place p. */
  places: Column = new Float64Array(0);

  /** Makes room for every row of the table. */
  fit(): void {
    const last = this.table.size - 1;
    if (last < this.frames.length) return;
    this.frames = ensureRow(this.frames, last);
    this.first = ensureRow(this.first, last, Number.POSITIVE_INFINITY);
    this.last = ensureRow(this.last, last, Number.NEGATIVE_INFINITY);
    this.ttlMin = ensureRow(this.ttlMin, last, Number.POSITIVE_INFINITY);
    this.ttlMax = ensureRow(this.ttlMax, last);
    this.places = ensureRow(this.places, last);
  }
}
