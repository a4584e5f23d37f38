/** The flows that are looked at one by one: all of a small capture, and of a large one those that stand for the rest. */
import * as Entry from '../tally/flow-entry-layout.ts';
import type { FlowTable } from '../tally/flow-table.ts';

/** Up to here all flows are looked at; of more, no more than the numbers below add up to: more of them say the same. */
const MAX_WHOLE = 8192;
/** Flows of the even stride over a larger capture. */
const STRIDES = 512;
/** How a capture begins: handshakes, router solicitations and the first words of each pod are here. */
const FIRST_FLOWS = 512;
/** Flows looked at because their stations are new: a flood of random stations shows that it is one with fewer. */
const MAX_NEW = 512;
/** Flows taken for new of one mark; marks are hashes of chain and stations, one byte each. A power of two. */
const NEW_PER_MARK = 2;
const MARKS = 2 ** 14;

/** Flow numbers in ascending order: the first ones, an even stride over all, and the first of each pair of stations. The same for the same table. */
export function flowSample(flows: FlowTable): number[] {
  const { size } = flows;
  const sample: number[] = [];
  const stride = size <= MAX_WHOLE ? 1 : Math.ceil(size / STRIDES);
  const marks = new Uint8Array(MARKS);
  let left = MAX_NEW;
  for (let flow = 0; flow < size; flow++) {
    if (flow < FIRST_FLOWS || flow % stride === 0) sample.push(flow);
    else if (left > 0 && isNew(flows, flow, marks)) {
      sample.push(flow);
      left--;
    }
  }
  return sample;
}

/** True for the first flows with the stations of its first packet, behind the same VLANs and tunnels. */
function isNew({ words }: FlowTable, flow: number, marks: Uint8Array): boolean {
  const entry = flow * Entry.WORDS;
  let hash = words[entry + Entry.Context];
  for (let i = 0; i < 3; i++) {
    hash = Math.imul(hash ^ words[entry + Entry.StationsA + i], 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  const mark = hash & (MARKS - 1);
  return marks[mark] < NEW_PER_MARK && ++marks[mark] > 0;
}
