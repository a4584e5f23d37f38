import { expect, it } from 'vitest';
import * as Row from '../../src/tally/row-layout.ts';
import { ethernet, type IpFields, icmp, ipv4, ipv6, raw, type TcpFields, tcp, udp } from '../helpers/frames.ts';
import { decoded } from '../wire/decoded.ts';
import { outerRow, rowsOf } from './rows.ts';

const of = (packet: Uint8Array): number => outerRow(packet)[Row.Signature];
const ofTcp = (ip: IpFields, fields: TcpFields = {}, payload = 9): number =>
  of(ethernet(ipv4(ip, tcp(fields, payload))));
const ofUdp = (ip: IpFields, payload: number | Uint8Array): number => of(ethernet(ipv4(ip, udp({}, payload))));
const ofEcho = (rest: number): number => of(ethernet(ipv4({}, icmp(8, 0, Uint8Array.of(0, 1, 0, rest)))));
/** Of a packet of which only the first bytes were captured. */
const ofCut = (packet: Uint8Array, length: number): number =>
  rowsOf(decoded(packet.subarray(0, length), 1, packet.length))[0][Row.Signature];

it('does not see what changes on the way', () => {
  expect(ofTcp({ id: 5, ttl: 63 })).toBe(ofTcp({ id: 5, ttl: 64 }));
  expect(ofUdp({ id: 5, ttl: 63 }, 20)).toBe(ofUdp({ id: 5, ttl: 64 }, 20));
});

it('sees every field that tells two segments apart', () => {
  const all = [
    ofTcp({ id: 5 }),
    ofTcp({ id: 6 }),
    ofTcp({ id: 5 }, { sequence: 2 }),
    ofTcp({ id: 5 }, { acknowledgment: 2 }),
    ofTcp({ id: 5 }, { flags: 2 }),
    ofTcp({ id: 5 }, { window: 999 }),
    ofTcp({ id: 5 }, {}, 10),
  ];
  expect(new Set(all).size).toBe(all.length);
});

it('sees identification, length and the first bytes of a datagram', () => {
  const all = [ofUdp({ id: 5 }, 20), ofUdp({ id: 6 }, 20), ofUdp({ id: 5 }, 21), ofUdp({ id: 5 }, new Uint8Array(20))];
  expect(new Set(all).size).toBe(all.length);
});

it('sees the sequence number of an echo', () => {
  expect(ofEcho(1)).not.toBe(ofEcho(2));
});

it('reads only the IP header when too little stands behind it', () => {
  const datagram = ethernet(ipv4({ id: 3 }, udp({}, 30)));
  expect(ofCut(datagram, 14 + 20 + 8)).toBe(ofCut(datagram, 14 + 20 + 15));
  const other = ethernet(ipv4({ id: 3 }, raw(89, 30)));
  expect(ofCut(other, 14 + 20)).toBe(ofCut(other, 14 + 20 + 7));
  expect(ofCut(other, 14 + 20)).not.toBe(ofCut(ethernet(ipv4({ id: 4 }, raw(89, 30))), 14 + 20));
});

it('reads the flow label and length of IPv6', () => {
  const packet = ethernet(ipv6({}, tcp({}, 4)));
  const before = of(packet);
  packet[14 + 3] = 1;
  expect(of(packet)).not.toBe(before);
});
