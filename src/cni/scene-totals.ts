/** Which scene a flow belongs to, which flows carry tunnels and belong to none, and how many packets each scene has. */
import * as Entry from '../tally/flow-entry-layout.ts';
import type { FlowTable } from '../tally/flow-table.ts';
import { type Direction, FlowView } from '../tally/flow-view.ts';
import type { Observations } from '../tally/observations.ts';
import * as Meta from '../tally/row-meta.ts';
import { stationId } from '../tally/station-id.ts';
import { outsideOfTunnels } from './networks.ts';
import type { Scene } from './scene.ts';
import type { Scenes } from './scenes.ts';
import { isTunnelOfMode } from './tunnel-facts.ts';

const TCP = 6;
const UDP = 17;
const PORTS = 2 ** 16;
/** IPv4 in IPv4, IPv6 in IPv4, GRE, ESP (IANA protocol numbers). */
const CARRIERS = new Set([4, 41, 47, 50]);

/** Packets of all flows: numbers that are shown as totals. */
export function countPackets(observations: Observations, scenes: Scenes, ports: Uint8Array): void {
  const { flows } = observations.tallies;
  const { doubles, size } = flows;
  const view = new FlowView(flows);
  const sceneOf = scenesOfFlows(observations, scenes);
  for (let flow = 0; flow < size; flow++) {
    if (isCarrier(flows, flow, ports)) continue;
    view.flow = flow;
    const double = (flow * Entry.WORDS) >> 1;
    for (let direction = 0; direction < 2; direction++) {
      const packets = doubles[double + Entry.PacketsA + direction];
      if (packets === 0) continue;
      const scene = sceneOf(view, direction as Direction);
      // Those of a tunnel were counted as its packets.
      if (scene.tunnel === null && !isCounted(observations, view)) scene.frames += packets;
      scene.firstFrame ||= direction === 0 ? view.firstFrame : view.firstFrameB;
    }
  }
}

/** True for inner packets whose frame was counted with their outer packet: behind MPLS, L2TP and what else is no tunnel of its own here. */
const isCounted = ({ contexts }: Observations, view: FlowView): boolean =>
  view.isInner && !contexts.chain(view.context).some(({ kind }) => isTunnelOfMode(kind));

/** The scene of one direction of a flow: by its sender, which is surer than the place of its last packet, except inside of tunnels. */
export function scenesOfFlows(
  { tallies, contexts }: Observations,
  scenes: Scenes,
): (view: FlowView, at: Direction) => Scene {
  const { words } = tallies.flows;
  if (scenes.networks.count < 2) return ({ context }) => scenes.of(context, 0);
  const isOutside = outsideOfTunnels(contexts);
  return (view, direction) => {
    const at = view.flow * Entry.WORDS + Entry.StationsA + 3 * direction;
    const sender = isOutside(view.context) ? stationId(words[at + 1], words[at + 2]) : 0;
    return scenes.of(view.context, view.place(direction), sender);
  };
}

/** 1 for the UDP ports of tunnels. */
export function carrierPorts({ tunnels }: Scenes): Uint8Array {
  const ports = new Uint8Array(PORTS);
  for (const { port } of tunnels.groups.values()) if (port !== 0) ports[port] = 1;
  return ports;
}

/** True for the outer packets of a tunnel: they are the tunnel's, not their hosts'. */
export function isCarrier({ words }: FlowTable, flow: number, carriers: Uint8Array): boolean {
  const entry = flow * Entry.WORDS;
  const protocol = words[entry + Entry.Key] & Meta.Protocol;
  if (protocol !== UDP) return protocol !== TCP && CARRIERS.has(protocol);
  const ports = words[entry + Entry.Ports];
  return carriers[ports & 0xffff] !== 0 || carriers[ports >>> 16] !== 0;
}
