/**
 * Which capture interfaces see one network, and which see networks of their own. Interfaces that hear the same stations are on one: a bridge and its ports, the
 * uplinks of two nodes of a LAN, a pod's slave and the card it hangs on, the parts of a rotated capture. What shares no station is apart: a pod's eth0 and net1.
 */
import * as Entry from '../tally/flow-entry-layout.ts';
import { FlowView } from '../tally/flow-view.ts';
import type { Observations } from '../tally/observations.ts';
import { destinationId, isGroup, sourceId, stationId } from '../tally/station-id.ts';
import { isVlanTag } from '../tally/tunnel-names.ts';
import { flowSample } from './flow-sample.ts';
import { Joined } from './joined.ts';
import { addressKey } from './scene.ts';
import { type StationKind, stationKind } from './station-kind.ts';

/** Stations remembered; a flood of random sources joins nothing. */
const MAX_STATIONS = 2 ** 16;
/** Rows looked at in each table. */
const MAX_ROWS = 20_000;
/** Addresses that belong to many networks by design: they join none. */
const EVERYWHERE: ReadonlySet<StationKind> = new Set(['calico', 'antrea', 'virtual-router']);
/** Above all station numbers: the addresses of links without stations. */
const ADDRESSES = 2 ** 48;
const GROUP_WORDS = 3;

export interface Networks {
  /** Numbers are below this; 1 when the capture is not split. */
  count: number;
  /** Network of a place. */
  of(place: number): number;
  /** Network of a station outside of tunnels; of the place where it is not known or belongs to many. */
  ofStation(station: number, place: number): number;
  /** Interfaces of a network, as indices over all inputs, in order of appearance. */
  interfaces: number[][];
}

/** Reads the stations of each interface once; with a single interface there is nothing to read. */
export function networksOf(observations: Observations): Networks {
  const places = observations.tallies.places.list;
  const interfaces = [...new Set(places.map((place) => place.interface))];
  if (interfaces.length < 2) return { count: 1, of: () => 0, ofStation: () => 0, interfaces: [interfaces] };
  const heard = new HeardStations(places.map((place) => place.interface));
  addFlowStations(observations, heard);
  addGroupSenders(observations, heard);
  addSightings(observations, heard);
  return heard.networks(interfaces);
}

/** Interfaces in sets that grow together wherever they have a station in common. */
class HeardStations {
  private readonly interfaceOf: readonly number[];
  private readonly joined = new Joined();
  /** Station → an interface that hears it. */
  private readonly known = new Map<number, number>();

  constructor(interfaceOf: readonly number[]) {
    this.interfaceOf = interfaceOf;
  }

  /** Notes that a station was heard at a place. */
  hear(station: number, place: number): void {
    const here = this.interfaceOf[place];
    const known = this.known.get(station);
    if (known === undefined) {
      if (this.known.size < MAX_STATIONS) this.known.set(station, here);
    } else if (known !== here) this.joined.join(known, here);
  }

  /** The sets as they are now, numbered by their first interface. */
  networks(interfaces: readonly number[]): Networks {
    const numbers = new Map<number, number>();
    const sets: number[][] = [];
    for (const one of interfaces) {
      const root = this.joined.rootOf(one);
      const number = numbers.get(root) ?? sets.length;
      numbers.set(root, number);
      sets[number] ??= [];
      sets[number].push(one);
    }
    const ofPlace = this.interfaceOf.map((one) => numbers.get(this.joined.rootOf(one))!);
    const of = (place: number): number => ofPlace[place] ?? 0;
    const ofStation = (station: number, place: number): number => {
      const heard = this.known.get(station);
      return heard === undefined ? of(place) : numbers.get(this.joined.rootOf(heard))!;
    };
    return { count: sets.length, of, ofStation, interfaces: sets };
  }
}

/**
 * Stations of flows outside of tunnels, and of packets that were seen a second time elsewhere. A flow knows the stations of its first packet and the place of its last:
 * one that had several pairs of stations (equal addresses in two networks, everybody's `::`) is left out, for their places may not be its own.
 */
function addFlowStations({ tallies, contexts }: Observations, heard: HeardStations): void {
  const { flows } = tallies;
  const isOutside = outsideOfTunnels(contexts);
  const { moved } = flows;
  const { keys, width, size } = moved.table;
  const several = new Set<number>();
  for (let row = 0; row < size; row++) several.add(keys[row * width]);
  const view = new FlowView(flows);
  for (const flow of flowSample(flows)) {
    view.flow = flow;
    if (!isOutside(view.context) || several.has(flow)) continue;
    for (const direction of [0, 1] as const) {
      if (view.packets(direction) === 0) continue;
      const at = flow * Entry.WORDS + Entry.StationsA + 3 * direction;
      if (hearBoth(heard, flows.words, at, view.place(direction))) continue;
      for (const end of [0, 1] as const)
        heard.hear(ADDRESSES + addressKey(view.isIpv6, view.addressWord(end)), view.place(direction));
    }
  }
  for (let row = 0; row < Math.min(size, MAX_ROWS); row++) {
    if (!isOutside(moved.context[row])) continue;
    hearBoth(heard, keys, row * width + 2, moved.firstPlace[row]);
    hearBoth(heard, keys, row * width + 2, moved.lastPlace[row]);
  }
}

/** Whether a chain holds nothing but VLANs; asked once for each. */
export function outsideOfTunnels(contexts: Observations['contexts']): (context: number) => boolean {
  const known: boolean[] = [];
  return (context) =>
    context === 0 || (known[context] ??= contexts.chain(context).every((link) => isVlanTag(link.kind)));
}

/** Destination and source station, in three words; false when there are none. */
function hearBoth(heard: HeardStations, words: Int32Array, at: number, place: number): boolean {
  const to = destinationId(words, at);
  const from = sourceId(words, at);
  hearOne(heard, to, place);
  hearOne(heard, from, place);
  return to !== 0 || from !== 0;
}

function hearOne(heard: HeardStations, station: number, place: number): void {
  if (station === 0 || isGroup(station) || EVERYWHERE.has(stationKind(station))) return;
  heard.hear(station, place);
}

/** Stations that speak to groups are known at every place they were heard. */
function addGroupSenders({ tallies }: Observations, heard: HeardStations): void {
  const { senders } = tallies.groupFrames;
  const { keys } = senders.table;
  for (let row = 0; row < Math.min(senders.size, MAX_ROWS); row++) {
    const at = row * GROUP_WORDS;
    hearOne(heard, stationId(keys[at + 1], keys[at + 2]), keys[at]);
  }
}

/** Stations that were heard in ARP alone, where they were heard first. */
function addSightings({ tallies, contexts }: Observations, heard: HeardStations): void {
  const { claims } = tallies.control.arp;
  const { keys, width } = claims.table;
  const isOutside = outsideOfTunnels(contexts);
  for (let row = 0; row < Math.min(claims.size, MAX_ROWS); row++) {
    const at = row * width;
    if (isOutside(keys[at])) hearOne(heard, stationId(keys[at + 2], keys[at + 3]), claims.firstPlace[row]);
  }
}
