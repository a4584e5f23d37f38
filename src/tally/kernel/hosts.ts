/**
 * Who spoke, summed over flows: three small tables that the host empties into its own when one of them may be full (../hosts.ts). Which packets count for whom is
 * said here; what is in no flow, or went by other stations than its flow's, the host adds itself.
 */
import * as Entry from '../flow-entry-layout';
import * as Seen from '../flow-seen';
import * as Sums from '../host-sums-layout';
import * as Meta from '../row-meta';
import { flowAt, flowCount } from './flows';
import { K1 } from './hash';
import { double, setDouble, setWord, word } from './memory';

const ROW_BYTES: u32 = 4 * Sums.ROW_WORDS;
/** Rows that one flow may need at most in any table: two stations in each direction. */
const A_FLOW: u32 = 4;
const GROUP_BIT = 0x0100;
const TTL_BITS = 0xff;
const PLACE_BITS = 0xfff;

let stations: u32 = 0;
let addresses: u32 = 0;
let bindings: u32 = 0;
/** The flow that is added. */
let flow: usize = 0;
let version: u32 = 0;

export function stationSums(): u32 {
  return stations;
}

export function addressSums(): u32 {
  return addresses;
}

export function bindingSums(): u32 {
  return bindings;
}

export function clearSums(): void {
  stations = addresses = bindings = 0;
  memory.fill(indexOf(Sums.STATIONS), 0, 4 * Sums.SLOTS);
  memory.fill(indexOf(Sums.ADDRESSES), 0, 4 * Sums.SLOTS);
  memory.fill(indexOf(Sums.BINDINGS), 0, 4 * Sums.SLOTS);
}

/** Adds the flows from number `from` on, those marked as leaving or all; answers the number of the first for which there may be no room. */
export function sumHosts(from: u32, leaving: bool): u32 {
  const end = flowCount();
  for (let number = from; number < end; number++) {
    if (max(max(stations, addresses), bindings) + A_FLOW > <u32>Sums.ROWS) return number;
    flow = flowAt(number);
    if (leaving && (word(flow, Entry.Flags) & Seen.Leaving) === 0) continue;
    version = (word(flow, Entry.Key) & Meta.Ipv6) !== 0 ? 6 : 4;
    addAddresses();
    addDirection(0, double(flow, Entry.First));
    addDirection(1, double(flow, Entry.FirstB));
  }
  return end;
}

function addAddresses(): void {
  const a = addressRow(word(flow, Entry.AddressA));
  const b = addressRow(word(flow, Entry.AddressB));
  for (let direction = 0; direction < 2; direction++) {
    const packets = double(flow, Entry.PacketsA + direction);
    const bytes = double(flow, Entry.BytesA + direction);
    const from = direction === 0 ? a : b;
    const to = direction === 0 ? b : a;
    add(from, Sums.FramesSent, packets);
    add(from, Sums.BytesSent, bytes);
    add(to, Sums.FramesReceived, packets);
    add(to, Sums.BytesReceived, bytes);
  }
}

function addressRow(address: u32): usize {
  const row = freshRow(Sums.ADDRESSES, addresses);
  setWord(row, 0, version);
  setWord(row, 1, address);
  const known = rowOf(Sums.ADDRESSES, row, Sums.ADDRESS_KEY, addresses);
  if (known === row) addresses++;
  return known;
}

function addDirection(direction: i32, first: f64): void {
  const packets = double(flow, Entry.PacketsA + direction);
  if (packets === 0) return;
  const field = Entry.StationsA + 3 * direction;
  const upper = word(flow, field);
  const middle = word(flow, field + 1);
  const low = word(flow, field + 2);
  const sender = stationRow(middle & 0xffff, low, first);
  if (sender !== 0) add(sender, Sums.Sent, packets);
  if (((upper >>> 16) & GROUP_BIT) === 0) {
    const receiver = stationRow(upper >>> 16, (upper << 16) | (middle >>> 16), first);
    if (receiver !== 0) add(receiver, Sums.Received, packets);
  }
  if (sender !== 0) bind(direction, middle & 0xffff, low, packets, first);
}

