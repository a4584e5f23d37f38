/** Frames outside flows: ARP, DHCP broadcasts, mDNS and pings. */
import * as headers from './headers.ts';
import { EtherType, IpNumber } from './headers.ts';
import type { Payload } from './payload.ts';
import type { Random } from './random.ts';

/** Shares of all frames, in percent. */
const ARP = 2;
const DHCP = 1;
const MDNS = 1;
const PING = 1;
export const BACKGROUND_PERCENT = ARP + DHCP + MDNS + PING;
/** Of ARP frames; the others are replies. */
const ARP_REQUESTS = 67;
const BROADCAST = [0xffff, 0xffff_ffff] as const;
const NOBODY = [0, 0] as const;
/** 224.0.0.251 and its station (RFC 6762 §3, RFC 1112 §6.4). */
const MDNS_STATION = [0x0100, 0x5e00_00fb] as const;
const MDNS_ADDRESS = 0xe000_00fb | 0;
const MDNS_PORTS = (5353 << 16) | 5353;
const DHCP_PORTS = (68 << 16) | 67;
/** Payload lengths in bytes. */
const DHCP_LENGTH = 240;
const MDNS_LENGTH = 40;
const PING_LENGTH = 56;
const ICMP_HEADER = 8;

/** One frame: where it begins, its 802.1Q tag (0 for none) and the host that sends it. */
export interface Spot {
  view: DataView;
  at: number;
  vid: number;
  sender: number;
}

export class Background {
  private readonly random: Random;
  private readonly payload: Payload;
  private readonly pods: number;

  constructor(random: Random, payload: Payload, pods: number) {
    this.random = random;
    this.payload = payload;
    this.pods = pods;
  }

  /** Writes a frame of the kind that lies at `kind`, 0 to BACKGROUND_PERCENT, and answers its length. */
  write(spot: Spot, kind: number): number {
    headers.station(spot.view, spot.at + 6, spot.sender);
    if (kind < ARP) return this.arp(spot);
    if (kind < ARP + DHCP) return this.dhcp(spot);
    return kind < ARP + DHCP + MDNS ? this.mdns(spot) : this.ping(spot);
  }

  private arp({ view, at, vid, sender }: Spot): number {
    const target = this.random.below(this.pods);
    const request = this.random.percent(ARP_REQUESTS);
    if (request) group(view, at, BROADCAST);
    else headers.station(view, at, target);
    const arp = at + 12 + headers.etherType(view, at + 12, EtherType.Arp, vid);
    view.setUint32(arp, 0x0001_0800);
    view.setUint32(arp + 4, 0x0604_0000 | (request ? 1 : 2));
    headers.station(view, arp + 8, sender);
    view.setInt32(arp + 14, headers.podAddress(sender));
    if (request) group(view, arp + 18, NOBODY);
    else headers.station(view, arp + 18, target);
    view.setInt32(arp + 24, headers.podAddress(target));
    return arp + 28 - at;
  }

  private dhcp(spot: Spot): number {
    group(spot.view, spot.at, BROADCAST);
    const l4 = this.network(spot, -1, IpNumber.Udp, headers.UDP_LENGTH + DHCP_LENGTH);
    return this.fill(spot, l4 + headers.udp(spot.view, l4, DHCP_PORTS, DHCP_LENGTH), DHCP_LENGTH);
  }

  private mdns(spot: Spot): number {
    group(spot.view, spot.at, MDNS_STATION);
    const l4 = this.network(spot, MDNS_ADDRESS, IpNumber.Udp, headers.UDP_LENGTH + MDNS_LENGTH);
    return this.fill(spot, l4 + headers.udp(spot.view, l4, MDNS_PORTS, MDNS_LENGTH), MDNS_LENGTH);
  }

  private ping(spot: Spot): number {
    const { view, at } = spot;
    const target = this.random.below(this.pods);
    headers.station(view, at, target);
    const l4 = this.network(spot, headers.podAddress(target), IpNumber.Icmp, ICMP_HEADER + PING_LENGTH);
    view.setUint32(l4, this.random.percent(50) ? 0 : 0x0800_0000);
    view.setUint32(l4 + 4, this.random.word());
    return this.fill(spot, l4 + ICMP_HEADER, PING_LENGTH);
  }

  private network({ view, at, vid, sender }: Spot, destination: number, protocol: number, length: number): number {
    const l3 = at + 12 + headers.etherType(view, at + 12, EtherType.Ipv4, vid);
    const identification = this.random.below(65_536);
    const source = headers.podAddress(sender);
    return l3 + headers.ipv4(view, l3, { source, destination, protocol, length, identification });
  }

  private fill({ view, at }: Spot, payload: number, length: number): number {
    return this.payload.write(view, payload, length) - at;
  }
}

function group(view: DataView, at: number, [high, low]: readonly [number, number]): void {
  view.setUint16(at, high);
  view.setUint32(at + 2, low);
}
