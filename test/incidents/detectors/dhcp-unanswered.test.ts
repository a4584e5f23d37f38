import { expect, it } from 'vitest';
import { parseIpv4, parseMac } from '../../../src/base/addresses.ts';
import { DhcpType } from '../../../src/tally/dhcp-exchange.ts';
import { concat } from '../../helpers/capture-builder.ts';
import { BROADCAST, ethernet, ipv4, MAC_A, MAC_B, u32, udp } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, idsOf, theOne } from '../findings.ts';

const SERVER = '10.0.0.250';
const address = (text: string): Uint8Array => u32(parseIpv4(text)!);
const option = (code: number, data: Uint8Array): Uint8Array => concat([Uint8Array.of(code, data.length), data]);

const message = (operation: number, xid: number, type: number, server: string | null): Uint8Array =>
  concat([
    Uint8Array.of(operation, 1, 6, 0),
    u32(xid),
    new Uint8Array(20),
    parseMac(MAC_A)!,
    new Uint8Array(202),
    u32(0x63825363),
    option(53, Uint8Array.of(type)),
    server === null ? new Uint8Array(0) : option(54, address(server)),
    Uint8Array.of(255),
  ]);

/** From the pod by broadcast. */
const asked = (at: number, type: number, xid = 1, server: string | null = null): Sighting => ({
  at,
  bytes: ethernet(
    ipv4({ from: '0.0.0.0', to: '255.255.255.255' }, udp({ from: 68, to: 67 }, message(1, xid, type, server))),
    { from: MAC_A, to: BROADCAST },
  ),
});
const replied = (at: number, type: number, xid = 1): Sighting => ({
  at,
  bytes: ethernet(ipv4({ from: SERVER, to: '10.0.0.9' }, udp({ from: 67, to: 68 }, message(2, xid, type, SERVER))), {
    from: MAC_B,
    to: MAC_A,
  }),
});
/** The capture goes on. */
const later: Sighting = {
  at: 100,
  bytes: ethernet(ipv4({ from: '10.0.0.7', to: '10.0.0.8' }, udp({})), { from: MAC_B, to: MAC_A }),
};
const unheard = [0, 4, 12].map((at) => asked(at, DhcpType.Discover));

it('fires at a client that asks again and again', () => {
  const finding = theOne(findingsOf([...unheard, later]), 'dhcp-unanswered');
  expect(finding).toMatchObject({ severity: 'warning', subject: MAC_A, count: 3 });
  expect(finding.summary).toBe(
    `${MAC_A} asked 3 times for an address, and 3 of the questions were not answered: no DHCP server answered this client.`,
  );
});

it('tells of a client that is answered later by how many of its questions', () => {
  const lease = [
    asked(30, DhcpType.Discover, 2),
    replied(30.1, DhcpType.Offer, 2),
    asked(30.2, DhcpType.Request, 2, SERVER),
    replied(30.3, DhcpType.Ack, 2),
  ];
  const finding = theOne(findingsOf([...unheard, ...lease, later]), 'dhcp-unanswered');
  expect(finding.summary).toBe(`${MAC_A} asked 5 times for an address, and 3 of the questions were not answered.`);
  expect(finding.evidence).toContainEqual(
    expect.objectContaining({ fact: 'servers that answered other questions', value: SERVER }),
  );
});

it.each([
  ['names the server of an offer', [asked(0, DhcpType.Discover), asked(0.2, DhcpType.Request, 1, SERVER)]],
  [
    'declines what it was given, twice',
    [0, 10].flatMap((at) => [
      asked(at, DhcpType.Discover),
      asked(at + 1, DhcpType.Request, 1, SERVER),
      asked(at + 2, DhcpType.Decline, 1, SERVER),
    ]),
  ],
  ['asks for its old address once at each start', [asked(0, DhcpType.Request, 1), asked(60, DhcpType.Request, 2)]],
  [
    'asks twice before a slow server offers',
    [asked(0, DhcpType.Discover), asked(4, DhcpType.Discover), asked(8, DhcpType.Discover), replied(9, DhcpType.Offer)],
  ],
])('is silent about a client that %s', (_, frames) => {
  expect(idsOf([...frames, later])).not.toContain('dhcp-unanswered');
});

it('fires at a client whose choice nobody acknowledges', () => {
  const choice = [1, 5, 13].map((at) => asked(at, DhcpType.Request, 1, SERVER));
  const frames = [asked(0, DhcpType.Discover), replied(0.5, DhcpType.Offer), ...choice, later];
  const finding = theOne(findingsOf(frames), 'dhcp-unanswered');
  expect(finding.summary).toBe(`${MAC_A} asked 4 times for an address, and 2 of the questions were not answered.`);
  expect(finding.evidence[0].frames).toEqual([3, 4]);
});
