/** Names of chains of VLANs and tunnels in findings. */
import { chainName } from '../tally/chain-names.ts';
import type { Observations } from '../tally/observations.ts';

/** `vxlan 1`, `vlan 100`; empty on the bare wire. */
export const chainText = ({ contexts }: Observations, context: number): string => chainName(contexts, context);

/** ` in vxlan 1`, for the end of a sentence. */
export function inChain(observations: Observations, context: number): string {
  const text = chainText(observations, context);
  return text === '' ? '' : ` in ${text}`;
}
