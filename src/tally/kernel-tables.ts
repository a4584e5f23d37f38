/** The kernel's tables of rows with keys (kernel/key-table.ts): where they lie, and what is in them, as columns. */
import type { Column } from '../base/columns.ts';
import type { Kernel } from './kernel.ts';
import * as Layout from './kernel-layout.ts';
import * as Table from './key-table-layout.ts';
import type { Sightings } from './sightings.ts';

const WORD = 4;
const DOUBLE = 8;
/** As many rows as other tables of sightings have (sightings.ts). */
const MANY = 2 ** 20;
const FEWER = 2 ** 16;

/** By number: rows at most, cache lines of a row, words of its key. */
const TABLES: readonly (readonly [rows: number, lines: number, keyWords: number])[] = [
  [MANY, 2, Table.ASK_WORDS],
  [MANY, 1, Table.SIMILAR_WORDS],
  [MANY, 2, Table.CLAIM_WORDS],
  [FEWER, 2, Table.PLACE_CLAIM_WORDS],
  [FEWER, 2, Table.HOLDER_WORDS],
  [FEWER, 3, Table.SENDER_WORDS],
  [Table.MAX_STATIONS, 1, Table.STATION_WORDS],
];

/** Where the memory of all tables ends. */
export const TABLES_END = describe(() => {});

/** Writes the descriptions, and the number of each slot that an index begins with. */
export function describeTables(buffer: SharedArrayBuffer): void {
  const words = new Uint32Array(buffer, Layout.TABLES, Table.TABLES * Table.DESCRIPTION_WORDS);
  describe((number, description) => words.set(description, number * Table.DESCRIPTION_WORDS));
}

function describe(write: (number: number, description: number[]) => void): number {
  let at = Layout.TABLE_AREA;
  TABLES.forEach(([rows, lines, keyWords], number) => {
    const bytes = lines * Table.LINE_BYTES;
    const index = at + rows * bytes;
    write(number, [at, index, bytes, keyWords, rows, Table.INITIAL_SLOTS, 0, 0]);
    at = index + rows * Table.SLOTS_PER_ROW * WORD;
  });
  return at;
}

/** One table. What is read of it is copied, and stands for the time of reading. */
export class KernelTable {
  private readonly buffer: SharedArrayBuffer;
  private readonly exports: Pick<Kernel['exports'], 'findRow'>;
  private readonly number: number;
  private readonly description: Uint32Array;

  constructor({ memory: { buffer }, exports }: Kernel, number: number) {
    this.buffer = buffer;
    this.exports = exports;
    this.number = number;
    const at = Layout.TABLES + number * Table.DESCRIPTION_WORDS * WORD;
    this.description = new Uint32Array(buffer, at, Table.DESCRIPTION_WORDS);
  }

  get size(): number {
    return this.description[Table.Size];
  }

  get width(): number {
    return this.description[Table.KeyWords];
  }

  get maxRows(): number {
    return this.description[Table.MaxRows];
  }

  /** Look-ups that would have needed a row beyond `maxRows`. */
  get refused(): number {
    return this.description[Table.Refused];
  }

  /** The row of a known key, −1 for an unknown one. */
  find(words: Int32Array, at: number): number {
    new Int32Array(this.buffer, Layout.KEY, this.width).set(words.subarray(at, at + this.width));
    return this.exports.findRow(this.number) - 1;
  }

  /** Row i's key is at `i * width …`. */
  keys(): Int32Array {
    const { size, width } = this;
    const keys = new Int32Array(size * width);
    const words = new Int32Array(this.buffer, this.start, size * this.stride(WORD));
    for (let row = 0; row < size; row++) {
      const from = row * this.stride(WORD) + Table.Key;
      for (let word = 0; word < width; word++) keys[row * width + word] = words[from + word];
    }
    return keys;
  }

  /** The double at `field` of every row. */
  doubles(field: number): Column {
    return column(new Float64Array(this.buffer, this.start, this.size * this.stride(DOUBLE)), field, this.size);
  }

  /** The word at `field` of every row, signed. */
  words(field: number): Column {
    return column(new Int32Array(this.buffer, this.start, this.size * this.stride(WORD)), field, this.size);
  }

  private get start(): number {
    return this.description[Table.Rows];
  }

  private get rowBytes(): number {
    return this.description[Table.RowBytes];
  }

  private stride(bytes: number): number {
    return this.rowBytes / bytes;
  }
}

/** Number `field` of each of so many rows, which lie one behind the other in `values`. */
export function column(values: Float64Array | Int32Array, field: number, rows: number): Column {
  const taken = new Float64Array(rows);
  const stride = values.length / Math.max(1, rows);
  for (let row = 0; row < rows; row++) taken[row] = values[row * stride + field];
  return taken;
}

/** What readers of sightings want of them. */
export type Seen = Pick<Sightings, 'size' | 'frames' | 'first' | 'last' | 'firstFrame' | 'lastFrame' | 'firstPlace'> & {
  readonly table: Pick<Sightings['table'], 'keys' | 'width' | 'size' | 'refused' | 'find'>;
};

/** The keys of a table, as they are now. */
export function keysIn(table: KernelTable): Seen['table'] {
  const { size, width, refused } = table;
  return { keys: table.keys(), width, size, refused, find: (words, at) => table.find(words, at) };
}

/** The sightings in a table, as they are now. */
export function seenIn(table: KernelTable): Seen {
  return {
    table: keysIn(table),
    size: table.size,
    frames: table.doubles(Table.Frames),
    first: table.doubles(Table.First),
    last: table.doubles(Table.Last),
    firstFrame: table.doubles(Table.FirstFrame),
    lastFrame: table.doubles(Table.LastFrame),
    firstPlace: table.words(Table.FirstPlace),
  };
}
