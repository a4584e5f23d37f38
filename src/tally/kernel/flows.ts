/**
 * The flow table: an index of one-word slots (eight bits of the hash, flow number) over flows of 48 words. Rows are drained in passes: load the slots, look for the
 * flows, load the flows, update; the loads of one pass do not wait for one another, so their cache misses overlap. What few packets need is the host's.
 */
import * as IpNumber from '../../wire/ip-number';
import * as Entry from '../flow-entry-layout';
import * as Seen from '../flow-seen';
import * as Layout from '../kernel-layout';
import * as Row from '../row-layout';
import * as Meta from '../row-meta';
import * as Host from './host';
import { ipv6Number } from './ipv6-numbers';
import { double, setDouble, setWord, word } from './memory';
import { goOn, placeOf } from './places';
import { repeats } from './repeats';
import { segment } from './segments';

const ROW_BYTES: u32 = 4 * Layout.ROW_WORDS;
const FLOW_BYTES: u32 = 4 * Entry.WORDS;
/** Bits of a slot. */
const TAG: u32 = 0xff000000;
const FLOW: u32 = 0x00ffffff;

/** Flows so far, how many there is memory for, how many there may be, and the index's number of slots, less one. */
let size: u32 = 0;
let room: u32 = Layout.INITIAL_FLOWS;
let limit: u32 = Layout.MAX_FLOWS;
let mask: u32 = Layout.INITIAL_SLOTS - 1;
/** Keeps what is loaded ahead from being optimised away. */
let _loaded: u32 = 0;

export function flowCount(): u32 {
  return size;
}

/** After some flows were taken out; before more rows come, `reindex`. */
export function setFlowCount(count: u32): void {
  size = count;
}

/** Sets how many flows there may be at a time; before the first row. */
export function setFlowLimit(flows: u32): void {
  limit = flows;
  room = min(room, limit);
}

/** How many flows there is memory for, how many there may be, and the index's number of slots, less one. */
export function flowRoom(): u32 {
  return room;
}

export function flowLimit(): u32 {
  return limit;
}

export function slotMask(): u32 {
  return mask;
}

/** Goes on with the flows of another instance over the same memory, which had these. */
export function takeOver(flows: u32, roomFor: u32, atMost: u32, slots: u32): void {
  size = flows;
  room = roomFor;
  limit = atMost;
  mask = slots;
}

/** Makes the index anew; flows have other numbers. */
export function reindex(): void {
  memory.fill(Layout.SLOTS, 0, (mask + 1) << 2);
  for (let number: u32 = 0; number < size; number++) {
    const hash = word(flowAt(number), Entry.Hash);
    setSlot(freeSlot(hash), (hash & TAG) | (number + 1));
  }
}

/** Counts the rows from `first` to `end`, a batch at most. */
export function drain(first: usize, end: usize): void {
  foresee(first, end);
  let likely: usize = Layout.LIKELY_FLOWS;
  for (let row = first; row < end; row += ROW_BYTES, likely += 4) {
    const flow: usize = load<u32>(likely);
    // Flows may have been taken out since.
    const direction = flow < flowAt(size) ? directionOf(flow, row) : -1;
    if (direction < 0) update(row);
    else count(flow, direction, row);
  }
}

/** Loads what the rows will need, and notes the flow that each probably belongs to. Loops that wait for memory do nothing else: what stands between two loads keeps misses from overlapping. */
function foresee(first: usize, end: usize): void {
  let loaded: u32 = 0;
  for (let row = first; row < end; row += ROW_BYTES) loaded ^= slotAt(word(row, Row.Hash) & mask);
  let likely: usize = Layout.LIKELY_FLOWS;
  for (let row = first; row < end; row += ROW_BYTES, likely += 4) {
    if ((word(row, Row.Meta) & Meta.Ipv6) !== 0) numberAddresses(row);
    store<u32>(likely, <u32>likelyFlow(word(row, Row.Hash)));
  }
  for (let at: usize = Layout.LIKELY_FLOWS; at < likely; at += 4) {
    const flow = load<u32>(at);
    loaded ^= word(flow, 0) ^ word(flow, Entry.NextA);
  }
  _loaded = loaded;
}

