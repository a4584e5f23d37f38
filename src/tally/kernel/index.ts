/** What the host calls. */

import * as Row from '../row-layout';
import * as Meta from '../row-meta';
import { setWord, u16At, u32At } from './memory';
import { freshRow, ipMeta, keepRow, writeAddresses, writeStations, writeTransport } from './rows';

export { listAlike, seek } from './alike';
export { addArp } from './arp';
export { flowCount, flowLimit, flowRoom, reindex, setFlowCount, setFlowLimit, slotMask, takeOver } from './flows';
export { addGroupFrame } from './group-frames';
export { clearSums, senderCount, sumCount, sumHosts } from './hosts';
export { findRow } from './key-table';
export { handOverLanes } from './lanes';
export { takeRun } from './plain';
export { countPassed } from './ring';
export { flush, lendFlows, rowsWaiting, setRowsWaiting, takeFlowsBack } from './rows';
export { countStation, creditStation, creditSums } from './stations';
export { surveyFlows } from './survey';
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
