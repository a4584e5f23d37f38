/** Addresses and stations of the pod list against who speaks for them in the capture. */
import type { Declared, DeclaredInterface } from '../../declared/declared.ts';
import { groupBy } from '../group-by.ts';
import type { Voice } from '../voices.ts';
import { listed } from '../wording.ts';
import type { Mismatch } from './mismatch.ts';

/** A claim by ARP, and packets that were not routed: those may also come from a node that passes packets on without counting the hop. */
const SURE_BY_ARP = 0.85;
const SURE_BY_IP = 0.6;

/** One interface with the pod that it belongs to. */
interface Interface extends DeclaredInterface {
  mac: string;
  pod: string;
  place: string;
}

/** One finding for each declared address that only stations other than its pod's speak for. */
export function checkAddresses(declared: Declared, voices: readonly Voice[]): Mismatch[] {
  const byIp = groupBy(voices, ({ ip }) => ip);
  return interfacesOf(declared).flatMap((one) => one.ips.flatMap((ip) => checkAddress(one, ip, byIp.get(ip) ?? [])));
}

function interfacesOf({ pods }: Declared): Interface[] {
  return pods.flatMap(({ namespace, name, file, line, interfaces }) =>
    interfaces.flatMap((one) =>
      one.mac === null ? [] : [{ ...one, mac: one.mac, pod: `${namespace}/${name}`, place: `${file}:${line}` }],
    ),
  );
}

/** Silent as soon as the declared station is heard: a second one beside it is `duplicate-ip`. */
function checkAddress(one: Interface, ip: string, heard: readonly Voice[]): Mismatch[] {
  if (heard.some(({ mac }) => mac === one.mac)) return [];
  // Packets of the cluster's own network are passed on by nodes and tunnels, each with a station of its own.
  const others = heard.filter(({ byArp, onLink }) => byArp || (onLink && !one.isDefault));
  return others.length === 0 ? [] : [mismatch(one, ip, others)];
}

function mismatch({ network, device, mac, pod, place }: Interface, ip: string, others: readonly Voice[]): Mismatch {
  const byArp = others.some((voice) => voice.byArp);
  const stations = [...new Set(others.map((voice) => voice.mac))];
  return {
    network: ip,
    aspect: `${network} ${mac}`,
    severity: byArp ? 'error' : 'warning',
    summary: `${ip} is declared for ${pod}${device === null ? '' : ` (${device})`} with ${mac}, but ${listed(stations)} ${stations.length === 1 ? 'speaks' : 'speak'} for it.`,
    confidence: byArp ? SURE_BY_ARP : SURE_BY_IP,
    evidence: [
      { fact: `declared at ${place}`, value: `${ip} on ${mac}` },
      ...others.slice(0, 4).map((voice) => ({
        fact: `${voice.byArp ? 'claims by ARP and packets' : 'packets'} of ${voice.mac}`,
        value: voice.frames,
        unit: 'frames',
        frames: [voice.firstFrame],
      })),
    ],
    alternatives: [
      'the pod list is older or newer than the capture: a pod that was started again has another station address',
      'a router or node answers for the pod (proxy ARP), or passes its packets on',
      'another host was given the address (duplicate-ip, with the pod silent)',
    ],
    next: {
      where: 'the cluster',
      command: `kubectl get pods -A -o json | grep -B4 -A4 '${ip}"'`,
      why: 'shows which pods have the address now, and with which station',
    },
    voices: others,
  };
}
