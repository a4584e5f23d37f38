/** The start of the packet that an ICMP error quotes (RFC 792, RFC 4443 §3): IP header and ports, as far as they were quoted and captured. */
import { hasPorts } from '../wire/ip.ts';
import * as ipv4 from '../wire/ipv4.ts';
import * as ipv6 from '../wire/ipv6.ts';
import * as ipv6Fragment from '../wire/ipv6-fragment.ts';
import { destinationPort, sourcePort } from '../wire/udp.ts';

const PORTS_LENGTH = 4;
const FRAGMENT_HEADER = 44;
const IPV4 = 4;
const IPV6 = 6;

/** What was quoted; read anew for each error, nothing is allocated. */
export class QuotedPacket {
  /** Start of the source address, −1 when the header was not whole; the other fields are then −1 or 0. */
  source = -1;
  /** Start of the destination address. */
  destination = -1;
  protocol = -1;
  sourcePort = -1;
  destinationPort = -1;
  /** Of the whole quoted packet in bytes, as its header claims. */
  length = 0;
  /** TTL or hop limit. */
  ttl = 0;

  /** Reads the quote of an error of this IP version from `at` on, nothing at or behind `end`. */
  read(view: DataView, at: number, end: number, version: number): void {
    this.source = -1;
    this.destination = -1;
    this.protocol = -1;
    this.sourcePort = -1;
    this.destinationPort = -1;
    this.length = 0;
    this.ttl = 0;
    if (end <= at || view.getUint8(at) >> 4 !== version) return;
    if (version === IPV4 && end - at >= ipv4.MIN_LENGTH) this.readIpv4(view, at, end);
    else if (version === IPV6 && end - at >= ipv6.HEADER_LENGTH) this.readIpv6(view, at, end);
  }

  private readIpv4(view: DataView, at: number, end: number): void {
    this.source = at + ipv4.SOURCE;
    this.destination = at + ipv4.DESTINATION;
    this.protocol = ipv4.protocol(view, at);
    this.length = ipv4.totalLength(view, at);
    this.ttl = ipv4.ttl(view, at);
    const transport = at + Math.max(ipv4.headerLength(view, at), ipv4.MIN_LENGTH);
    if (ipv4.fragmentOffset(view, at) === 0) this.readPorts(view, transport, end);
  }

  /** Extension headers but the fragment header are left alone: the protocol is then theirs, and there are no ports. */
  private readIpv6(view: DataView, at: number, end: number): void {
    this.source = at + ipv6.SOURCE;
    this.destination = at + ipv6.DESTINATION;
    this.protocol = ipv6.nextHeader(view, at);
    this.length = ipv6.HEADER_LENGTH + ipv6.payloadLength(view, at);
    this.ttl = ipv6.hopLimit(view, at);
    const next = at + ipv6.HEADER_LENGTH;
    if (this.protocol !== FRAGMENT_HEADER) this.readPorts(view, next, end);
    else if (end - next >= ipv6Fragment.HEADER_LENGTH) this.readFragment(view, next, end);
  }

  private readFragment(view: DataView, at: number, end: number): void {
    this.protocol = ipv6Fragment.nextHeader(view, at);
    if (ipv6Fragment.fragmentOffset(view, at) === 0) this.readPorts(view, at + ipv6Fragment.HEADER_LENGTH, end);
  }

  /** TCP, UDP, UDP-Lite and SCTP all begin with their two ports. */
  private readPorts(view: DataView, at: number, end: number): void {
    if (end - at < PORTS_LENGTH || !hasPorts(this.protocol)) return;
    this.sourcePort = sourcePort(view, at);
    this.destinationPort = destinationPort(view, at);
  }
}
