/** Tables from keys of some words to rows, in order of first appearance (../key-table-layout.ts): open addressing, as in base/key-table.ts. The key looked up lies at `Layout.KEY`. */
import * as Layout from '../kernel-layout';
import * as Table from '../key-table-layout';
import { note } from './ahead';
import { mix } from './hash';
import { setWord, word } from './memory';

const TAG: u32 = 0xff000000;
const ROW: u32 = 0x00ffffff;
const KEY_BYTES: usize = 4 * Table.Key;

/** The description of a table. */
export function tableOf(number: u32): usize {
  return Layout.TABLES + number * (4 * Table.DESCRIPTION_WORDS);
}

/** Writes a word of the key that is looked up next. */
export function setKey(field: u32, value: u32): void {
  store<u32>(Layout.KEY + (field << 2), value);
}

/** The table of that number, with a key of three words set: nearly all keys are a place or chain, and two more. */
export function tableWith(number: u32, group: u32, first: u32, second: u32): usize {
  setKey(0, group);
  setKey(1, first);
  setKey(2, second);
  return tableOf(number);
}

/** The row of the key, a new one of zeros when it is not known yet; 0 when the table is full. */
export function rowOf(table: usize): usize {
  const hash = hashOf(Layout.KEY, word(table, Table.KeyWords));
  const slot = slotOf(table, hash);
  const found = load<u32>(slot) & ROW;
  return found !== 0 ? rowAt(table, found) : insert(table, slot, hash);
}

/** The row of a known key; 0 for an unknown one. */
export function find(table: usize): usize {
  const hash = hashOf(Layout.KEY, word(table, Table.KeyWords));
  const found = load<u32>(slotOf(table, hash)) & ROW;
  return found !== 0 ? rowAt(table, found) : 0;
}

/** Says that the key will be looked up soon: see ahead.ts. */
export function foresee(table: usize): void {
  const hash = hashOf(Layout.KEY, word(table, Table.KeyWords));
  const slot = word(table, Table.Index) + ((hash & (word(table, Table.Slots) - 1)) << 2);
  note(slot, word(table, Table.Rows), word(table, Table.RowBytes));
}

/** Number, from 1, of the row of a known key in a table; 0 for an unknown one. */
export function findRow(number: u32): u32 {
  const table = tableOf(number);
  return load<u32>(slotOf(table, hashOf(Layout.KEY, word(table, Table.KeyWords)))) & ROW;
}

/** The index counts rows from 1. */
function rowAt(table: usize, number: u32): usize {
  return word(table, Table.Rows) + (number - 1) * word(table, Table.RowBytes);
}

function slotOf(table: usize, hash: u32): usize {
  const index: usize = word(table, Table.Index);
  const mask = word(table, Table.Slots) - 1;
  let at: usize = 0;
  for (let slot = hash & mask; at === 0; slot = (slot + 1) & mask) {
    const here = index + (slot << 2);
    const found = load<u32>(here);
    if (found === 0 || (((found ^ hash) & TAG) === 0 && hasKey(table, found & ROW))) at = here;
  }
  return at;
}

function hasKey(table: usize, number: u32): bool {
  const key = rowAt(table, number) + KEY_BYTES;
  const bytes = word(table, Table.KeyWords) << 2;
  for (let at: usize = 0; at < bytes; at += 4) if (load<u32>(key + at) !== load<u32>(Layout.KEY + at)) return false;
  return true;
}

function insert(table: usize, slot: usize, hash: u32): usize {
  const size = word(table, Table.Size);
  if (size >= word(table, Table.MaxRows)) {
    setWord(table, Table.Refused, word(table, Table.Refused) + 1);
    return 0;
  }
  setWord(table, Table.Size, size + 1);
  store<u32>(slot, (hash & TAG) | (size + 1));
  const row = rowAt(table, size + 1);
  memory.copy(row + KEY_BYTES, Layout.KEY, word(table, Table.KeyWords) << 2);
  if ((size + 1) * Table.SLOTS_PER_ROW > word(table, Table.Slots)) enlarge(table);
  return row;
}

/** Twice as many slots. */
function enlarge(table: usize): void {
  const index: usize = word(table, Table.Index);
  const slots = 2 * word(table, Table.Slots);
  const words = word(table, Table.KeyWords);
  setWord(table, Table.Slots, slots);
  memory.fill(index, 0, slots << 2);
  const size = word(table, Table.Size);
  for (let number: u32 = 1; number <= size; number++) {
    const hash = hashOf(rowAt(table, number) + KEY_BYTES, words);
    let slot = hash & (slots - 1);
    while (load<u32>(index + (slot << 2)) !== 0) slot = (slot + 1) & (slots - 1);
    store<u32>(index + (slot << 2), (hash & TAG) | number);
  }
}

/** Every bit of every word reaches the low bits. */
function hashOf(key: usize, words: u32): u32 {
  let hash: u32 = 0;
  for (let at = key; at < key + (words << 2); at += 4) hash = mix(hash, load<u32>(at));
  return hash;
}
