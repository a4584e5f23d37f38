/** Which pod stations of a network are reached from outside, and what the cards beside them show of the network: one walk over the flows. */

import { ipv4Word } from '../base/addresses.ts';
import { isInitialTtl } from '../cni/scene.ts';
import { ASK_WORDS, CLAIM_WORDS } from '../tally/arp.ts';
import type { FlowView } from '../tally/flow-view.ts';
import type { Observations } from '../tally/observations.ts';
import { stationId } from '../tally/station-id.ts';
import * as PacketType from '../wire/packet-type.ts';
import { AWS_MSS, METADATA } from './clouds.ts';
import type { DetectorInput } from './finding.ts';
import { at } from './flow-facts.ts';
import { destinationOf, isPodStation, sourceOf } from './flow-stations.ts';

const METADATA_WORD = ipv4Word(METADATA);

/** What one network, behind one chain of VLANs and tunnels, shows of those who ask for some addresses there. Stations are numbers of 48 bits. */
export class Hearing {
  /** The addresses. */
  readonly targets: ReadonlySet<number>;
  /** Stations that claim one of them: outside, whatever they look like. */
  readonly owners = new Set<number>();
  /** Pod stations that anything from outside reached. */
  readonly reached = new Set<number>();
  /** By address: stations that it answers, with a frame. */
  readonly answered = new Map<number, Map<number, number>>();
  /** Stations that packets from behind a router come from. */
  readonly routers = new Set<number>();
  /** Stations with the MTU of AWS, and stations that the metadata service answers. */
  readonly jumbo = new Set<number>();
  readonly served = new Set<number>();

  constructor(targets: Iterable<string>) {
    this.targets = new Set([...targets].map(ipv4Word));
  }

  isPod(station: number): boolean {
    return isPodStation(station) && !this.owners.has(station);
  }

  /** Notes that an address answers a station. */
  answer(address: number, station: number, frame: number): void {
    if (station === 0 || !this.targets.has(address)) return;
    const stations = this.answered.get(address) ?? new Map<number, number>();
    this.answered.set(address, stations);
    if (!stations.has(station)) stations.set(station, frame);
  }
}

/** Fills in what the capture knows of the networks. */
export function listen({ observations, flows: { view } }: DetectorInput, networks: ReadonlyMap<number, Hearing>): void {
  addOwners(observations, networks);
  addAnswers(observations, networks);
  for (let flow = 0; flow < observations.tallies.flows.size; flow++) {
    const hearing = networks.get(at(view, flow).context);
    if (hearing === undefined) continue;
    addDirection(observations, view, hearing, 0);
    addDirection(observations, view, hearing, 1);
  }
}

function addOwners({ tallies }: Observations, networks: ReadonlyMap<number, Hearing>): void {
  const { claims } = tallies.control.arp;
  for (let row = 0; row < claims.size; row++) {
    const [context, address, high, low] = claims.table.keys.subarray(row * CLAIM_WORDS, (row + 1) * CLAIM_WORDS);
    const hearing = networks.get(context);
    if (hearing?.targets.has(address)) hearing.owners.add(stationId(high, low));
  }
}

/** ARP questions that were answered: whoever asks is reached by the owner of the address. */
function addAnswers({ tallies }: Observations, networks: ReadonlyMap<number, Hearing>): void {
  const { asks, answered, askerHigh, askerLow } = tallies.control.arp;
  const outside = outsideAddresses(tallies.control.arp, networks);
  for (let row = 0; row < asks.size; row++) {
    const [context, , target] = asks.table.keys.subarray(row * ASK_WORDS, (row + 1) * ASK_WORDS);
    const hearing = networks.get(context);
    if (hearing === undefined || answered[row] === 0) continue;
    const asker = stationId(askerHigh[row], askerLow[row]);
    if (hearing.isPod(asker) && outside.has(`${context} ${target}`)) hearing.reached.add(asker);
    hearing.answer(target, asker, asks.firstFrame[row]);
  }
}

/** Addresses that a station which is no pod's claims, with their chains. */
function outsideAddresses(
  { claims }: Observations['tallies']['control']['arp'],
  networks: ReadonlyMap<number, Hearing>,
): Set<string> {
  const outside = new Set<string>();
  for (let row = 0; row < claims.size; row++) {
    const [context, address, high, low] = claims.table.keys.subarray(row * CLAIM_WORDS, (row + 1) * CLAIM_WORDS);
    if (networks.get(context)?.isPod(stationId(high, low)) === false) outside.add(`${context} ${address}`);
  }
  return outside;
}

/** What one side of the flow under the view's cursor sent. */
function addDirection({ tallies: { flows } }: Observations, view: FlowView, hearing: Hearing, direction: 0 | 1): void {
  if (view.packets(direction) === 0) return;
  const back = direction === 0 ? 1 : 0;
  const answered = view.packets(back) > 0;
  const source = sourceOf(flows, view.flow, direction);
  // Cooked captures name no destination; who answers was reached.
  const reached = destinationOf(flows, view.flow, direction) || (answered ? sourceOf(flows, view.flow, back) : 0);
  const fromOutside = source !== 0 && !hearing.isPod(source) && view.cookedType(direction) !== PacketType.FromUs;
  if (fromOutside && hearing.isPod(reached)) hearing.reached.add(reached);
  if (view.mss(direction) === AWS_MSS) hearing.jumbo.add(source);
  if (!answered) return;
  if (!isInitialTtl(view.ttl(direction))) hearing.routers.add(source);
  if (view.isIpv6) return;
  const there = view.addressWord(back) | 0;
  if (there === METADATA_WORD) hearing.served.add(source);
  hearing.answer(there, source, view.firstFrame);
}
