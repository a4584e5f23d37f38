import { expect, it } from 'vitest';
import { parseIpv6 } from '../../../src/base/addresses.ts';
import { concat } from '../../helpers/capture-builder.ts';
import { arp, BROADCAST, ethernet, icmp, ipv4, ipv6, MAC_A, MAC_B, sll2, vlan } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, idsOf, theOne } from '../findings.ts';

const ID = 'duplicate-mac';
const TARGET = 'fe80::ff:fe00:a';
const SLL2 = { linkTypes: [276] };
const TO_US = 0;
const BROADCAST_TYPE = 1;
const TO_OTHER = 3;
const FROM_US = 4;

const neighbour = (type: number, flags: number, from: string, station: string, to: string): Uint8Array =>
  ethernet(
    ipv6({ from, to, ttl: 255 }, icmp(type, 0, concat([Uint8Array.of(flags, 0, 0, 0), parseIpv6(TARGET)!]), 58)),
    { from: station, to: '33:33:00:00:00:01' },
  );
const test = (at: number): Sighting => ({ at, bytes: neighbour(135, 0, '::', MAC_A, 'ff02::1:ff00:a') });
const defence = (at: number, station = MAC_A): Sighting => ({
  at,
  bytes: neighbour(136, 0x20, TARGET, station, 'ff02::1'),
});

it('fires when duplicate address detection is answered from the station’s own address', () => {
  const finding = theOne(findingsOf([test(0), defence(0.001)]), ID);
  expect(finding).toMatchObject({ severity: 'warning', subject: MAC_A, count: 1, confidence: 0.8 });
  expect(finding.summary).toBe(
    `${MAC_A} tested whether ${TARGET} is free and was answered from its own address: another host has this address.`,
  );
  expect(finding.evidence.map(({ frames }) => frames)).toEqual([[1], [2]]);
  expect(finding.displayFilter).toBe(`eth.addr == ${MAC_A} || sll.src.eth == ${MAC_A}`);
});

it('is silent when the answer comes as late as the announcement after a test', () => {
  expect(idsOf([test(0), defence(0.501)])).not.toContain(ID);
});

it('is silent about another station: an address that two have is no station that two have', () => {
  expect(idsOf([test(0), defence(0.001, MAC_B)])).toEqual(['ipv6-dad-failure']);
});

const probe = (at: number, station = MAC_A): Sighting => ({
  at,
  bytes: ethernet(arp({ fromMac: station, from: '0.0.0.0', to: '10.0.0.5' }), { from: station, to: BROADCAST }),
});
const reply = (at: number, station = MAC_A): Sighting => ({
  at,
  bytes: ethernet(arp({ operation: 2, fromMac: station, from: '10.0.0.5', to: '0.0.0.0' }), { from: station }),
});

it('fires for an ARP probe as well, and names the VLAN', () => {
  expect(theOne(findingsOf([probe(0), reply(0.1)]), ID).count).toBe(1);
  const tagged = [probe(0), reply(0.1)].map(({ at, bytes }): Sighting => {
    const network = { etherType: 0x0806, bytes: bytes.subarray(14) };
    return { at: at!, bytes: ethernet(vlan(7, network)) };
  });
  expect(theOne(findingsOf(tagged), ID).summary).toContain('in vlan 7');
});

it('is silent about virtual routers, which share their address on purpose', () => {
  const VIRTUAL = '00:00:5e:00:01:07';
  expect(idsOf([probe(0, VIRTUAL), reply(0.1, VIRTUAL)])).not.toContain(ID);
});

it('is silent about many addresses behind one station: ipvlan, a router', () => {
  const addresses = ['10.0.0.2', '10.0.0.3', '10.0.0.4'];
  const claims = addresses.map((from, at): Sighting => ({ at, bytes: ethernet(arp({ operation: 2, from })) }));
  const packets = addresses.map((from, at): Sighting => ({ at, bytes: ethernet(ipv4({ from }, icmp(8))) }));
  expect(idsOf([...claims, ...packets])).not.toContain(ID);
});

/** The capture of all devices of a computer with MAC_A at 10.0.0.1. */
const spoken = (at: number, from: string, type: number, station = MAC_A): Sighting => ({
  at,
  bytes: sll2(arp({ fromMac: station, from, to: '10.0.0.254' }), 2, type, station),
});
const own = spoken(0, '10.0.0.1', FROM_US);
const arrivals = (count: number): Sighting[] =>
  Array.from({ length: count }, (_, i) => spoken(i + 1, '10.0.0.7', BROADCAST_TYPE));
const delivered = (count: number, type = TO_US, to = '10.0.0.7'): Sighting[] =>
  Array.from({ length: count }, (_, i) => ({
    at: i + 1.5,
    bytes: sll2(ipv4({ from: '10.0.0.9', to, id: i + 1 }, icmp(8, 0, Uint8Array.of(0, 1, 0, i))), 2, type, MAC_B),
  }));

it('fires when the computer’s own station comes in from outside and packets for the other host come here', () => {
  const finding = theOne(findingsOf([own, ...arrivals(3), ...delivered(3)], SLL2), ID);
  expect(finding).toMatchObject({ severity: 'error', subject: MAC_A, count: 3, confidence: 0.9 });
  expect(finding.evidence[0]).toMatchObject({ value: 3, frames: [2, 4] });
  expect(finding.evidence[1]).toMatchObject({ value: 3, frames: [5] });
});

it.each([
  ['at two of its ARP messages', [own, ...arrivals(2), ...delivered(3)]],
  ['at two packets for it', [own, ...arrivals(3), ...delivered(2)]],
  ['when packets for it only pass by', [own, ...arrivals(3), ...delivered(3, TO_OTHER)]],
  ['when packets for it never come here: pods of one ipvlan master', [own, ...arrivals(3)]],
  [
    'when the address leaves here as well: a reflection',
    [own, spoken(0.5, '10.0.0.7', FROM_US), ...arrivals(3), ...delivered(3)],
  ],
  ['when this computer never sent from the station', [...arrivals(3), ...delivered(3)]],
  [
    'when packets leave here from the address: a router or a bridge',
    [
      own,
      ...arrivals(3),
      ...delivered(3),
      { at: 9, bytes: sll2(ipv4({ from: '10.0.0.7', to: '10.0.0.9' }, icmp(0)), 2, FROM_US) },
    ],
  ],
])('is silent %s', (_, frames) => expect(idsOf(frames, SLL2)).not.toContain(ID));
