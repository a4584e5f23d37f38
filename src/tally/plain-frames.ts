/** What the kernel counted of plain frames (kernel/found.ts), added to the tallies that the others are counted in. */
import * as Protocol from '../wire/protocol.ts';
import type { Kernel } from './kernel.ts';
import * as Layout from './kernel-layout.ts';
import type { L2Tally } from './l2.ts';
import * as Shape from './plain-shape.ts';
import type { ProtocolChains } from './protocol-chains.ts';

/** Call once, when all packets are in; there are `known` chains of VLANs and tunnels. */
export function addPlainFrames({ memory }: Kernel, chains: ProtocolChains, l2: L2Tally, known: number): void {
  const shapes = new Float64Array(memory.buffer, Layout.SHAPES, Shape.SHAPES);
  shapes.forEach((frames, shape) => {
    const protocols = protocolsOf(shape);
    if (frames > 0) chains.addFrames(protocols, protocols.length, frames);
  });
  const frames = new Float64Array(memory.buffer, Layout.CHAIN_FRAMES, known * Layout.CASTS);
  const bytes = new Float64Array(memory.buffer, Layout.CHAIN_BYTES, known * Layout.CASTS);
  for (let at = 0; at < frames.length; at++)
    if (frames[at] > 0) l2.addInside(Math.floor(at / Layout.CASTS), at % Layout.CASTS, frames[at], bytes[at]);
}

/** The headers of a shape, outermost first. */
function protocolsOf(shape: number): Uint8Array {
  const tunnel = shape & (Shape.VXLAN | Shape.GENEVE);
  if (tunnel === 0) return Uint8Array.from(headersOf(shape));
  const outside = headersOf(((shape >> Shape.OUTER_SHIFT) & (Shape.TAGGED | Shape.VERSION_6)) | Shape.DATAGRAM);
  return Uint8Array.of(...outside, tunnel === Shape.VXLAN ? Protocol.Vxlan : Protocol.Geneve, ...headersOf(shape));
}

function headersOf(shape: number): number[] {
  const tag = (shape & Shape.TAGGED) !== 0 ? [Protocol.Vlan] : [];
  if ((shape & Shape.RESOLUTION) !== 0) return [Protocol.Ethernet, ...tag, Protocol.Arp];
  const six = (shape & Shape.VERSION_6) !== 0;
  const record = (shape & Shape.RECORD) !== 0 ? [Protocol.Tls] : [];
  return [Protocol.Ethernet, ...tag, six ? Protocol.Ipv6 : Protocol.Ipv4, transportOf(shape, six), ...record];
}

function transportOf(shape: number, six: boolean): number {
  if ((shape & Shape.ECHO) !== 0) return six ? Protocol.Icmpv6 : Protocol.Icmp;
  return (shape & Shape.DATAGRAM) !== 0 ? Protocol.Udp : Protocol.Tcp;
}
