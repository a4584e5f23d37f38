/** By which interfaces this computer talks with whom, in captures of all devices: one walk over the flows, for the senders of some requests. IPv4 only. */

import { isInitialTtl } from '../cni/scene.ts';
import type { Direction, FlowView } from '../tally/flow-view.ts';
import * as PacketType from '../wire/packet-type.ts';
import type { DetectorInput } from './finding.ts';
import { at } from './flow-facts.ts';

/** Of an address; two behind routers that agree in these bits are nearly always in one network. */
const NETWORK_BITS = 24;

/** Conversations with a sender, or its network, by one interface. */
export interface Way {
  place: number;
  /** Station that this computer sends from there; null where the device has none. */
  station: string | null;
  /** One of those spoken with, and the first packet. */
  peer: string;
  frame: number;
  conversations: number;
}

export class Ways {
  private readonly senders = new Map<number, Way[]>();
  private readonly networks = new Map<number, Way[]>();
  /** Addresses asked that this computer sends from, as text for ARP and as numbers. */
  private readonly local = new Set<string>();
  /** Of addresses asked, ports that answer others, by place. */
  private readonly serving = new Map<string, Set<number>>();

  constructor({ observations, flows: { view } }: DetectorInput, requests: readonly number[]) {
    const asked = new Set<number>();
    for (const flow of requests) {
      this.senders.set(at(view, flow).addressWord(0), []);
      this.networks.set(networkOf(view.addressWord(0)), []);
      asked.add(view.addressWord(1));
    }
    for (const { outgoing, address } of observations.tallies.control.arpDirections.list())
      if (outgoing) this.local.add(address);
    for (let flow = 0; flow < observations.tallies.flows.size; flow++) {
      if (at(view, flow).isIpv6) continue;
      this.look(view, 0, asked);
      this.look(view, 1, asked);
    }
  }

  /** True for an address that this computer was seen to use. */
  isLocal(address: string): boolean {
    return this.local.has(address);
  }

  /** The ways to the sender of the request under the view's cursor, or else to its network when it is behind a router. */
  backTo(view: FlowView): readonly Way[] {
    const direct = this.senders.get(view.addressWord(0)) ?? [];
    if (direct.length > 0 || isInitialTtl(view.ttl(0))) return direct;
    return this.networks.get(networkOf(view.addressWord(0))) ?? [];
  }

  /** Ports (0 for protocols without) by which an address answers others at a place. */
  servedAt(place: number, address: string): ReadonlySet<number> {
    return this.serving.get(`${place} ${address}`) ?? new Set();
  }

  /** Takes what this computer sent in one direction. */
  private look(view: FlowView, direction: Direction, asked: ReadonlySet<number>): void {
    if (view.packets(direction) === 0 || view.cookedType(direction) !== PacketType.FromUs) return;
    const isAsked = asked.has(view.addressWord(direction));
    if (isAsked) this.local.add(view.address(direction));
    const back = direction === 0 ? 1 : 0;
    const place = view.place(direction);
    if (view.cookedType(back) !== PacketType.ToUs || view.place(back) !== place) return;
    if (isAsked) this.serve(`${place} ${view.address(direction)}`, view.port(direction));
    const peer = view.addressWord(back);
    addWay(this.senders.get(peer), view, direction);
    if (!isInitialTtl(view.ttl(back))) addWay(this.networks.get(networkOf(peer)), view, direction);
  }

  private serve(key: string, port: number): void {
    this.serving.set(key, (this.serving.get(key) ?? new Set()).add(port));
  }
}

const networkOf = (address: number): number => address >>> (32 - NETWORK_BITS);

/** Adds the conversation under the view's cursor to the ways that are looked for, if it is one of them. */
function addWay(ways: Way[] | undefined, view: FlowView, direction: Direction): void {
  if (ways === undefined) return;
  const place = view.place(direction);
  const known = ways.find((way) => way.place === place);
  if (known !== undefined) known.conversations++;
  else
    ways.push({
      place,
      station: view.source(direction),
      peer: view.address(direction === 0 ? 1 : 0),
      frame: view.firstFrame,
      conversations: 1,
    });
}
