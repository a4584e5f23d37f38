/**
 * Who spoke, summed over flows: a table of addresses at stations, which the host empties into its own tables when it may be full (../hosts.ts). Which packets count for
 * whom is said here; what is in no flow, or went by other stations than its flow's, the host adds itself.
 */
import * as Entry from '../flow-entry-layout';
import * as Seen from '../flow-seen';
import * as Sums from '../host-sums-layout';
import * as Layout from '../kernel-layout';
import * as Meta from '../row-meta';
import { loadRows, note } from './ahead';
import { flowAt, flowCount } from './flows';
import { mix } from './hash';
import { addDouble, double, setDouble, setWord, widen, word } from './memory';

const ROW_BYTES: u32 = 4 * Sums.ROW_WORDS;
/** Rows that one flow may need at most: a sender and a receiver in each direction. */
const A_FLOW: u32 = 4;
/** Flows whose rows are loaded at a time. */
const FORESEEN: u32 = 32;
/** Bits of a slot. */
const TAG: u32 = 0xff000000;
const ROW: u32 = 0x00ffffff;
const GROUP_BIT = 0x0100;
const TTL_BITS = 0xff;
const PLACE_BITS = 0xfff;

let rows: u32 = 0;
let senders: u32 = 0;
/** The flow that is added, and who received its last direction. */
let flow: usize = 0;
let version: u32 = 0;
let receiver: usize = 0;

export function sumCount(): u32 {
  return rows;
}

export function senderCount(): u32 {
  return senders;
}

export function clearSums(): void {
  // Two megabytes that nobody wrote to are no memory yet.
  if (rows > 0) memory.fill(Sums.INDEX, 0, 4 * Sums.SLOTS);
  rows = senders = 0;
}

/**
 * Adds some of the flows from number `from` on, those marked as leaving or all; answers the number of the next, `from` when there may be no room for it.
 */
export function sumHosts(from: u32, leaving: bool): u32 {
  const end = min(flowCount(), from + Layout.FLOWS_A_CALL);
  for (let number = from; number < end; number++) {
    if (rows + A_FLOW > <u32>Sums.ROWS) return number;
    if ((number - from) % FORESEEN === 0) foresee(number, min(number + FORESEEN, end));
    flow = flowAt(number);
    if (leaving && (word(flow, Entry.Flags) & Seen.Leaving) === 0) continue;
    version = (word(flow, Entry.Key) & Meta.Ipv6) !== 0 ? 6 : 4;
    receiver = 0;
    addDirection(0, double(flow, Entry.First));
    addDirection(1, double(flow, Entry.FirstB));
  }
  return end;
}

/** Loads the rows that the ends of some flows will most likely be added to. */
function foresee(from: u32, end: u32): void {
  for (let number = from; number < end; number++) {
    const at = flowAt(number);
    const chain = word(at, Entry.Context);
    const upper = word(at, Entry.StationsA);
    const middle = word(at, Entry.StationsA + 1);
    foreseeRow(hashOf(chain, middle & 0xffff, word(at, Entry.StationsA + 2), word(at, Entry.AddressA)));
    foreseeRow(hashOf(chain, upper >>> 16, (upper << 16) | (middle >>> 16), word(at, Entry.AddressB)));
  }
  loadRows();
}

function foreseeRow(hash: u32): void {
  note(slotAt(hash), Sums.TABLE, ROW_BYTES);
}

function addDirection(direction: i32, first: f64): void {
  const packets = double(flow, Entry.PacketsA + direction);
  if (packets === 0) return;
  const bytes = double(flow, Entry.BytesA + direction);
  const field = Entry.StationsA + 3 * direction;
  const middle = word(flow, field + 1);
  const sender = senderOf(direction, middle & 0xffff, word(flow, field + 2));
  if (double(sender, Sums.FramesSent) === 0) store<u32>(Sums.SENDERS + (senders++ << 2), sender);
  noteSent(sender, direction, first);
  addDouble(sender, Sums.FramesSent, packets);
  addDouble(sender, Sums.BytesSent, bytes);
  receiver = receiverOf(direction, word(flow, field), middle);
  addDouble(receiver, Sums.FramesReceived, packets);
  addDouble(receiver, Sums.BytesReceived, bytes);
  widen(receiver, Sums.First, first, double(flow, Entry.Last));
}

