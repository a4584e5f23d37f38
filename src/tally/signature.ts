/**
 * A number that is equal for one packet seen twice: at two interfaces, or twice at one because a switch reflected it. Left out is what a bridge, router or
 * network card changes on the way: TTL, IP checksum, link layer, and the transport checksum, which senders with checksum offload leave unfinished.
 */
import { IDENTIFICATION } from '../wire/ipv4.ts';
import { ACKNOWLEDGMENT, FLAGS, SEQUENCE } from '../wire/tcp.ts';

const K1 = 0x9e3779b1;
const K2 = 0x85ebca6b;
/** The first word of an IPv6 header differs from IPv4's in its leading nibble alone; its bytes 4 to 7 hold length and next header. */
const IPV6 = 6;

/** IPv4: total length and identification; IPv6: flow label and payload length. */
function ipPart(view: DataView, ip: number): number {
  if (view.getUint8(ip) >> 4 === IPV6) return Math.imul(view.getInt32(ip), K1) ^ view.getUint16(ip + 4);
  return Math.imul(view.getUint16(ip + 2), K2) ^ view.getUint16(ip + IDENTIFICATION);
}

const mix = (a: number, b: number): number => {
  const mixed = Math.imul(a ^ b, K1);
  return mixed ^ (mixed >>> 15);
};

/** Of a TCP segment whose header is whole. */
export function tcpSignature(view: DataView, ip: number, tcp: number): number {
  const numbers = mix(view.getInt32(tcp + SEQUENCE), Math.imul(view.getInt32(tcp + ACKNOWLEDGMENT), K2));
  return mix(mix(ipPart(view, ip), numbers), view.getInt32(tcp + FLAGS - 1));
}

/** Of a UDP datagram: its length and up to eight bytes of payload. */
export function udpSignature(view: DataView, ip: number, udp: number, readable: number): number {
  const payload = readable >= 16 ? mix(view.getInt32(udp + 8), Math.imul(view.getInt32(udp + 12), K2)) : 0;
  return mix(ipPart(view, ip), payload);
}

/** Of anything else: up to eight bytes behind the IP header; for ICMP that is type, code, checksum, identifier and sequence. */
export function otherSignature(view: DataView, ip: number, payload: number, readable: number): number {
  return readable < 8
    ? ipPart(view, ip)
    : mix(ipPart(view, ip), mix(view.getInt32(payload), Math.imul(view.getInt32(payload + 4), K2)));
}
