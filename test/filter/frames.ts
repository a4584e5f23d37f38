/** Frames for the filter's tests, and packets decoded from them. */

import { UDP_PORTS } from '../../src/wire/next.ts';
import { Packet } from '../../src/wire/packet.ts';
import { decode } from '../../src/wire/registry.ts';
import { hex } from '../helpers/hex.ts';

const ETHERNET = 1;

/** A packet that holds the first `captured` bytes of a frame, behind as many foreign bytes as a block may have before it. */
export function decoded(frame: Uint8Array, captured = frame.length, linkType = ETHERNET): Packet {
  const before = 7;
  const packet = new Packet(UDP_PORTS);
  packet.bytes = new Uint8Array(before + frame.length + 9).fill(0xee);
  packet.bytes.set(frame, before);
  packet.view = new DataView(packet.bytes.buffer);
  packet.reset(before, before + captured, frame.length);
  decode(packet, linkType);
  return packet;
}

/** 10.0.0.1:48896 → 10.0.0.2:80. */
export const SYN = hex`
  0242 0a00 0002 0242 0a00 0001 0800   // destination …:02, source …:01
  4500 0028 0001 4000 4006 0000        // total length 40, TTL 64, TCP
  0a00 0001 0a00 0002
  bf00 0050 0123 4567 0000 0000        // ports 48896 and 80
  5002 0123 0000 0000                  // SYN
  0000 0000 0000                       // padding
`;

/** fd00::1:5353 → ff02::fb:5353, UDP, in VLAN 100. */
export const TAGGED_IPV6 = hex`
  3333 0000 00fb 0242 0a00 0003 8100 0064 86dd
  6000 0000 000c 11ff
  fd00 0000 0000 0000 0000 0000 0000 0001
  ff02 0000 0000 0000 0000 0000 0000 00fb
  14e9 14e9 000c 0000 0000 0000        // UDP
`;

/** Who has 10.0.0.9? Tell 10.0.0.1. */
export const ARP = hex`
  ffff ffff ffff 0242 0a00 0001 0806
  0001 0800 0604 0001
  0242 0a00 0001 0a00 0001
  0000 0000 0000 0a00 0009
`;

/** Echo request 192.168.1.5 → 192.168.1.6. */
export const ECHO = hex`
  0242 0a00 0002 0242 0a00 0001 0800
  4500 001c 0001 0000 0101 0000 c0a8 0105 c0a8 0106
  0800 0000 0001 0001
`;

/** A later fragment of UDP, 10.0.0.1 → 10.0.0.2, whose payload looks like ports 53 and 80. */
export const FRAGMENT = hex`
  0242 0a00 0002 0242 0a00 0001 0800
  4500 001c 0001 00b9 4011 0000 0a00 0001 0a00 0002
  0035 0050 0000 0000
`;

/** A frame in VNI 42 between the VTEPs 172.16.0.1 and 172.16.0.2, on VLAN 7. */
export function inVxlan(frame: Uint8Array): Uint8Array {
  const udp = 8 + 8 + frame.length;
  return hex`
    0242 ac10 0002 0242 ac10 0001 8100 0007 0800
    4500 ${(udp + 20) >> 8} ${(udp + 20) & 255} 0001 0000 4011 0000 ac10 0001 ac10 0002
    c000 12b5 ${udp >> 8} ${udp & 255} 0000     // source port 49152, destination port 4789
    0800 0000 0000 2a00
    ${frame}
  `;
}

/** 10.1.0.1 → 10.1.0.2 in IP in IP between 172.16.0.1 and 172.16.0.2, echo reply. */
export const IPIP = hex`
  0242 ac10 0002 0242 ac10 0001 0800
  4500 0030 0001 0000 4004 0000 ac10 0001 ac10 0002
  4500 001c 0001 0000 4001 0000 0a01 0001 0a01 0002
  0000 0000 0001 0001
`;
