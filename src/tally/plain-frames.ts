/** What the kernel counted of plain frames (kernel/found.ts), added to the tallies that the others are counted in. */
import * as Cast from '../wire/cast.ts';
import { type Contexts, ROOT } from '../wire/contexts.ts';
import * as Protocol from '../wire/protocol.ts';
import type { Kernel } from './kernel.ts';
import * as Layout from './kernel-layout.ts';
import type { L2Tally } from './l2.ts';
import * as Shape from './plain-shape.ts';
import type { ProtocolChains } from './protocol-chains.ts';

/** Call once, when all packets are in. */
export function addPlainFrames({ memory }: Kernel, chains: ProtocolChains, l2: L2Tally, contexts: Contexts): void {
  const shapes = new Float64Array(memory.buffer, Layout.SHAPES, Shape.SHAPES);
  shapes.forEach((frames, shape) => {
    const protocols = protocolsOf(shape);
    if (frames > 0) chains.addFrames(protocols, protocols.length, frames);
  });
  const frames = new Float64Array(memory.buffer, Layout.CHAIN_FRAMES, contexts.size * Layout.CASTS);
  const bytes = new Float64Array(memory.buffer, Layout.CHAIN_BYTES, contexts.size * Layout.CASTS);
  for (let at = 0; at < frames.length; at++) {
    if (frames[at] === 0) continue;
    const context = Math.floor(at / Layout.CASTS);
    l2.addInside(context, at % Layout.CASTS, frames[at], bytes[at]);
    const around = contexts.around(context);
    // A tunnel is taken straight only in frames to one station (kernel/plain.ts).
    if (around !== ROOT) l2.addPassed(around, Cast.Unicast, frames[at], bytes[at]);
  }
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
