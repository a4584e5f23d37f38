/** What the inner stations of a virtual network tell: who sends from behind which VTEP, and who is sent to. */

import type { InnerPair } from '../tally/inner-stations.ts';
import type { Observations } from '../tally/observations.ts';
import { earliest } from './group-by.ts';
import { type TunnelRow, tunnelRow } from './tunnel-rows.ts';

/** A pair of inner stations with the tunnel that carried it. */
export interface CarriedPair extends TunnelRow, InnerPair {}

/** The stations behind one tunnel protocol and identifier. */
export class VirtualNetwork {
  /** By VTEP: the inner stations that send from there. */
  private readonly senders = new Map<string, Set<string>>();
  /** By inner station: the first frame that it sent from behind any VTEP, in ns. */
  private readonly since = new Map<string, number>();
  /** By inner station: the VTEPs that its frames are sent to. */
  private readonly targets = new Map<string, Set<string>>();
  /** By pair of inner stations. */
  private readonly carried = new Map<string, CarriedPair[]>();

  add(pair: CarriedPair): void {
    const { source, destination, from, to, first } = pair;
    this.senders.set(source, this.sendersOf(source).add(from));
    this.since.set(from, earliest([this.knownSince(from), first]));
    this.targets.set(to, this.targetsOf(to).add(destination));
    const known = this.carried.get(`${from} ${to}`);
    if (known === undefined) this.carried.set(`${from} ${to}`, [pair]);
    else known.push(pair);
  }

  /** True when stations in it speak to groups: it is switched, not routed. */
  get isSwitched(): boolean {
    return this.targets.has('');
  }

  sendersOf(vtep: string): Set<string> {
    return this.senders.get(vtep) ?? new Set();
  }

  /** The one inner station that sends from a VTEP; null when there is none, or several. */
  soleSender(vtep: string): string | null {
    const [station, ...others] = this.sendersOf(vtep);
    return station === undefined || others.length > 0 ? null : station;
  }

  /** When a station first sent from behind any VTEP, in ns; NaN when it never did. */
  knownSince(station: string): number {
    return this.since.get(station) ?? Number.NaN;
  }

  /** VTEPs that the frames for a station are sent to. */
  targetsOf(station: string): Set<string> {
    return this.targets.get(station) ?? new Set();
  }

  /** Everything that carries frames from one station to another. */
  pairsOf(from: string, to: string): readonly CarriedPair[] {
    return this.carried.get(`${from} ${to}`) ?? [];
  }
}

/** Networks whose tunnels carry Ethernet, by `networkKey`; none when the tally was full, as then not every sender is known. */
export function virtualNetworks(observations: Observations): Map<string, VirtualNetwork> {
  const { stations } = observations.tallies.tunnels;
  const networks = new Map<string, VirtualNetwork>();
  if (stations.refused > 0) return networks;
  for (const pair of stations.list()) {
    const tunnel = tunnelRow(observations, pair.row);
    // A mirror's frames are copies: their stations are behind neither of its ends.
    if (tunnel.name === 'erspan') continue;
    const key = networkKey(tunnel.name, tunnel.id);
    const network = networks.get(key) ?? new VirtualNetwork();
    networks.set(key, network);
    network.add({ ...pair, ...tunnel });
  }
  return networks;
}

export const networkKey = (name: string, id: number): string => `${name} ${id}`;
