import { expect, it } from 'vitest';
import { parseIpv6 } from '../../../src/base/addresses.ts';
import { concat } from '../../helpers/capture-builder.ts';
import {
  arp,
  BROADCAST,
  ethernet,
  icmp,
  ipv4,
  ipv6,
  MAC_A,
  MAC_B,
  SYN,
  sll2,
  tcp,
  vlan,
} from '../../helpers/frames.ts';
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

/** A host at an address that speaks for itself by ARP and by IP. */
const speaker = (from: string, ttl: number, packets = 3): Sighting[] => [
  { at: 0, bytes: ethernet(arp({ operation: 2, from }), { from: MAC_A }) },
  ...Array.from({ length: packets }, (_, i): Sighting => {
    const message = icmp(0, 0, Uint8Array.of(0, 1, 0, i));
    return { at: i / 10, bytes: ethernet(ipv4({ from, to: '10.0.0.9', ttl, id: i + 1 }, message), { from: MAC_A }) };
  }),
];
const unanswered = (to: string): Sighting[] =>
  [0, 1].map((at) => ({ at, bytes: ethernet(ipv4({ from: '10.0.0.9', to, id: 50 + at }, tcp({ flags: SYN })), back) }));
const back = { from: MAC_B, to: MAC_A };

it('informs of one station with the TTLs of two systems, and warns when requests to it stay unanswered', () => {
  const both = [...speaker('10.0.0.2', 64), ...speaker('10.0.0.3', 128)];
  const finding = theOne(findingsOf(both), ID);
  expect(finding).toMatchObject({ severity: 'info', subject: MAC_A, confidence: 0.45 });
  expect(finding.summary).toBe(
    `${MAC_A} sends from 10.0.0.2 with a TTL of 64 and from 10.0.0.3 with a TTL of 128: another host may have this address.`,
  );
  expect(finding.evidence.map(({ frames }) => frames)).toEqual([
    [1, 2],
    [5, 6],
  ]);
  expect(theOne(findingsOf([...both, ...unanswered('10.0.0.3')]), ID)).toMatchObject({ severity: 'warning' });
  expect(theOne(findingsOf([...both, ...unanswered('10.0.0.4')]), ID)).toMatchObject({ severity: 'info' });
});

it.each([
  ['at two packets', speaker('10.0.0.3', 128, 2)],
  ['when the TTLs are those of one system', speaker('10.0.0.3', 64)],
  ['when a router lowered one', speaker('10.0.0.3', 127)],
  ['when one is of an appliance', speaker('10.0.0.3', 255)],
  ['when the address is not its own', speaker('10.0.0.3', 128).slice(1)],
  ['when one address has both', [...speaker('10.0.0.3', 128), ...speaker('10.0.0.3', 64).map(later)]],
])('gives no hint %s', (_, frames) => {
  expect(findingsOf([...speaker('10.0.0.2', 64), ...frames]).map(({ id }) => id)).not.toContain(ID);
});

it('gives no hint when the other address has both, and none about a neighbour', () => {
  const mixed = [...speaker('10.0.0.2', 64), ...speaker('10.0.0.2', 128).map(later), ...speaker('10.0.0.3', 128)];
  expect(findingsOf(mixed).map(({ id }) => id)).not.toContain(ID);
  const neighbour = speaker('10.0.0.4', 64).map(({ at, bytes }): Sighting => {
    const other = Uint8Array.from(
      Buffer.from(Buffer.from(bytes).toString('hex').replaceAll('02000000000a', '02000000000c'), 'hex'),
    );
    return { at: at!, bytes: other };
  });
  expect(findingsOf([...speaker('10.0.0.3', 128), ...neighbour]).map(({ id }) => id)).not.toContain(ID);
});

function later({ at, bytes }: Sighting): Sighting {
  const copy = bytes.slice();
  // Another flow: TTLs are those of the first packets.
  if (copy[12] === 8 && copy[13] === 0) copy[14 + 19] = 8;
  return { at: at! + 5, bytes: copy };
}

it('leaves a station that comes in by two ports of this computer to mac-flapping', () => {
  const cooked = (frames: Sighting[], device: number): Sighting[] =>
    frames.map(({ at, bytes }) => {
      const etherType = (bytes[12] << 8) | bytes[13];
      return { at: at! + device, bytes: sll2({ etherType, bytes: bytes.slice(14) }, device, TO_OTHER) };
    });
  const both = [...cooked(speaker('10.0.0.2', 64), 2), ...cooked(speaker('10.0.0.3', 128), 3)];
  const flaps = [2, 3, 2, 3].map(
    (device, i): Sighting => ({
      at: 10 + i,
      bytes: sll2(arp({ from: '10.0.0.2', to: `10.0.1.${i}` }), device, BROADCAST_TYPE),
    }),
  );
  expect(findingsOf(both, SLL2).map(({ id }) => id)).toContain(ID);
  const ids = findingsOf([...both, ...flaps], SLL2).map(({ id }) => id);
  expect(ids).toContain('mac-flapping');
  expect(ids).not.toContain(ID);
});
