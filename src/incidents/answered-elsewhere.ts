/** Questions whose answers pass behind other VLANs, labels or tunnels: asked in one chain, answered in another. */
import { KeyTable } from '../base/key-table.ts';
import { isFlat } from '../tally/chain-names.ts';
import * as Entry from '../tally/flow-entry-layout.ts';
import type { FlowTable } from '../tally/flow-table.ts';
import * as Meta from '../tally/row-meta.ts';
import type { DetectorInput } from './finding.ts';

/** Addresses of the asker and the asked, their ports, protocol and IP version: what is asked of whom, whatever is around it. */
const KEY_WORDS = 4;
const KIND = Meta.Protocol | Meta.Ipv6;

/** Leaves out the flows that were answered behind other VLANs or tunnels. One pass over the flows, only when there is something to look for. */
export function withoutAnswers({ observations }: DetectorInput, open: readonly number[]): number[] {
  const { flows, survey } = observations.tallies;
  if (open.length === 0 || isFlat(observations.contexts)) return [...open];
  const search = new Search(flows, open);
  for (const flow of survey.alike(open)) search.look(flow * Entry.WORDS);
  return open.filter((flow) => !search.isAnswered(flow * Entry.WORDS));
}

class Search {
  private readonly flows: FlowTable;
  private readonly questions = new KeyTable(KEY_WORDS);
  private readonly answered: Uint8Array;
  private readonly key = new Int32Array(KEY_WORDS);

  constructor(flows: FlowTable, open: readonly number[]) {
    this.flows = flows;
    for (const flow of open) this.questions.rowOf(this.keyOf(flow * Entry.WORDS, false), 0);
    this.answered = new Uint8Array(this.questions.size);
  }

  /** Takes a flow that may answer one of the questions: by its second end, or as a flow from the one asked. */
  look(entry: number): void {
    this.answer(entry, true);
    if (this.flows.doubles[(entry >> 1) + Entry.PacketsB] > 0) this.answer(entry, false);
  }

  isAnswered(entry: number): boolean {
    return this.answered[this.questions.find(this.keyOf(entry, false), 0)] !== 0;
  }

  private answer(entry: number, turned: boolean): void {
    const row = this.questions.find(this.keyOf(entry, turned), 0);
    if (row >= 0) this.answered[row] = 1;
  }

  private keyOf(entry: number, turned: boolean): Int32Array {
    const { words } = this.flows;
    const { key } = this;
    const ports = words[entry + Entry.Ports];
    key[0] = words[entry + (turned ? Entry.AddressB : Entry.AddressA)];
    key[1] = words[entry + (turned ? Entry.AddressA : Entry.AddressB)];
    key[2] = turned ? (ports << 16) | (ports >>> 16) : ports;
    key[3] = words[entry + Entry.Key] & KIND;
    return key;
  }
}
