/**
 * Joins the two directions of a conversation whose packets carry one tunnel identifier on the way there and another on the way back: Cilium writes the sender's
 * security identity where a VNI is expected, Weave the numbers of its peers. Done once, after the last packet: two flows become one when the one has only packets
 * from A to B, the other only the reverse, in tunnels of one kind, and no third flow has the same ends.
 */
import { KeyTable } from '../base/key-table.ts';
import type { Contexts } from '../wire/contexts.ts';
import * as TcpFlag from '../wire/tcp-flag.ts';
import { compactFlows } from './compact-flows.ts';
import * as Entry from './flow-entry-layout.ts';
import * as Seen from './flow-seen.ts';
import type { FlowTable } from './flow-table.ts';
import * as Meta from './row-meta.ts';
import * as Trouble from './trouble-layout.ts';

/** Protocol and version, smaller end's address, larger end's, their ports, kind of tunnel. */
const KEY_WORDS = 5;
const AMBIGUOUS = -2;
const NONE = -1;

/** Joins what can be joined and closes the gaps; the flow table takes no more packets after this. */
export function joinDirections(flows: FlowTable, contexts: Contexts): void {
  const kinds = tunnelKinds(contexts);
  if (kinds === null) return;
  const partners = findPartners(flows, kinds);
  if (partners.size === 0) return;
  for (const [flow, other] of partners) join(flows, flow, other);
  const into = Int32Array.from({ length: flows.size }, (_, flow) => flow);
  for (const [flow, other] of partners) into[other] = flow;
  compactFlows(flows, into);
}

/** Kind of tunnel by chain, −1 for chains without an identifier; null when no kind has two identifiers. */
function tunnelKinds(contexts: Contexts): Int32Array | null {
  const kinds = new Int32Array(contexts.size).fill(NONE);
  const ids = new Map<number, number>();
  let several = false;
  for (let context = 0; context < contexts.size; context++) {
    const tunnel = contexts.tunnel(context);
    if (tunnel === null || tunnel.id < 0) continue;
    kinds[context] = tunnel.kind;
    several ||= ids.has(tunnel.kind) && ids.get(tunnel.kind) !== tunnel.id;
    ids.set(tunnel.kind, tunnel.id);
  }
  return several ? kinds : null;
}

/** The later of two one-way flows by the earlier. */
function findPartners(flows: FlowTable, kinds: Int32Array): Map<number, number> {
  const { words, doubles } = flows;
  const table = new KeyTable(KEY_WORDS);
  const forward: number[] = [];
  const backward: number[] = [];
  const key = new Int32Array(KEY_WORDS);
  for (let flow = 0; flow < flows.size; flow++) {
    const entry = flow * Entry.WORDS;
    const kind = kinds[words[entry + Entry.Context]];
    if (kind === NONE || (words[entry + Entry.Key] & Meta.Inner) === 0) continue;
    const turned = writeKey(words, entry, kind, key);
    const row = table.rowOf(key, 0);
    if (row < 0) break;
    const oneWay = doubles[(entry >> 1) + Entry.PacketsB] === 0;
    const side = turned ? backward : forward;
    side[row] = oneWay && side[row] === undefined ? flow : AMBIGUOUS;
  }
  const partners = new Map<number, number>();
  forward.forEach((flow, row) => {
    const other = backward[row];
    if (flow >= 0 && other >= 0) partners.set(Math.min(flow, other), Math.max(flow, other));
  });
  return partners;
}

/** Writes the key with its ends in order; true when A is the larger end. */
function writeKey(words: Int32Array, entry: number, kind: number, key: Int32Array): boolean {
  const [a, b, ports] = [words[entry + Entry.AddressA], words[entry + Entry.AddressB], words[entry + Entry.Ports]];
  const turned = a > b || (a === b && ports >>> 16 > (ports & 0xffff));
  key[0] = words[entry + Entry.Key] & Meta.Key;
  key[1] = turned ? b : a;
  key[2] = turned ? a : b;
  key[3] = turned ? (ports << 16) | (ports >>> 16) : ports;
  key[4] = kind;
  return turned;
}

