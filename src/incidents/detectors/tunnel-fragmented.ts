/** Encapsulated packets that had to be cut. */
import type { FragmentTotal } from '../../tally/fragment-totals.ts';
import { and, fragmentsOf, hasAddress } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { UDP } from '../ip-numbers.ts';

/** VXLAN (IANA and Linux), Weave, Geneve, WireGuard (Calico, Cilium). */
const TUNNEL_PORTS: ReadonlySet<number> = new Set([4789, 8472, 6784, 6081, 51820, 51871]);
/** IP protocols of tunnels: IPIP, IPv6 in IPv4, GRE, ESP. */
const TUNNEL_PROTOCOLS: ReadonlySet<number> = new Set([4, 41, 47, 50]);
/** A few are a path being discovered. */
const MIN_DATAGRAMS = 3;

export const tunnelFragmented: Detector = {
  id: 'tunnel-fragmented',
  title: 'Tunnel packets are fragmented',
  reference: 'RFC 7348 §4.3 (VTEPs must not fragment); RFC 8900',
  explain: `Encapsulated packets between nodes are sent in fragments: what pods send plus the encapsulation is larger than the MTU between the nodes. It works, slowly, until a
firewall or cloud drops fragments. Subtract the overhead from the pods' MTU (50 bytes for VXLAN over IPv4, 20 for IPIP, 60 to 80 for WireGuard).`,
  explains: ['fragments-lost'],
  detect: (input) =>
    input.observations.tallies.control.fragments.totals
      .list()
      .filter(isTunnel)
      .map((total) => draft(input, total)),
};

const isTunnel = ({ protocol, port, datagrams }: FragmentTotal): boolean =>
  datagrams.count >= MIN_DATAGRAMS &&
  (TUNNEL_PROTOCOLS.has(protocol) || (protocol === UDP && port !== null && TUNNEL_PORTS.has(port)));

function draft(
  _input: DetectorInput,
  { source, destination, context, datagrams, largestPacket, port, protocol }: FragmentTotal,
): Draft {
  return {
    severity: 'warning',
    subject: `${source} → ${destination}`,
    summary: `${datagrams.count} tunnel packets from ${source} to ${destination} were cut into fragments of at most ${largestPacket} bytes.`,
    count: datagrams.count,
    first: datagrams.first,
    last: datagrams.last,
    confidence: 0.95,
    evidence: [
      {
        fact: 'fragmented tunnel packets',
        value: datagrams.count,
        unit: 'packets',
        frames: [datagrams.firstFrame, datagrams.lastFrame],
      },
      { fact: 'longest fragment', value: largestPacket, unit: 'bytes' },
      { fact: 'tunnel', value: port === null ? `IP protocol ${protocol}` : `UDP port ${port}` },
    ],
    displayFilter: and(hasAddress(source), hasAddress(destination), fragmentsOf(source)),
    alternatives: ['a tunnel that is meant to fragment'],
    next: {
      where: 'the nodes',
      command: 'ip -d link show type vxlan; ip -br link',
      why: 'the MTU of the pods’ interfaces must leave room for the encapsulation',
    },
    endpoints: [source, destination],
    context,
  };
}
