import { expect, it } from 'vitest';
import { otherSignature, tcpSignature, udpSignature } from '../../src/tally/signature.ts';
import { type IpFields, icmp, ipv4, ipv6, type TcpFields, tcp, udp } from '../helpers/frames.ts';

const viewOf = ({ bytes }: { bytes: Uint8Array }): DataView => new DataView(bytes.buffer);
const ofTcp = (ip: IpFields, fields: TcpFields = {}, payload = 9): number =>
  tcpSignature(viewOf(ipv4(ip, tcp(fields, payload))), 0, 20);
const ofUdp = (ip: IpFields, payload: number | Uint8Array): number => {
  const packet = ipv4(ip, udp({}, payload));
  return udpSignature(viewOf(packet), 0, 20, packet.bytes.length - 20);
};
const ofEcho = (rest: number): number =>
  otherSignature(viewOf(ipv4({}, icmp(8, 0, Uint8Array.of(0, 1, 0, rest)))), 0, 20, 8);

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

it('reads only the IP header when nothing stands behind it', () => {
  const view = viewOf({ bytes: ipv4({ id: 3 }, udp({})).bytes.slice(0, 20) });
  expect(udpSignature(view, 0, 20, 0)).toBe(udpSignature(view, 0, 20, 15));
  expect(otherSignature(view, 0, -1, 0)).toBe(otherSignature(view, 0, 20, 7));
});

it('reads the flow label and length of IPv6', () => {
  const view = viewOf(ipv6({}, tcp({}, 4)));
  const before = tcpSignature(view, 0, 40);
  view.setUint8(3, 1);
  expect(tcpSignature(view, 0, 40)).not.toBe(before);
});
