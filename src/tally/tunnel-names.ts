/** Names of the tunnels that packets were found in, for readers of tallies, which know no protocol numbers. */
import * as Protocol from '../wire/protocol.ts';

const NAMES: ReadonlyMap<number, string> = new Map<number, string>([
  [Protocol.Vxlan, 'vxlan'],
  [Protocol.VxlanGpe, 'vxlan-gpe'],
  [Protocol.Geneve, 'geneve'],
  [Protocol.Gre, 'gre'],
  [Protocol.Erspan, 'erspan'],
  [Protocol.Ipip, 'ipip'],
  [Protocol.Wireguard, 'wireguard'],
  [Protocol.Esp, 'esp'],
  [Protocol.L2tp, 'l2tp'],
]);

/** The name of a tunnel protocol; null for VLAN tags, labels and what else is no tunnel. */
export const tunnelName = (protocol: number): string | null => NAMES.get(protocol) ?? null;

/** True when a link of a chain of contexts is a VLAN tag. */
export const isVlanTag = (protocol: number): boolean => protocol === Protocol.Vlan;
