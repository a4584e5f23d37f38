/** The tallies that read packets themselves: the few that set a network up, ask questions or report errors. They see packets in file order. */
import { INNER, OUTER, type Packet } from '../wire/packet.ts';
import * as Path from '../wire/path.ts';
import * as Protocol from '../wire/protocol.ts';
import { AddressClaims } from './address-claims.ts';
import { AnnouncementTally } from './announcements.ts';
import { ArpTally } from './arp.ts';
import { ArpDirections } from './arp-directions.ts';
import { DhcpTally } from './dhcp.ts';
import { DnsTally } from './dns.ts';
import { FragmentTally } from './fragments.ts';
import { HttpTally } from './http.ts';
import { IcmpErrorTally } from './icmp-errors.ts';
import type { Kernel } from './kernel.ts';
import { NeighbourTally } from './neighbours.ts';
import { SelfAnswers } from './self-answers.ts';

/** Bytes of an ARP message in front of its addresses (RFC 826). */
const ARP_HEADER_LENGTH = 8;

export class ControlTallies {
  readonly arp: ArpTally;
  readonly arpDirections = new ArpDirections();
  readonly addressClaims: AddressClaims;
  readonly neighbours = new NeighbourTally();
  readonly selfAnswers = new SelfAnswers();
  readonly icmpErrors = new IcmpErrorTally();
  readonly announcements = new AnnouncementTally();
  readonly dhcp = new DhcpTally();
  readonly dns = new DnsTally();
  readonly http = new HttpTally();
  readonly fragments = new FragmentTally();

  constructor(kernel: Kernel) {
    this.arp = new ArpTally(kernel);
    this.addressClaims = new AddressClaims(kernel);
  }

  /** Offers every whole header of the packet to the tally of its protocol. */
  add(packet: Packet): void {
    const { protocols, starts, whole } = packet;
    for (let i = 0; i < whole; i++) this.addLayer(packet, protocols[i], starts[i]);
    if (whole < packet.count && protocols[whole] === Protocol.Arp) this.addCutArp(packet, starts[whole]);
    if (packet.networks > 0 && packet.paths[OUTER + Path.Fragment] !== 0) this.fragments.add(packet, OUTER);
    if (packet.networks > 1 && packet.paths[INNER + Path.Fragment] !== 0) this.fragments.add(packet, INNER);
  }

  /** Settles the questions that still wait; `endNs` is the time of the capture's last packet. */
  finish(endNs: number): void {
    this.arp.finish();
    this.dhcp.finish(endNs);
    this.dns.finish(endNs);
    this.fragments.finish(endNs);
  }

  /** ARP whose addresses were cut off is counted all the same. */
  private addCutArp(packet: Packet, at: number): void {
    if (packet.end - at >= ARP_HEADER_LENGTH) this.arp.add(packet, at);
  }

  private addLayer(packet: Packet, protocol: number, at: number): void {
    switch (protocol) {
      case Protocol.Arp:
        this.arp.add(packet, at);
        this.arpDirections.add(packet, at);
        this.selfAnswers.addArp(packet, at);
        break;
      case Protocol.Icmp:
        this.icmpErrors.add(packet, at);
        break;
      case Protocol.Icmpv6:
        this.neighbours.add(packet, at);
        this.selfAnswers.addIcmpv6(packet, at);
        this.icmpErrors.add(packet, at);
        break;
      case Protocol.Dhcp:
      case Protocol.Dhcpv6:
        this.dhcp.add(packet, at);
        break;
      case Protocol.Dns:
      case Protocol.Mdns:
        this.dns.add(packet, at);
        break;
      case Protocol.Http:
        this.http.add(packet, at);
        break;
      case Protocol.Stp:
      case Protocol.Lldp:
      case Protocol.Vrrp:
      case Protocol.Igmp:
        this.announcements.add(packet, at);
        break;
    }
  }
}