/** The row of a station with the time noted; 0 for the address of zeros, which stands for none. */
function stationRow(high: u32, low: u32, first: f64): usize {
  if (high === 0 && low === 0) return 0;
  const row = freshRow(Sums.STATIONS, stations);
  writeStation(row, high, low);
  const known = rowOf(Sums.STATIONS, row, Sums.STATION_KEY, stations);
  if (known === row) stations++;
  widen(known, known === row, first);
  return known;
}

function writeStation(row: usize, high: u32, low: u32): void {
  setWord(row, 0, word(flow, Entry.Context));
  setWord(row, 1, high);
  setWord(row, 2, low);
}

/** Notes that the station sent from the direction's source address. */
function bind(direction: i32, high: u32, low: u32, packets: f64, first: f64): void {
  const fresh = freshRow(Sums.BINDINGS, bindings);
  writeStation(fresh, high, low);
  setWord(fresh, Sums.STATION_KEY, version);
  setWord(fresh, Sums.STATION_KEY + 1, word(flow, Entry.AddressA + direction));
  const row = rowOf(Sums.BINDINGS, fresh, Sums.BINDING_KEY, bindings);
  const isNew = row === fresh;
  if (isNew) bindings++;
  add(row, Sums.Frames, packets);
  widen(row, isNew, first);
  const ttl = (word(flow, Entry.Key) >>> (Entry.TTL_SHIFT + 8 * direction)) & TTL_BITS;
  setWord(row, Sums.TtlMin, isNew ? ttl : min(word(row, Sums.TtlMin), ttl));
  setWord(row, Sums.TtlMax, max(word(row, Sums.TtlMax), ttl));
  const place = (word(flow, Entry.Places) >>> (16 * direction)) & PLACE_BITS;
  setWord(row, Sums.Places, word(row, Sums.Places) | (1 << min<u32>(place, Sums.LAST_PLACE)));
}

function add(row: usize, field: i32, amount: f64): void {
  setDouble(row, field, double(row, field) + amount);
}

/** Widens the time of a row to the flow's; NaN is no time. */
function widen(row: usize, isNew: bool, first: f64): void {
  const last = double(flow, Entry.Last);
  const from = double(row, Sums.First);
  const to = double(row, Sums.Last);
  if (isNew || first < from || Number.isNaN(from)) setDouble(row, Sums.First, first);
  if (isNew || last > to || Number.isNaN(to)) setDouble(row, Sums.Last, last);
}

/** The row behind the last, emptied: a key is written there before it is looked up, and stays when it is new. */
function freshRow(table: usize, rows: u32): usize {
  const row = table + rows * ROW_BYTES;
  memory.fill(row, 0, ROW_BYTES);
  return row;
}

/** The row that has the key of the fresh row: an older one, or itself. */
function rowOf(table: usize, fresh: usize, width: i32, rows: u32): usize {
  let slot = slotOf(table, hashOf(fresh, width));
  for (let number = load<u32>(slot); number !== 0; number = load<u32>(slot)) {
    const row = table + (number - 1) * ROW_BYTES;
    if (equal(row, fresh, width)) return row;
    slot = slotOf(table, ((slot - indexOf(table)) >>> 2) + 1);
  }
  store<u32>(slot, rows + 1);
  return fresh;
}

function slotOf(table: usize, number: u32): usize {
  return indexOf(table) + ((number & (Sums.SLOTS - 1)) << 2);
}

function indexOf(table: usize): usize {
  return table + Sums.ROWS * ROW_BYTES;
}

function hashOf(row: usize, width: i32): u32 {
  let hash: u32 = 0;
  for (let i = 0; i < width; i++) {
    hash = (hash ^ word(row, i)) * K1;
    hash ^= hash >>> 15;
  }
  return hash;
}

function equal(a: usize, b: usize, width: i32): bool {
  for (let i = 0; i < width; i++) if (word(a, i) !== word(b, i)) return false;
  return true;
}