/** The first flow whose slot has the tag of the hash; the first of all where there is none. */
function likelyFlow(hash: u32): usize {
  let slot = hash & mask;
  let found = slotAt(slot);
  while (found !== 0 && ((found ^ hash) & TAG) !== 0) {
    slot = (slot + 1) & mask;
    found = slotAt(slot);
  }
  return flowAt(found === 0 ? 0 : (found & FLOW) - 1);
}

export function flowAt(number: u32): usize {
  return Layout.FLOWS + number * FLOW_BYTES;
}

function slotAt(slot: u32): u32 {
  return load<u32>(Layout.SLOTS + (slot << 2));
}

function setSlot(slot: u32, value: u32): void {
  store<u32>(Layout.SLOTS + (slot << 2), value);
}

function numberAddresses(row: usize): void {
  setWord(row, Row.Source, ipv6Number(row + 4 * Row.Source));
  setWord(row, Row.Destination, ipv6Number(row + 4 * Row.Destination));
}

function update(row: usize): void {
  const hash = word(row, Row.Hash);
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const found = slotAt(slot);
    if (found === 0) {
      insert(row, slot);
      return;
    }
    if (((found ^ hash) & TAG) !== 0) continue;
    const flow = flowAt((found & FLOW) - 1);
    const direction = directionOf(flow, row);
    if (direction < 0) continue;
    count(flow, direction, row);
    return;
  }
}

/** 0 when the row goes from A to B in this flow, 1 from B to A, −1 when it is another flow. */
function directionOf(flow: usize, row: usize): i32 {
  if (((word(flow, Entry.Key) ^ word(row, Row.Meta)) & Meta.Key) !== 0) return -1;
  if (word(flow, Entry.Context) !== word(row, Row.Context)) return -1;
  const source = word(row, Row.Source);
  const destination = word(row, Row.Destination);
  const ports = word(row, Row.Ports);
  const a = word(flow, Entry.AddressA);
  const b = word(flow, Entry.AddressB);
  const mine = word(flow, Entry.Ports);
  if (a === source && b === destination && mine === ports) return 0;
  return a === destination && b === source && mine === rotl<u32>(ports, 16) ? 1 : -1;
}

function insert(row: usize, slot: u32): void {
  const hash = word(row, Row.Hash);
  let free = slot;
  if (size === room && !grow()) {
    Host.full();
    free = freeSlot(hash);
  }
  const flow = flowAt(size);
  const time = double(row, Row.Time);
  setWord(flow, Entry.AddressA, word(row, Row.Source));
  setWord(flow, Entry.AddressB, word(row, Row.Destination));
  setWord(flow, Entry.Ports, word(row, Row.Ports));
  setWord(flow, Entry.Key, word(row, Row.Meta) & Meta.Key);
  setWord(flow, Entry.Context, word(row, Row.Context));
  setWord(flow, Entry.Hash, hash);
  setDouble(flow, Entry.Last, time);
  setDouble(flow, Entry.First, time);
  setDouble(flow, Entry.FirstFrame, double(row, Row.Frame));
  setDouble(flow, Entry.SynTime, NaN);
  setDouble(flow, Entry.SynAckTime, NaN);
  setDouble(flow, Entry.FirstB, NaN);
  setSlot(free, (hash & TAG) | ++size);
  if (size * 2 > mask + 1) growIndex();
  count(flow, 0, row);
}

/** Makes room for four times as many flows, of which only those that come to be are memory; false when there can be no more. */
function grow(): bool {
  if (room >= limit) return false;
  const wanted = min(room * 4, limit);
  // Unsigned from the first term on: signed numbers end at 2 GB.
  const bytes: u32 = <u32>Layout.FLOWS + wanted * FLOW_BYTES;
  const pages = (bytes + <u32>Layout.PAGE - 1) / <u32>Layout.PAGE - <u32>memory.size();
  if (<i32>pages > 0 && memory.grow(<i32>pages) < 0) return false;
  room = wanted;
  Host.grown();
  return true;
}

function growIndex(): void {
  mask = (mask + 1) * 2 - 1;
  reindex();
}

function freeSlot(hash: u32): u32 {
  let slot = hash & mask;
  while (slotAt(slot) !== 0) slot = (slot + 1) & mask;
  return slot;
}

