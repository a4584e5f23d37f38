/** What the kernel asks of its host on the straight way (kernel/plain.ts, kernel/tunnels.ts). */
import type { Contexts } from '../wire/contexts.ts';
import type { Packet } from '../wire/packet.ts';
import * as Protocol from '../wire/protocol.ts';
import type { ProtocolId } from '../wire/protocol-id.ts';
import { decode } from '../wire/registry.ts';
import { Conversations } from './conversations.ts';
import type { Kernel } from './kernel.ts';
import type { StraightHost } from './straight-way.ts';
import type { Timeline } from './timeline.ts';
import * as Tunnel from './tunnel-layout.ts';
import type { TunnelTally } from './tunnels.ts';

/** LINKTYPE_ETHERNET: no other link goes the straight way. */
const ETHERNET = 1;
/** A frame in a tunnel may need a chain for the tunnel and one for a VLAN inside. */
const CHAINS_OF_A_FRAME = 2;

/** Over the packet that the records are decoded into otherwise. */
export function straightHost(
  packet: Packet,
  { tunnels, timeline }: { tunnels: TunnelTally; timeline: Timeline },
  kernelOf: () => Kernel,
): StraightHost {
  const { contexts } = packet;
  const conversations = new Conversations();
  return {
    // Where a table may be full nothing is answered: the walk counts what is refused.
    vlanChain: (id) => (contexts.room === 0 ? 0 : contexts.child(0, Protocol.Vlan, id)),
    conversation: (chain) => conversations.ofChain(contexts, chain),
    laneFrames: (place, chain, frames) => timeline.addToLane(place, chain, frames),
    tunnel: (frame, place) => Number(findTunnel(contexts, tunnels, kernelOf().tunnelSought, frame, place)),
    lookInside: (row, record, frame, ethernet, known) => {
      const kernel = kernelOf();
      packet.frame = frame;
      packet.timeNs = kernel.times[record];
      packet.place = kernel.places[kernel.interfaces[record]];
      const unchecked = (known & Tunnel.UNCHECKED) !== 0;
      if (!unchecked && tunnels.checksums.wants(row, (known & Tunnel.OPENS) !== 0)) {
        packet.reset(kernel.starts[record], kernel.ends[record], kernel.wireLengths[record]);
        decode(packet, ETHERNET);
        tunnels.checksums.look(packet, row);
      }
      tunnels.stations.add(packet, row, ethernet - kernel.delta);
    },
  };
}

/** Writes row and chain of the tunnel that is sought; false where that cannot be done. */
function findTunnel(
  contexts: Contexts,
  tunnels: TunnelTally,
  sought: Int32Array,
  frame: number,
  place: number,
): boolean {
  const { table } = tunnels.sightings;
  const around = sought[Tunnel.Around];
  if (contexts.room < CHAINS_OF_A_FRAME || table.size === table.maxRows) return false;
  if ((around & Tunnel.OPTIONS) !== 0 && !tunnels.knowsOption(sought, 0)) return false;
  const kind = sought[Tunnel.Kind] as ProtocolId;
  const outside = contexts.child(around & Tunnel.CHAIN_MASK, kind, sought[Tunnel.Id]);
  const tag = (around >>> Tunnel.TAG_SHIFT) & Tunnel.TAG_MASK;
  sought[Tunnel.Row] = tunnels.rowOf(sought, 0, frame, place);
  sought[Tunnel.Chain] = tag === 0 ? outside : contexts.child(outside, Protocol.Vlan, tag - 1);
  return true;
}
