/** Frames to groups by the station that sends them, and those that come again as they were: see ../group-frames.ts. */
import * as Layout from '../kernel-layout';
import * as Table from '../key-table-layout';
import { K1, K2 } from './hash';
import { foresee, tableWith } from './key-table';
import { addDouble, clearTimes, double, setDouble, setWord, u16At, u32At, widen, word } from './memory';
import { beginning, isSamePlace } from './places';
import { isNew, sight } from './sightings';

const NS_PER_SECOND: f64 = 1e9;
const K: u64 = ((<u64>K1) << 32) | K2;
/** Of a frame that nothing tells from others of its sender. */
export const INCOMPARABLE: u32 = 0;
/** The same frame again within this time came back by itself: a ring is passed in a few milliseconds, programs repeat after tenths of seconds. In ns. */
const REPEAT_NS: f64 = 50e6;
/** Fields of a frame that is remembered: words, then doubles. */
const HASH = 0;
const PLACE = 1;
const TIME = 1;
const FIRST_FRAME = 2;
const SERIES = 3;

/**
 * Counts a frame of the station whose address is at `station`, with its `frameHash`. Answers the place where the same frame was seen a moment ago; `Table.FIRST_SIGHT`
 * when it was not, `Table.UNTOLD` when that cannot be told.
 */
export function addGroupFrame(time: f64, frame: f64, place: u32, station: usize, hash: u32, arp: bool): i32 {
  const high = u16At(station);
  const low = u32At(station + 2);
  const row = sight(tableWith(Table.GroupSenders, beginning(place), high, low), time, frame, place);
  if (row === 0) return Table.UNTOLD;
  countSecond(row, time, frame);
  if (arp) countMessage(row, time, frame);
  return hash === INCOMPARABLE ? Table.UNTOLD : compare(row, time, frame, place, hash);
}

/** See `foresee`. */
export function foreseeSender(place: u32, station: usize): void {
  foresee(tableWith(Table.GroupSenders, beginning(place), u16At(station), u32At(station + 2)));
}

function countSecond(row: usize, time: f64, frame: f64): void {
  const second = Math.floor(time / NS_PER_SECOND);
  if (isNew(row)) {
    setDouble(row, Table.PeakNs, NaN);
    setDouble(row, Table.ArpPeakNs, NaN);
    clearTimes(row, Table.StormFirst);
  }
  if (isNew(row) || second !== double(row, Table.Second)) {
    setDouble(row, Table.Second, second);
    setDouble(row, Table.SecondFrame, frame);
    setWord(row, Table.InSecond, 0);
    setWord(row, Table.ArpInSecond, 0);
  }
  const frames = word(row, Table.InSecond) + 1;
  setWord(row, Table.InSecond, frames);
  if (frames <= word(row, Table.Peak)) return;
  setWord(row, Table.Peak, frames);
  setDouble(row, Table.PeakNs, second * NS_PER_SECOND);
  setDouble(row, Table.PeakFrame, double(row, Table.SecondFrame));
}

/** Counts an ARP message, and from when to when there were too many in each second. */
function countMessage(row: usize, time: f64, frame: f64): void {
  addDouble(row, Table.Arp, 1);
  const messages = word(row, Table.ArpInSecond) + 1;
  setWord(row, Table.ArpInSecond, messages);
  if (messages === 1) {
    setDouble(row, Table.ArpBegan, time);
    setDouble(row, Table.ArpBeganFrame, frame);
  }
  if (messages > word(row, Table.ArpPeak)) {
    setWord(row, Table.ArpPeak, messages);
    setDouble(row, Table.ArpPeakNs, double(row, Table.ArpBegan));
  }
  if (messages < <u32>Table.ARP_STORM) return;
  if (double(row, Table.StormFirstFrame) === 0) setDouble(row, Table.StormFirstFrame, double(row, Table.ArpBeganFrame));
  setDouble(row, Table.StormLastFrame, frame);
  widen(row, Table.StormFirst, double(row, Table.ArpBegan), time);
}

/** Looks for the same frame a moment ago, here (it came back) or at another place (it is on its way). */
function compare(row: usize, time: f64, frame: f64, place: u32, hash: u32): i32 {
  const known: usize = Layout.GROUP_MEMORY + (hash & (Table.REMEMBERED - 1)) * Table.REMEMBERED_BYTES;
  const elapsed = time - double(known, TIME);
  const again = double(known, SERIES) !== 0 && word(known, HASH) === hash && elapsed < REPEAT_NS;
  if (again) {
    if (!isSamePlace(word(known, PLACE), place)) return word(known, PLACE);
    setDouble(known, TIME, time);
    if (elapsed > 0) repeat(row, known);
    return place;
  }
  setWord(known, HASH, hash);
  setWord(known, PLACE, place);
  setDouble(known, TIME, time);
  setDouble(known, FIRST_FRAME, frame);
  setDouble(known, SERIES, 1);
  return Table.FIRST_SIGHT;
}

function repeat(row: usize, known: usize): void {
  addDouble(row, Table.Repeats, 1);
  addDouble(known, SERIES, 1);
  const series = double(known, SERIES);
  if (series > double(row, Table.LongestSeries)) setDouble(row, Table.LongestSeries, series);
  if (double(row, Table.FirstRepeatFrame) === 0) setDouble(row, Table.FirstRepeatFrame, double(known, FIRST_FRAME));
}

/**
 * Over the station at `station` and all bytes from `from` on, before `end`: behind what the link layer may change on the way. No less will do: an identification of 0
 * and a checksum left to the network card are equal in all datagrams of a sender, and a counter may stand anywhere. Never INCOMPARABLE.
 */
export function frameHash(station: usize, from: usize, end: usize): u32 {
  let hash = ((<u64>u16At(station)) << 32) | u32At(station + 2);
  let odd = K;
  let at = from;
  // Two at a time: each step waits for the one before.
  for (; at + 16 <= end; at += 16) {
    hash = mixed(hash ^ load<u64>(at));
    odd = mixed(odd ^ load<u64>(at + 8));
  }
  for (; at < end; at++) hash = mixed(hash ^ load<u8>(at));
  const folded = <u32>(mixed(hash ^ mixed(odd)) >>> 32);
  return folded === INCOMPARABLE ? 1 : folded;
}

/** Every bit reaches the upper half, and that the lower one. */
function mixed(hash: u64): u64 {
  const product = hash * K;
  return product ^ (product >>> 32);
}