function count(flow: usize, direction: i32, row: usize): void {
  const packets = double(flow, Entry.PacketsA + direction);
  if (packets === 0) meet(flow, direction, row);
  else if (repeats(flow, direction, row)) {
    if (!Host.countRepeat(flow, direction, row)) return;
  } else follow(flow, direction, row);
  note(flow, direction, row);
  setDouble(flow, Entry.PacketsA + direction, packets + 1);
  setDouble(flow, Entry.BytesA + direction, double(flow, Entry.BytesA + direction) + <f64>word(row, Row.WireLength));
  const time = double(row, Row.Time);
  if (time > double(flow, Entry.Last)) setDouble(flow, Entry.Last, time);
  else begin(flow, time);
  if (!sameStations(flow, direction, row)) Host.moved(flow, direction, row);
}

function sameStations(flow: usize, direction: i32, row: usize): bool {
  const field = Entry.StationsA + 3 * direction;
  return (
    word(flow, field) === word(row, Row.Stations) &&
    word(flow, field + 1) === word(row, Row.Stations + 1) &&
    word(flow, field + 2) === word(row, Row.Stations + 2)
  );
}

/** A packet that is not the latest: the flow may begin earlier than was known, or had no time yet. */
function begin(flow: usize, time: f64): void {
  if (Number.isNaN(time) || time >= double(flow, Entry.First)) return;
  setDouble(flow, Entry.First, time);
  if (Number.isNaN(double(flow, Entry.Last))) setDouble(flow, Entry.Last, time);
}

/** The first packet of a direction: what the rest is compared with. */
function meet(flow: usize, direction: i32, row: usize): void {
  for (let i = 0; i < 3; i++) setWord(flow, Entry.StationsA + 3 * direction + i, word(row, Row.Stations + i));
  setWord(flow, Entry.Places, word(flow, Entry.Places) | (word(row, Row.Place) << (16 * direction)));
  const meta = word(row, Row.Meta);
  const ttl = (meta >>> Meta.TtlShift) & 0xff;
  setWord(flow, Entry.Key, word(flow, Entry.Key) | (ttl << (Entry.TTL_SHIFT + 8 * direction)));
  if ((meta & Meta.DontFragment) !== 0)
    setWord(flow, Entry.Flags, word(flow, Entry.Flags) | (Seen.DontFragmentA << direction));
  if (direction === 1) {
    setDouble(flow, Entry.FirstB, double(row, Row.Time));
    setDouble(flow, Entry.FirstFrameB, double(row, Row.Frame));
  }
  follow(flow, direction, row);
}

/** Takes a packet that was not seen before into what the next ones are compared with. */
function follow(flow: usize, direction: i32, row: usize): void {
  const meta = word(row, Row.Meta);
  if ((meta & Meta.Tcp) !== 0) segment(flow, direction, row);
  else if ((meta & Meta.Protocol) !== IpNumber.Tcp)
    setWord(flow, Entry.NextA + direction, (meta >>> Meta.TtlShift) & 0xff);
}

/** What is noted of each counted packet. */
function note(flow: usize, direction: i32, row: usize): void {
  const signatures = Entry.Signatures + 2 * direction;
  setWord(flow, signatures + 1, word(flow, signatures));
  setWord(flow, signatures, word(row, Row.Signature));
  if (word(flow, Entry.Recent) !== 0) Host.remember(flow, direction, row);
  if (placeOf(flow, direction) !== word(row, Row.Place)) goOn(flow, direction, word(row, Row.Place));
  const meta = word(row, Row.Meta);
  const ttl = (word(flow, Entry.Key) >>> (Entry.TTL_SHIFT + 8 * direction)) & 0xff;
  let seen = (word(flow, Entry.Flags) & ~(1 << Seen.LAST_SHIFT)) | (direction << Seen.LAST_SHIFT);
  if (((meta >>> Meta.TtlShift) & 0xff) !== ttl) seen |= Seen.TtlVariesA << direction;
  if ((meta & Meta.Fragment) !== 0) seen |= Seen.Fragments;
  setWord(flow, Entry.Flags, seen);
}
