/** What a flow is called: its protocol, its VLAN and tunnel, and an id made of its key. */
import type { FlowView } from '../../tally/flow-view.ts';
import { type Context, type Contexts, OVERFLOW } from '../../wire/contexts.ts';
import { byIpProtocol } from '../../wire/next.ts';
import * as Protocol from '../../wire/protocol.ts';
import { protocolName } from '../../wire/registry.ts';
import type { Flow } from '../analysis.ts';

/** `tcp`, `udp`, `icmp` …; `ip-N` for IP protocols without a decoder. */
export const protocolOf = (view: FlowView): string => ipProtocolName(view.protocol);

/** The name of a value of the IP header's protocol field. */
export function ipProtocolName(number: number): string {
  const protocol = byIpProtocol(number);
  return protocol === Protocol.None ? `ip-${number}` : protocolName(protocol);
}

/** A flow's chain, with its innermost tunnel and outermost VLAN. */
export function flowContext(contexts: Contexts, view: FlowView): Pick<Flow, 'tunnel' | 'vlan' | 'chain'> {
  const chain = contexts.chain(view.context);
  const tunnel = contexts.tunnel(view.context);
  const vlan = chain.find(({ kind }) => kind === Protocol.Vlan);
  return { tunnel: tunnel && linkOf(tunnel), vlan: vlan?.id ?? null, chain: chain.map(linkOf) };
}

const linkOf = ({ kind, id }: Context): Flow['chain'][number] => ({
  type: protocolName(kind),
  id: id < 0 ? null : id >>> 0,
});

/** 16 hexadecimal digits: two FNV-1a hashes of the key with its ends in order, so that both directions and every report agree. */
export function flowId(contexts: Contexts, view: FlowView): string {
  const ends = [`${view.address(0)} ${view.port(0)}`, `${view.address(1)} ${view.port(1)}`].sort();
  const chain =
    view.context === OVERFLOW
      ? '?'
      : contexts
          .chain(view.context)
          .map(({ kind, id }) => `${protocolName(kind)}:${id}`)
          .join('/');
  const key = `${view.protocol} ${ends.join(' ')} ${view.isInner ? 'inner' : 'outer'} ${chain}`;
  return fnv1a(key, 0x811c9dc5) + fnv1a(key, 0x9747b28c);
}

function fnv1a(text: string, seed: number): string {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
