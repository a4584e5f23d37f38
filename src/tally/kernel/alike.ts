/** Flows between the same ends as some that are sought, whatever VLANs and tunnels are around either, and a few that only share a mark with them. */
import * as Entry from '../flow-entry-layout';
import * as Layout from '../kernel-layout';
import * as Survey from '../survey-layout';
import { flowAt, flowCount } from './flows';
import { endHash, flowHash } from './hash';
import { list, listed, startList } from './lists';
import { word } from './memory';

/** What is around a flow does not matter here. */
const NO_CHAIN: u32 = 0;

/** Marks the flows whose numbers the host wrote to the list of those sought. */
export function seek(count: u32): void {
  memory.fill(Layout.SOUGHT_MARKS, 0, Survey.MARKS);
  for (let i: u32 = 0; i < count; i++) store<u8>(markOf(listed(Survey.SOUGHT, i)), 1);
}

/** Lists those alike of some flows from number `from` on, and answers the number of the next. */
export function listAlike(from: u32): u32 {
  startList(Survey.ALIKE);
  const end = min(flowCount(), from + Layout.FLOWS_A_CALL);
  for (let number = from; number < end; number++) if (load<u8>(markOf(number)) !== 0) list(Survey.ALIKE, number);
  return end;
}

/** The same for both directions. */
function markOf(number: u32): usize {
  const flow = flowAt(number);
  const ports = word(flow, Entry.Ports);
  const a = endHash(word(flow, Entry.AddressA), ports >>> 16);
  const b = endHash(word(flow, Entry.AddressB), ports & 0xffff);
  return Layout.SOUGHT_MARKS + (flowHash(a, b, NO_CHAIN) & (Survey.MARKS - 1));
}
