/** What the kernel counted of plain frames (kernel/plain.ts), added to the tallies that the others are counted in. */
import * as Cast from '../wire/cast.ts';
import * as Protocol from '../wire/protocol.ts';
import type { Kernel } from './kernel.ts';
import * as Layout from './kernel-layout.ts';
import type { L2Tally } from './l2.ts';
import * as Shape from './plain-shape.ts';
import type { ProtocolChains } from './protocol-chains.ts';

const VLANS = 4096;

/** Call once, when all packets are in. */
export function addPlainFrames({ memory }: Kernel, chains: ProtocolChains, l2: L2Tally): void {
  const shapes = new Float64Array(memory.buffer, Layout.SHAPES, Shape.SHAPES);
  shapes.forEach((frames, shape) => {
    const protocols = protocolsOf(shape);
    if (frames > 0) chains.addFrames(protocols, protocols.length, frames);
  });
  const chain = new Uint32Array(memory.buffer, Layout.VLAN_CHAINS, VLANS);
  const frames = new Float64Array(memory.buffer, Layout.VLAN_FRAMES, VLANS);
  const bytes = new Float64Array(memory.buffer, Layout.VLAN_BYTES, VLANS);
  for (let id = 0; id < VLANS; id++) if (frames[id] > 0) l2.addInside(chain[id], Cast.Unicast, frames[id], bytes[id]);
}

/** The headers of a shape, outermost first. */
function protocolsOf(shape: number): Uint8Array {
  const tag = (shape & Shape.TAGGED) !== 0 ? [Protocol.Vlan] : [];
  const version = (shape & Shape.VERSION_6) !== 0 ? Protocol.Ipv6 : Protocol.Ipv4;
  const transport = (shape & Shape.DATAGRAM) !== 0 ? Protocol.Udp : Protocol.Tcp;
  return Uint8Array.of(Protocol.Ethernet, ...tag, version, transport);
}
