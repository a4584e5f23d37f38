/**
 * What happens when there is no room for another flow: the half of them that has been silent longest is added up and forgotten. Their packets stay in every total,
 * of stations and addresses too; they are listed no more, and one that speaks again begins a new flow.
 */
import { compactFlows, GONE } from './compact-flows.ts';
import * as Entry from './flow-entry-layout.ts';
import * as Seen from './flow-seen.ts';
import type { FlowTable } from './flow-table.ts';
import { FlowView } from './flow-view.ts';
import type { Hosts } from './hosts.ts';

/** Values of the protocol field (RFC 791 §3.1). */
const PROTOCOLS = 256;

/** What is left of flows that were folded. */
export class FoldedFlows {
  /** Flows by the protocol field; those in no list are left out. */
  readonly byProtocol = new Float64Array(PROTOCOLS);
  /** Packets of flows that are in no list (`FlowView.isPortless`). */
  portless = 0;

  get total(): number {
    return this.byProtocol.reduce((sum, count) => sum + count, 0);
  }
}

/** Makes room in a table that holds at least two flows. */
export function foldFlows(flows: FlowTable, hosts: Hosts): void {
  const into = oldHalf(flows);
  tell(flows, into);
  hosts.addLeaving();
  compactFlows(flows, into);
  flows.kernel.exports.reindex();
}

/** Of each flow its own number or `GONE`: the half whose last packets are the oldest, flows without a time first, ties in order of appearance. */
function oldHalf(flows: FlowTable): Int32Array {
  const times = Float64Array.from({ length: flows.size }, (_, flow) => lastOf(flows, flow));
  const half = flows.size >> 1;
  const border = times.slice().sort()[half];
  let ties = half - times.reduce((sum, time) => sum + Number(time < border), 0);
  return Int32Array.from(times, (time, flow) => (time < border || (time === border && ties-- > 0) ? GONE : flow));
}

function lastOf({ doubles }: FlowTable, flow: number): number {
  const last = doubles[((flow * Entry.WORDS) >> 1) + Entry.Last];
  return Number.isNaN(last) ? Number.NEGATIVE_INFINITY : last;
}

/** Marks those that leave, and counts them. */
function tell(flows: FlowTable, into: Int32Array): void {
  const { folded } = flows;
  const view = new FlowView(flows);
  for (view.flow = 0; view.flow < into.length; view.flow++) {
    if (into[view.flow] !== GONE) continue;
    flows.words[view.flow * Entry.WORDS + Entry.Flags] |= Seen.Leaving;
    if (view.isPortless) folded.portless += view.packets(0) + view.packets(1);
    else folded.byProtocol[view.protocol]++;
  }
}
