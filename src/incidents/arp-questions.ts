/** What was asked by ARP more than once, with what else the capture knows of asker and target. */
import { formatIpv4 } from '../base/addresses.ts';
import { KeyTable } from '../base/key-table.ts';
import * as Entry from '../tally/flow-entry-layout.ts';
import type { FlowTable } from '../tally/flow-table.ts';
import { lastHeard } from '../tally/last-heard.ts';
import type { Observations } from '../tally/observations.ts';
import * as Meta from '../tally/row-meta.ts';
import { formatStation } from '../tally/station-text.ts';

/** Questions after which the kernel gives up (mcast_solicit, net/ipv4/arp.c): fewer are no failure. */
export const MIN_QUESTIONS = 3;
/** Questions looked at: a scan of a /16 says nothing more than its first thousands. */
const MAX_QUESTIONS = 8192;
const ASK_WORDS = 3;

export interface ArpQuestion {
  context: number;
  asker: string;
  target: string;
  /** Station that asked last. */
  station: string;
  questions: number;
  answered: number;
  /** Of the questions, those sent to one station: the asker knew it. */
  directed: number;
  first: number;
  last: number;
  frames: [number, number];
  /** Mean time from one question to the next, in ns. */
  intervalNs: number;
  /** The asker sent packets to the target, and the target to the asker, behind the same VLANs and tunnels. */
  talked: boolean;
  heard: boolean;
  /** The asker was seen to be answered about some other address. */
  askerHears: boolean;
  /** The asker's frames come from another station than the one inside: a wireless bridge or proxy repeats them. */
  relayed: boolean;
  /** When the target was last heard, in ns, NaN for never; it was alive when that was after the first question. */
  targetHeard: number;
  targetAlive: boolean;
}

/** What is not in the row of a question. */
type Derived = 'context' | 'talked' | 'heard' | 'askerHears' | 'relayed' | 'targetHeard' | 'targetAlive';

/** Everything asked at least MIN_QUESTIONS times; probes from 0.0.0.0 left out. */
export function arpQuestions(observations: Observations): ArpQuestion[] {
  const { asks, questions } = observations.tallies.control.arp;
  const rows: number[] = [];
  for (let row = 0; row < asks.size && rows.length < MAX_QUESTIONS; row++) {
    if (questions[row] >= MIN_QUESTIONS && asks.table.keys[row * ASK_WORDS + 1] !== 0) rows.push(row);
  }
  if (rows.length === 0) return [];
  const talks = conversations(observations, rows);
  const hearing = hearingAskers(observations);
  const heard = lastHeard(observations, new Set(rows.map((row) => asks.table.keys[row * ASK_WORDS + 2])));
  return rows.map((row, index) => {
    const [context, asker, target] = asks.table.keys.subarray(row * ASK_WORDS, (row + 1) * ASK_WORDS);
    const targetHeard = heard.get(target) ?? Number.NaN;
    return {
      ...described(observations, row),
      context,
      talked: (talks[index] & 1) !== 0,
      heard: (talks[index] & 2) !== 0,
      askerHears: hearing.has(asker),
      relayed: isRelayed(observations, row),
      targetHeard,
      targetAlive: targetHeard >= asks.first[row],
    };
  });
}

function described({ tallies }: Observations, row: number): Omit<ArpQuestion, Derived> {
  const { asks, questions, answered, directed, askerHigh, askerLow } = tallies.control.arp;
  const { keys } = asks.table;
  return {
    asker: formatIpv4(keys[row * ASK_WORDS + 1] >>> 0),
    target: formatIpv4(keys[row * ASK_WORDS + 2] >>> 0),
    station: formatStation(askerHigh[row], askerLow[row]) ?? '',
    questions: questions[row],
    answered: answered[row],
    directed: directed[row],
    first: asks.first[row],
    last: asks.last[row],
    frames: [asks.firstFrame[row], asks.lastFrame[row]],
    intervalNs: (asks.last[row] - asks.first[row]) / Math.max(1, questions[row] - 1),
  };
}

/** For each row: bit 0 when the asker sent packets to the target, bit 1 when it got some from it. One pass over the flows, only when something is suspected. */
function conversations({ tallies }: Observations, rows: readonly number[]): Uint8Array {
  const suspects = new KeyTable(ASK_WORDS);
  for (const row of rows) suspects.rowOf(tallies.control.arp.asks.table.keys, row * ASK_WORDS);
  const talks = new Uint8Array(rows.length);
  const key = new Int32Array(ASK_WORDS);
  const suspicion = { suspects, talks, key };
  const { size } = tallies.flows;
  for (let flow = 0; flow < size; flow++) mark(tallies.flows, flow * Entry.WORDS, suspicion);
  return talks;
}

interface Suspicion {
  suspects: KeyTable;
  talks: Uint8Array;
  key: Int32Array;
}

function mark({ words, doubles }: FlowTable, entry: number, { suspects, talks, key }: Suspicion): void {
  if ((words[entry + Entry.Key] & Meta.Ipv6) !== 0) return;
  const answered = doubles[(entry >> 1) + Entry.PacketsB] > 0;
  for (let turned = 0; turned < 2; turned++) {
    key[0] = words[entry + Entry.Context];
    key[1] = words[entry + (turned === 0 ? Entry.AddressA : Entry.AddressB)];
    key[2] = words[entry + (turned === 0 ? Entry.AddressB : Entry.AddressA)];
    const row = suspects.find(key, 0);
    if (row < 0) continue;
    talks[row] |= turned === 0 ? 1 : 2;
    if (answered) talks[row] |= turned === 0 ? 2 : 1;
  }
}

/** Addresses whose questions were answered at least once. */
function hearingAskers({ tallies }: Observations): Set<number> {
  const { asks, answered } = tallies.control.arp;
  const hearing = new Set<number>();
  for (let row = 0; row < asks.size; row++) if (answered[row] > 0) hearing.add(asks.table.keys[row * ASK_WORDS + 1]);
  return hearing;
}

function isRelayed({ tallies }: Observations, row: number): boolean {
  const { asks, askerHigh, askerLow, claims, claimMismatches } = tallies.control.arp;
  const key = Int32Array.of(
    asks.table.keys[row * ASK_WORDS],
    asks.table.keys[row * ASK_WORDS + 1],
    askerHigh[row],
    askerLow[row],
  );
  const claim = claims.table.find(key, 0);
  return claim >= 0 && claimMismatches[claim] > 0;
}
