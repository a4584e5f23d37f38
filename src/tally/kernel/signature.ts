/**
 * A number that is equal for one packet seen twice: at two interfaces, or twice at one because a switch reflected it. Left out is what a bridge, router or
 * network card changes on the way: TTL, IP checksum, link layer, and the transport checksum, which senders with checksum offload leave unfinished.
 */
import * as Header from '../../wire/header-layout';
import { K1, K2, mix } from './hash';
import { u16At, u32At } from './memory';

/** Bytes of a UDP header and of what is taken of its payload. */
const UDP_WITH_EIGHT = 16;

/** Of a TCP segment whose header is whole. */
export function tcpSignature(ip: usize, six: bool, tcp: usize): u32 {
  const numbers = mix(u32At(tcp + Header.TCP_SEQUENCE), u32At(tcp + Header.TCP_ACKNOWLEDGMENT) * K2);
  return mix(mix(ipPart(ip, six), numbers), u32At(tcp + Header.TCP_DATA_OFFSET));
}

/** Of a UDP datagram: its length and up to eight bytes of payload. */
export function udpSignature(ip: usize, six: bool, udp: usize, readable: i32): u32 {
  return mix(ipPart(ip, six), readable >= UDP_WITH_EIGHT ? eightBytes(udp + Header.UDP_LENGTH) : 0);
}

/** Of anything else: up to eight bytes behind the IP header; for ICMP that is type, code, checksum, identifier and sequence. */
export function otherSignature(ip: usize, six: bool, payload: usize, readable: i32): u32 {
  const part = ipPart(ip, six);
  return readable < 8 ? part : mix(part, eightBytes(payload));
}

/** IPv4: total length and identification; IPv6: flow label and payload length. */
function ipPart(ip: usize, six: bool): u32 {
  if (six) return (u32At(ip) * K1) ^ u16At(ip + Header.IPV6_PAYLOAD_LENGTH);
  return (u16At(ip + Header.IPV4_TOTAL_LENGTH) * K2) ^ u16At(ip + Header.IPV4_IDENTIFICATION);
}

function eightBytes(at: usize): u32 {
  return mix(u32At(at), u32At(at + 4) * K2);
}
