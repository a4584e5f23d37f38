/** Two hosts of one network with one station address. */
import { inChain } from '../chain-text.ts';
import { type Detector, type DetectorInput, type Draft, SEVERITIES } from '../finding.ts';
import { earliest, groupBy, latest, sumOf } from '../group-by.ts';
import { twinTtls } from '../twin-ttls.ts';
import { type Proof, selfAnswered, strays } from '../twins.ts';
import { isVirtualRouter } from './duplicate-ip.ts';
import { isFlapping } from './mac-flapping.ts';

export const duplicateMac: Detector = {
  id: 'duplicate-mac',
  title: 'Two hosts carry one MAC address',
  reference: 'IEEE 802.1Q §8.7 (learning); RFC 4862 §5.4, RFC 5227 §2.1; kubevirt/kubevirt#1501',
  explain: `A switch sends frames for a station address to the port where it spoke last. When two hosts have one address, each gets some of the other's packets and misses its own:
connections hang and go on at random. Causes: cloned virtual machines, a static MAC given twice (tuning plugin, NetworkAttachmentDefinition), SR-IOV functions with copied addresses.
One capture cannot tell two hosts from one with several addresses (ipvlan, routers), so it is said only where something proves it: a host that tests whether an address is free (IPv6
duplicate address detection, ARP probe) is answered at once from its own station address, which a host never does to itself; or, in a capture of all devices, the computer's own address comes in
from outside for an IP address that it never uses, and packets for that IP address are delivered to it. Pods of one ipvlan master never get one another's packets.
A hint, and no proof: a station claims two addresses by ARP and sends from one with a TTL of 64, as Linux does, and from the other with one of 128, as Windows does. That is information,
and a warning when requests to them stay unanswered. One address that comes in by two ports of a switch is mac-flapping; virtual routers (VRRP, HSRP) share theirs on purpose.
Silence here proves nothing.`,
  explains: ['dhcp-shared-client-id'],
  detect: (input) => {
    const flapping = new Set(input.moves.filter(isFlapping).map(({ station }) => station));
    const hints = twinTtls(input).filter(({ station }) => !flapping.has(station));
    const proofs = [...strays(input), ...selfAnswered(input), ...hints].filter(
      ({ station }) => !isVirtualRouter(station),
    );
    return [...groupBy(proofs, ({ context, station }) => `${context} ${station}`).values()].map((same) =>
      draft(input, same),
    );
  },
};

function draft({ observations }: DetectorInput, proofs: readonly Proof[]): Draft {
  const [{ station, context, how, sure }] = proofs;
  const worst = Math.min(...proofs.map(({ severity }) => SEVERITIES.indexOf(severity)));
  return {
    severity: SEVERITIES[worst],
    subject: station,
    summary: `${station} ${how}${inChain(observations, context)}: another host ${sure ? 'has' : 'may have'} this address.`,
    count: sumOf(proofs, (proof) => proof.count),
    first: earliest(proofs.map(({ first }) => first)),
    last: latest(proofs.map(({ last }) => last)),
    confidence: Math.max(...proofs.map(({ confidence }) => confidence)),
    evidence: proofs.flatMap(({ facts }) => facts),
    displayFilter: `eth.addr == ${station} || sll.src.eth == ${station}`,
    alternatives: [
      'one host with two interfaces that share the address, in segments that are joined somewhere',
      'a bridge over a wireless link that gives its own address to the hosts behind it, or a pod with a TTL of its own (net.ipv4.ip_default_ttl)',
      'a proxy for ARP or neighbour discovery that answers with the owner’s own address',
    ],
    next: {
      where: 'a switch of the segment, or the hypervisors',
      command: `bridge fdb show | grep -i ${station}; ip -br link | grep -i ${station}`,
      why: 'the port that the switch knows it at changes each time one of the two speaks; ip link on each suspect tells who has it',
    },
    endpoints: [station],
    context,
  };
}
