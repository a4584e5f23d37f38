/** The capture that would separate the leading candidates: where, the command to paste, and what it will show. */

import { written } from './hypotheses.ts';
import { hasNoName } from './open-submodes.ts';
import type { Candidate, NextCapture, Vantage, VantageId } from './verdict.ts';

/** Probability from which a verdict is left alone. */
const SETTLED = 0.9;

const BRIDGED = ['bridge', 'macvlan/bridge', 'macvlan/private', 'macvlan/vepa'];
const CARD = ['none', 'host-device', 'host-device/sriov', 'macvlan/passthru', 'ipvlan/l2', 'vlan', 'vlan/qinq'];
const SLAVES = ['ipvlan/l3', 'ipvlan/l3s'];
const ROUTED = ['native', 'ptp'];
const TUNNELS = ['vxlan', 'geneve', 'ipip', 'wireguard', 'gre'];

const ON_NODE: NextCapture = {
  where: 'node that runs the pod, all devices, before the pod starts',
  command: 'tcpdump -i any -nn -w node-any.pcap',
  why: 'a bridge shows each frame on the veth, the bridge and the uplink unchanged; macvlan shows it on the card alone, as "to another host"',
};
const IN_POD_AT_START: NextCapture = {
  where: 'inside the pod, from before its interface comes up',
  command: "ip netns exec <pod> tcpdump -i <interface> -nn -w pod.pcap 'icmp6 or arp'",
  why: "the link-local address tells ipvlan (a device number in its middle) from a card of its own; the tag and the master show on the node's uplink only",
};
const IN_POD: NextCapture = {
  where: 'inside the pod',
  command: 'ip netns exec <pod> tcpdump -i <interface> -nn -w pod.pcap',
  why: 'in L3 mode the pod records both directions, in L3S mode only what it sends',
};
const UPLINK: NextCapture = {
  where: 'uplink of the node that runs the pod',
  command: 'tcpdump -i <uplink> -nn -w uplink.pcap',
  why: 'the encapsulation between the nodes, its port and its identifiers name what carries the pods; plain pod addresses there mean routing without one',
};
const POD_GATEWAY: NextCapture = {
  where: 'node that runs the pod, all devices',
  command: 'tcpdump -i any -nn -w node-any.pcap',
  why: "the station address that answers as the pods' gateway and the neighbours on the pod's device name the product",
};
const LONGER: NextCapture = {
  where: 'the same place, longer and without a filter',
  command: 'tcpdump -i <interface> -nn -w longer.pcap',
  why: 'there is too little in this capture; ARP, neighbour discovery and the first packets of connections tell the most',
};

/** Questions by the pair of answers that they are between; the first that fits is asked. */
const QUESTIONS: readonly {
  one: readonly string[];
  other: readonly string[];
  at: readonly VantageId[];
  ask: NextCapture;
}[] = [
  { one: BRIDGED, other: BRIDGED, at: [], ask: ON_NODE },
  { one: SLAVES, other: SLAVES, at: [], ask: IN_POD },
  { one: CARD, other: [...CARD, ...SLAVES], at: [], ask: IN_POD_AT_START },
  { one: BRIDGED, other: CARD, at: [], ask: ON_NODE },
  {
    one: TUNNELS,
    other: [...TUNNELS, ...ROUTED, ...BRIDGED],
    at: ['pod', 'bridge', 'tunnel', 'unknown', 'external', 'switch', 'uplink'],
    ask: UPLINK,
  },
  { one: ROUTED, other: [...ROUTED, ...BRIDGED, ...CARD, ...SLAVES], at: ['pod', 'bridge', 'tunnel'], ask: UPLINK },
  { one: ROUTED, other: [...ROUTED, ...BRIDGED, ...CARD, ...SLAVES, ...TUNNELS], at: [], ask: POD_GATEWAY },
];

/** What is known besides the candidates. */
interface Known {
  vantage: Vantage;
  /** Frames of a tunnel are seen. */
  onWire: boolean;
  identifiable: boolean;
}

/** What to capture next; null when nothing is in doubt. */
export function nextCapture(
  candidates: readonly Candidate[],
  { vantage, onWire, identifiable }: Known,
): NextCapture | null {
  const [first, second] = candidates;
  if (first === undefined || first.mode === 'unknown') return LONGER;
  if (first.probability >= SETTLED) {
    if (identifiable || !hasNoName(first)) return null;
    // What the tunnel carries, on all devices: the place is right, and what names the product did not happen.
    return vantage.id === 'any' && !onWire ? LONGER : POD_GATEWAY;
  }
  if (second === undefined) return LONGER;
  if (onWire && first.mode === second.mode) return POD_GATEWAY;
  const question = QUESTIONS.find(
    ({ one, other, at }) =>
      (at.length === 0 || at.includes(vantage.id)) &&
      (between(first, second, one, other) || between(second, first, one, other)),
  );
  return question?.ask ?? (second.mode === 'unknown' ? LONGER : ON_NODE);
}

const between = (a: Candidate, b: Candidate, one: readonly string[], other: readonly string[]): boolean =>
  isOf(a, one) && isOf(b, other);

const isOf = (candidate: Candidate, names: readonly string[]): boolean =>
  names.includes(written(candidate)) || names.includes(candidate.mode);
