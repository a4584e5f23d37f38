/** The declared gateway against the router that the network's pods send through. */
import { fullName } from '../../declared/declared.ts';
import { anyContains } from '../../declared/subnet.ts';
import type { DetectorInput } from '../finding.ts';
import { at } from '../flow-facts.ts';
import { listed } from '../wording.ts';
import { declaredAt, type Mismatch, readAgain } from './mismatch.ts';
import type { AttachmentSighting } from './sightings.ts';

/** Flows looked at; every pod shows its router in the first few. */
const MAX_FLOWS = 2 ** 16;
/** Packets that leave the subnet by one router before it counts as theirs. */
const MIN_PACKETS = 5;
const CONFIDENCE = 0.6;

/** Where pods send what leaves their subnet. */
interface NextHop {
  mac: string;
  packets: number;
  frame: number;
}

/** One finding when the pods' router is known by its addresses, and the declared gateway is not one of them. */
export function checkGateway(
  { network, voices }: AttachmentSighting,
  input: DetectorInput,
  claimsOf: (mac: string) => readonly string[],
): Mismatch[] {
  const gateways = [...network.gateways, ...network.routes.flatMap(({ gateway }) => gateway ?? [])];
  if (gateways.length === 0 || network.subnets.length === 0) return [];
  const [hop] = nextHops(input, network.subnets, voices).sort((a, b) => b.packets - a.packets);
  if (hop === undefined || hop.packets < MIN_PACKETS) return [];
  const known = claimsOf(hop.mac).filter((ip) => anyContains(network.subnets, ip));
  if (known.length === 0 || known.some((ip) => gateways.includes(ip))) return [];
  return [
    {
      network: fullName(network),
      aspect: 'gateway',
      severity: 'warning',
      summary: `${fullName(network)} declares the gateway ${listed(gateways)}, but its pods send through ${listed(known)} (${hop.mac}).`,
      confidence: CONFIDENCE,
      evidence: [
        declaredAt(network, `gateway ${listed(gateways)}`),
        {
          fact: `packets out of the subnet through ${hop.mac}`,
          value: hop.packets,
          unit: 'packets',
          frames: [hop.frame],
        },
        { fact: `addresses of ${hop.mac} by ARP`, value: listed(known) },
      ],
      alternatives: [
        'a route in the pod that the attachment does not know of (static route, ICMP redirect)',
        'the gateway has further addresses that were not seen',
      ],
      next: { where: 'in a pod of the network', command: 'ip route show', why: `compare with ${readAgain(network)}` },
      voices: voices.filter(({ byArp }) => !byArp),
    },
  ];
}

/** Destination stations of what the network's own stations send to other subnets. */
function nextHops(
  { flows: { view }, observations }: DetectorInput,
  subnets: readonly string[],
  voices: AttachmentSighting['voices'],
): NextHop[] {
  const own = new Set(voices.filter(({ onLink }) => onLink).map(({ ip, mac }) => `${mac} ${ip}`));
  const hops = new Map<string, NextHop>();
  if (own.size === 0) return [];
  for (let flow = 0; flow < Math.min(observations.tallies.flows.size, MAX_FLOWS); flow++) {
    at(view, flow);
    const mac = view.destination(0);
    if (mac === null || !own.has(`${view.source(0)} ${view.address(0)}`) || !leaves(view.address(1), mac, subnets))
      continue;
    const hop = hops.get(mac) ?? { mac, packets: 0, frame: view.firstFrame };
    hop.packets += view.packets(0);
    hops.set(mac, hop);
  }
  return [...hops.values()];
}

/** A unicast frame to another subnet. */
const leaves = (address: string, mac: string, subnets: readonly string[]): boolean =>
  (Number.parseInt(mac.slice(0, 2), 16) & 1) === 0 && !anyContains(subnets, address);
