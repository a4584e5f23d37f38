/** What the host calls. */

import * as Row from '../row-layout';
import * as Meta from '../row-meta';
import * as Arp from './arp';
import * as GroupFrames from './group-frames';
import { setWord, u16At, u32At } from './memory';
import { flush as flushRows, freshRow, ipMeta, keepRow, writeAddresses, writeStations, writeTransport } from './rows';
import * as Stations from './stations';
import { settle } from './waiting-frames';

export { listAlike, seek } from './alike';
export { flowCount, flowLimit, flowRoom, reindex, setFlowCount, setFlowLimit, slotMask, takeOver } from './flows';
export { markPorts } from './headers';
export { clearSums, senderCount, sumCount, sumHosts } from './hosts';
export { listKeen } from './keen';
export { findRow } from './key-table';
export { handOverLanes } from './lanes';
export { takeRun } from './plain';
export { countPassed } from './ring';
export { lendFlows, rowsWaiting, setRowsWaiting, takeFlowsBack } from './rows';
export { startSurvey, surveyFlows } from './survey';
export { addTunnel } from './tunnels';

/**
 * Adds the row of a decoded path (wire/path.ts); places of headers are −1 where there is none. `protocol` is 0xff where it cannot be known, `transport` is −1 for
 * later fragments, `end` and `wireEnd` are where the IP packet ends as captured and as claimed.
 */
export function addRow(
  time: f64,
  frame: f64,
  wireLength: u32,
  chain: u32,
  place: u32,
  bits: u32,
  protocol: u32,
  ip: usize,
  transport: i32,
  end: usize,
  wireEnd: usize,
  ethernet: i32,
  cooked: i32,
): void {
  const row = freshRow(time, frame, wireLength, chain, place);
  const six = (bits & Meta.Ipv6) !== 0;
  setWord(row, Row.Meta, bits | ipMeta(ip, six) | protocol);
  writeTransport(row, ip, six, transport, transport < 0 ? 0 : <i32>end - transport, wireEnd);
  writeAddresses(row, ip, six);
  if (ethernet >= 0) writeStations(row, ethernet);
  else writeCooked(row, cooked);
  keepRow();
}

/** The source alone, where the cooked header has six bytes of it. */
function writeCooked(row: usize, at: i32): void {
  setWord(row, Row.Stations, 0);
  setWord(row, Row.Stations + 1, at < 0 ? 0 : u16At(at));
  setWord(row, Row.Stations + 2, at < 0 ? 0 : u32At(at + 2));
}

/** Counts all rows that wait, or hands them over, and the frames that wait. */
export function flush(): void {
  settle();
  flushRows();
}

// What reads or changes tables that frames wait for comes after them: tables keep the order of first appearance.

export function addArp(
  time: f64,
  frame: f64,
  place: u32,
  chain: u32,
  message: usize,
  whole: bool,
  ethernet: i32,
  directed: bool,
): void {
  settle();
  Arp.addArp(time, frame, place, chain, message, whole, ethernet, directed);
}

/** What is compared of the frame lies from `from` on, before `end`; nothing, when nothing tells it from others of its sender. */
export function addGroupFrame(
  time: f64,
  frame: f64,
  place: u32,
  station: usize,
  from: usize,
  end: usize,
  arp: bool,
): i32 {
  settle();
  const hash = from < end ? GroupFrames.frameHash(station, from, end) : GroupFrames.INCOMPARABLE;
  return GroupFrames.addGroupFrame(time, frame, place, station, hash, arp);
}

export function countStation(chain: u32, at: usize, sender: bool, time: f64): void {
  settle();
  Stations.countStation(chain, at, sender, time);
}

export function creditStation(chain: u32, high: u32, low: u32, sent: f64, received: f64, first: f64, last: f64): void {
  settle();
  Stations.creditStation(chain, high, low, sent, received, first, last);
}

export function creditSums(rows: u32): void {
  settle();
  Stations.creditSums(rows);
}