/** Nearly always it is the one that received the other direction. */
function senderOf(direction: i32, high: u32, low: u32): usize {
  const isReceiver =
    direction === 1 && receiver !== 0 && word(receiver, Sums.High) === high && word(receiver, Sums.Low) === low;
  return isReceiver ? receiver : rowOf(high, low, word(flow, Entry.AddressA + direction));
}

/** From the first two words of a direction's stations; groups are no stations. */
function receiverOf(direction: i32, upper: u32, middle: u32): usize {
  const high = upper >>> 16;
  const isGroup = (high & GROUP_BIT) !== 0;
  const low = (upper << 16) | (middle >>> 16);
  return rowOf(isGroup ? 0 : high, isGroup ? 0 : low, word(flow, Entry.AddressB - direction));
}

function noteSent(sender: usize, direction: i32, first: f64): void {
  widen(sender, Sums.First, first, double(flow, Entry.Last));
  widen(sender, Sums.FirstSent, first, double(flow, Entry.Last));
  const ttl = (word(flow, Entry.Key) >>> (Entry.TTL_SHIFT + 8 * direction)) & TTL_BITS;
  setWord(sender, Sums.TtlMin, min(word(sender, Sums.TtlMin), ttl));
  setWord(sender, Sums.TtlMax, max(word(sender, Sums.TtlMax), ttl));
  const place = (word(flow, Entry.Places) >>> (16 * direction)) & PLACE_BITS;
  setWord(sender, Sums.Places, word(sender, Sums.Places) | (1 << min<u32>(place, Sums.LAST_PLACE)));
}

/** The row of an address at a station, a new one when it is not known yet. */
function rowOf(high: u32, low: u32, address: u32): usize {
  const chain = word(flow, Entry.Context);
  const hash = hashOf(chain, high, low, address);
  let slot = hash;
  for (let found = indexed(slot); found !== 0; found = indexed(++slot)) {
    if (((found ^ hash) & TAG) !== 0) continue;
    const row = rowAt(found & ROW);
    if (word(row, Sums.Address) !== address || word(row, Sums.Low) !== low || word(row, Sums.High) !== high) continue;
    if (word(row, Sums.Chain) === chain && word(row, Sums.Version) === version) return row;
  }
  store<u32>(slotAt(slot), (hash & TAG) | ++rows);
  return freshRow(rowAt(rows), chain, high, low, address);
}

function hashOf(chain: u32, high: u32, low: u32, address: u32): u32 {
  return mix(mix(mix(chain, high), low), address);
}

function slotAt(slot: u32): usize {
  return Sums.INDEX + ((slot & (Sums.SLOTS - 1)) << 2);
}

function indexed(slot: u32): u32 {
  return load<u32>(slotAt(slot));
}

function freshRow(row: usize, chain: u32, high: u32, low: u32, address: u32): usize {
  setWord(row, Sums.Chain, chain);
  setWord(row, Sums.High, high);
  setWord(row, Sums.Low, low);
  setWord(row, Sums.Version, version);
  setWord(row, Sums.Address, address);
  setWord(row, Sums.TtlMin, TTL_BITS);
  setWord(row, Sums.TtlMax, 0);
  setWord(row, Sums.Places, 0);
  for (let field: i32 = Sums.FramesSent; field < Sums.First; field++) setDouble(row, field, 0);
  for (let field: i32 = Sums.First; field <= Sums.LastSent; field++) setDouble(row, field, NaN);
  return row;
}

/** The index counts rows from 1. */
function rowAt(number: u32): usize {
  return Sums.TABLE + (number - 1) * ROW_BYTES;
}
