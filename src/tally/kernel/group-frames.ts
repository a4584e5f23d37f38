/** Frames to groups by the station that sends them, and those that come again as they were: see ../group-frames.ts. */
import * as Layout from '../kernel-layout';
import * as Table from '../key-table-layout';
import { K1, mix } from './hash';
import { foresee, tableWith } from './key-table';
import { addDouble, double, setDouble, setWord, u16At, u32At, word } from './memory';
import { isSamePlace } from './places';
import { isNew, sight } from './sightings';

const NS_PER_SECOND: f64 = 1e9;
/** Bytes compared: headers with TTL, identification and checksum, behind what the link layer may change on the way. */
export const COMPARED_BYTES: usize = 64;
/** The same frame again within this time came back by itself: a ring is passed in a few milliseconds, programs repeat after tenths of seconds. In ns. */
const REPEAT_NS: f64 = 50e6;
/** Fields of a frame that is remembered: words, then doubles. */
const HASH = 0;
const PLACE = 1;
const TIME = 1;
const FIRST_FRAME = 2;
const SERIES = 3;

/**
 * Counts a frame of the station whose address is at `station`; what is compared lies from `from` on, before `end`. True when the same frame was not seen a moment
 * ago, here or at another place.
 */
export function addGroupFrame(
  time: f64,
  frame: f64,
  place: u32,
  station: usize,
  from: usize,
  end: usize,
  arp: bool,
): bool {
  const high = u16At(station);
  const low = u32At(station + 2);
  const row = sight(tableWith(Table.GroupSenders, place, high, low), time, frame, place);
  if (row === 0) return false;
  countSecond(row, time, arp);
  return compare(row, time, frame, place, hashOf(high, low, from, min(end, from + COMPARED_BYTES)));
}

/** See `foresee`. */
export function foreseeSender(place: u32, station: usize): void {
  foresee(tableWith(Table.GroupSenders, place, u16At(station), u32At(station + 2)));
}

function countSecond(row: usize, time: f64, arp: bool): void {
  const second = Math.floor(time / NS_PER_SECOND);
  if (isNew(row)) setDouble(row, Table.PeakNs, NaN);
  if (isNew(row) || second !== double(row, Table.Second)) {
    setDouble(row, Table.Second, second);
    setWord(row, Table.InSecond, 0);
    setWord(row, Table.ArpInSecond, 0);
  }
  const frames = word(row, Table.InSecond) + 1;
  setWord(row, Table.InSecond, frames);
  if (frames > word(row, Table.Peak)) {
    setWord(row, Table.Peak, frames);
    setDouble(row, Table.PeakNs, second * NS_PER_SECOND);
  }
  if (!arp) return;
  addDouble(row, Table.Arp, 1);
  const questions = word(row, Table.ArpInSecond) + 1;
  setWord(row, Table.ArpInSecond, questions);
  if (questions > word(row, Table.ArpPeak)) setWord(row, Table.ArpPeak, questions);
}

/** Looks for the same frame a moment ago, here (it came back) or at another place (it is on its way). */
function compare(row: usize, time: f64, frame: f64, place: u32, hash: u32): bool {
  const known: usize = Layout.GROUP_MEMORY + (hash & (Table.REMEMBERED - 1)) * Table.REMEMBERED_BYTES;
  const elapsed = time - double(known, TIME);
  const again = double(known, SERIES) !== 0 && word(known, HASH) === hash && elapsed < REPEAT_NS;
  if (again) {
    if (!isSamePlace(word(known, PLACE), place)) return false;
    setDouble(known, TIME, time);
    if (elapsed > 0) repeat(row, known);
    return false;
  }
  setWord(known, HASH, hash);
  setWord(known, PLACE, place);
  setDouble(known, TIME, time);
  setDouble(known, FIRST_FRAME, frame);
  setDouble(known, SERIES, 1);
  return true;
}

function repeat(row: usize, known: usize): void {
  addDouble(row, Table.Repeats, 1);
  addDouble(known, SERIES, 1);
  const series = double(known, SERIES);
  if (series > double(row, Table.LongestSeries)) setDouble(row, Table.LongestSeries, series);
  if (double(row, Table.FirstRepeatFrame) === 0) setDouble(row, Table.FirstRepeatFrame, double(known, FIRST_FRAME));
}

/** Over the station and the frame behind its link layer; every bit reaches the slot number. */
function hashOf(high: u32, low: u32, from: usize, to: usize): u32 {
  let hash = mix(high, low * K1);
  let at = from;
  for (; at + 4 <= to; at += 4) hash = (hash ^ load<u32>(at) ^ (hash >>> 15)) * K1;
  for (; at < to; at++) hash = (hash ^ load<u8>(at) ^ (hash >>> 15)) * K1;
  return hash ^ (hash >>> 16);
}