/** Makes the packets of `other` the direction B → A of `flow`. */
function join(flows: FlowTable, flow: number, other: number): void {
  const { words, doubles } = flows;
  const to = flow * Entry.WORDS;
  const from = other * Entry.WORDS;
  words[to + Entry.NextB] = words[from + Entry.NextA];
  for (let i = 0; i < 3; i++) words[to + Entry.StationsB + i] = words[from + Entry.StationsA + i];
  words[to + Entry.Places] |= words[from + Entry.Places] << 16;
  words[to + Entry.Largest] |= words[from + Entry.Largest] << 16;
  words[to + Entry.Key] |= ((words[from + Entry.Key] >>> Entry.TTL_SHIFT) & 0xff) << (Entry.TTL_SHIFT + 8);
  words[to + Entry.Flags] |= turnedFlags(words[from + Entry.Flags]);
  const [d, e] = [to >> 1, from >> 1];
  doubles[d + Entry.PacketsB] = doubles[e + Entry.PacketsA];
  doubles[d + Entry.BytesB] = doubles[e + Entry.BytesA];
  if (doubles[e + Entry.Last] > doubles[d + Entry.Last]) doubles[d + Entry.Last] = doubles[e + Entry.Last];
  joinOrigins(flows, to, from);
  if (words[from + Entry.Trouble] !== 0) joinTrouble(flows, to, words[from + Entry.Trouble]);
  markRefused(words, to);
}

function joinOrigins({ words, doubles }: FlowTable, to: number, from: number): void {
  words[to + Entry.Mss] |= words[from + Entry.Mss] >>> 16;
  const scales = words[from + Entry.Scales];
  words[to + Entry.Scales] |= ((scales >>> 8) & 0xff) | ((scales & 0x30000) << 2);
  const [d, e] = [to >> 1, from >> 1];
  doubles[d + Entry.FirstB] = doubles[e + Entry.First];
  doubles[d + Entry.FirstFrameB] = doubles[e + Entry.FirstFrame];
  for (const time of [Entry.SynTime, Entry.SynAckTime]) {
    if (Number.isNaN(doubles[d + time])) doubles[d + time] = doubles[e + time];
  }
}

/** Flags of A as those of B. */
function turnedFlags(flags: number): number {
  const ofA = flags & (Seen.NextA | Seen.SynA | Seen.SynAckA | Seen.TtlVariesA | Seen.DontFragmentA);
  return ((flags & 0xff) << Seen.TcpB) | (ofA << 1) | (flags & Seen.Fragments);
}

function markRefused(words: Int32Array, entry: number): void {
  const flags = words[entry + Entry.Flags];
  for (const direction of [0, 1]) {
    const reset = ((flags >>> (Seen.TcpB * direction)) & TcpFlag.Rst) !== 0;
    const asked = (flags & (Seen.SynA << (1 - direction))) !== 0;
    if (reset && asked && (flags & (Seen.SynAckA << direction)) === 0) words[entry + Entry.Flags] |= Seen.Refused;
  }
}

function joinTrouble(flows: FlowTable, entry: number, record: number): void {
  const { tcp } = flows;
  const to = tcp.troubleOf(flows.words, entry) * Trouble.WORDS;
  const from = record * Trouble.WORDS;
  for (let counter = Trouble.RetransmissionsA; counter <= Trouble.KeepAlivesA; counter += 2) {
    tcp.words[to + counter + 1] += tcp.words[from + counter];
  }
  tcp.words[to + Trouble.DuplicatesElsewhere] += tcp.words[from + Trouble.DuplicatesElsewhere];
  tcp.words[to + Trouble.DuplicatesHere] += tcp.words[from + Trouble.DuplicatesHere];
  tcp.words[to + Trouble.LargestRetransmittedB] = tcp.words[from + Trouble.LargestRetransmittedA];
  tcp.words[from + Trouble.Flow] = NONE;
  joinMarks(tcp.doubles, to >> 1, from >> 1);
}

/** First frames keep the smaller, last ones the larger; 0 is "never". */
function joinMarks(doubles: Float64Array, to: number, from: number): void {
  const firsts = [
    [Trouble.FirstRetransmission, Trouble.FirstRetransmissionTime],
    [Trouble.FirstReset, Trouble.FirstResetTime],
    [Trouble.FirstZeroWindow, Trouble.FirstZeroWindowTime],
    [Trouble.FirstDuplicate, Trouble.FirstDuplicate],
  ];
  for (const [frame, time] of firsts) {
    if (doubles[from + frame] === 0) continue;
    if (doubles[to + frame] !== 0 && doubles[to + frame] <= doubles[from + frame]) continue;
    doubles[to + time] = doubles[from + time];
    doubles[to + frame] = doubles[from + frame];
  }
  for (const last of [
    Trouble.LastRetransmission,
    Trouble.LastRetransmissionTime,
    Trouble.LastResetTime,
    Trouble.LastZeroWindowTime,
  ]) {
    doubles[to + last] = Math.max(doubles[to + last], doubles[from + last]);
  }
}
