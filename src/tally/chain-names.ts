/** What the chain of VLANs and tunnels around a packet is called. */
import { type Contexts, OVERFLOW } from '../wire/contexts.ts';
import * as Protocol from '../wire/protocol.ts';
import { protocolName } from '../wire/registry.ts';

/** `vlan 100`, `vxlan 1 / vlan 5`; empty on the bare wire. */
export function chainName(contexts: Contexts, context: number): string {
  if (context === OVERFLOW) return 'further VLANs and tunnels';
  return contexts
    .chain(context)
    .map(({ kind, id }) => (id < 0 ? protocolName(kind) : `${protocolName(kind)} ${id >>> 0}`))
    .join(' / ');
}

/** The VLAN ids of a chain, outermost first. */
export const vlansOf = (contexts: Contexts, context: number): number[] =>
  contexts
    .chain(context)
    .filter(({ kind }) => kind === Protocol.Vlan)
    .map(({ id }) => id);

/** True when every packet was on the bare wire. */
export const isFlat = (contexts: Contexts): boolean => contexts.size <= OVERFLOW + 1;
