import { expect, it } from 'vitest';
import { detectAll } from '../../../src/incidents/detect.ts';
import type { Finding } from '../../../src/incidents/finding.ts';
import {
  ACK,
  arp,
  ethernet,
  type IpFields,
  icmp,
  ipv4,
  ipv6,
  SYN,
  sll2,
  type Transport,
  tcp,
} from '../../helpers/frames.ts';
import { observeInputs, type Sighting } from '../../helpers/observe.ts';
import { theOne } from '../findings.ts';

const ID = 'reverse-path-suspect';
const TO_US = 0;
const TO_OTHER = 3;
const FROM_US = 4;
/** Devices of a pod, with its station and the router's on each. */
const ETH0 = { device: 2, own: '0a:00:00:00:00:02', router: '0a:00:00:00:00:f2' };
const NET1 = { device: 3, own: '0a:00:00:00:00:03', router: '0a:00:00:00:00:f3' };
type Device = typeof ETH0;
const CLIENT = '192.168.70.20';
const FIRST = '172.24.0.11';
const SECOND = '172.24.1.11';

let id = 0;
const into = (at: number, { device, router }: Device, fields: IpFields, transport: Transport): Sighting => ({
  at,
  bytes: sll2(ipv4({ ttl: 63, id: ++id, ...fields }, transport), device, TO_US, router),
});
const out = (at: number, { device, own }: Device, fields: IpFields, transport: Transport): Sighting => ({
  at,
  bytes: sll2(ipv4({ id: ++id, ...fields }, transport), device, FROM_US, own),
});
/** A ping and its reply by one device. */
const talk = (at: number, device: Device, local: string, peer = CLIENT, ttl = 63): Sighting[] => [
  into(at, device, { from: peer, to: local, ttl }, icmp(8)),
  out(at + 0.001, device, { from: local, to: peer }, icmp(0)),
];
const claim = (at: number, { device, own }: Device, local: string): Sighting => ({
  at,
  bytes: sll2(arp({ operation: 2, fromMac: own, from: local }), device, FROM_US, own),
});
const syn = (at: number, device = NET1, from = CLIENT, ttl = 63): Sighting =>
  into(at, device, { from, to: SECOND, ttl }, tcp({ flags: SYN }));
const requests = [syn(1), syn(2)];
const byEth0 = talk(0, ETH0, FIRST);
const local = claim(0.5, NET1, SECOND);

const SLL2 = { linkTypes: [276] };
const findingsOf = (...inputs: Sighting[][]): Finding[] => detectAll(observeInputs(inputs, SLL2));
const ids = (...inputs: Sighting[][]): string[] => findingsOf(...inputs).map((finding) => finding.id);

it('suspects the filter when requests vanish at one interface and their sender is reached by another', () => {
  const findings = findingsOf([...byEth0, local, ...requests]);
  const finding = theOne(findings, ID);
  expect(finding).toMatchObject({ severity: 'warning', subject: `${SECOND} at any:3`, count: 2, confidence: 0.5 });
  expect(finding.summary).toBe(
    `2 requests of ${CLIENT} to ${SECOND} came in by any:3 and vanished, while this computer and ${CLIENT} talk by any:2: reverse-path filtering may drop them.`,
  );
  expect(finding.evidence[0]).toMatchObject({ value: 2, frames: [4] });
  expect(finding.evidence[2]).toMatchObject({ value: 1, frames: [1] });
  expect(finding.displayFilter).toBe(`ip.src == ${CLIENT} && ip.dst == ${SECOND}`);
  expect(theOne(findings, 'unanswered-flow').severity).toBe('error');
});

it('is surer when the address answers others at this interface, and by this port', () => {
  const neighbour = '172.24.1.30';
  const ping = talk(0.6, NET1, SECOND, neighbour, 64);
  expect(theOne(findingsOf([...byEth0, ...ping, ...requests]), ID).confidence).toBe(0.6);
  const served = [
    into(0.6, NET1, { from: neighbour, to: SECOND, ttl: 64 }, tcp({ flags: SYN })),
    out(0.7, NET1, { from: SECOND, to: neighbour }, tcp({ from: 80, to: 40_000, flags: SYN | ACK })),
  ];
  expect(theOne(findingsOf([...byEth0, ...served, ...requests]), ID).confidence).toBe(0.7);
});

it('takes another host of the sender’s network for the sender when both are behind routers', () => {
  const beside = talk(0, ETH0, FIRST, '192.168.70.99');
  expect(ids([...beside, local, ...requests])).toContain(ID);
  expect(ids([...talk(0, ETH0, FIRST, '192.168.71.20'), local, ...requests])).not.toContain(ID);
  expect(ids([...talk(0, ETH0, FIRST, '192.168.70.99', 64), local, ...requests])).not.toContain(ID);
  // Pods of one node: neighbours in one network, each on a device of its own.
  expect(ids([...beside, local, syn(1, NET1, CLIENT, 64), syn(2, NET1, CLIENT, 64)])).not.toContain(ID);
});

const passingBy = ({ at, bytes }: Sighting): Sighting => ({
  at: at!,
  bytes: sll2({ etherType: 0x0800, bytes: bytes.slice(20) }, NET1.device, TO_OTHER, NET1.router),
});
const SYN_ACK = tcp({ from: 80, to: 40_000, flags: SYN | ACK });
it.each([
  ['at a single SYN', [...byEth0, local, syn(1)]],
  ['about requests to other hosts that pass by', [...byEth0, local, ...requests.map(passingBy)]],
  [
    'when the way back is not the way there either',
    [byEth0[1], into(0, NET1, { from: CLIENT, to: FIRST }, icmp(8)), local, ...requests],
  ],
  [
    'when only others claim the address',
    [
      ...byEth0,
      {
        at: 0.5,
        bytes: sll2(arp({ operation: 2, fromMac: NET1.router, from: SECOND }), NET1.device, TO_US, NET1.router),
      },
      into(0.6, ETH0, { from: SECOND, to: FIRST }, icmp(8)),
      ...requests,
    ],
  ],
  [
    'when the sender is answered at the same interface too: a silent server',
    [...byEth0, ...talk(0.6, NET1, SECOND), ...requests],
  ],
  ['when nothing is known of a way back', [local, ...requests]],
  ['when the other way was never answered', [out(0, ETH0, { from: FIRST, to: CLIENT }, icmp(8)), local, ...requests]],
  ['when the address is not seen to be this computer’s', [...byEth0, ...requests]],
  [
    'when the answer leaves by the other interface: asymmetric-routing',
    [...byEth0, local, ...requests, out(2.1, ETH0, { from: SECOND, to: CLIENT }, SYN_ACK)],
  ],
  [
    'when the packets are passed on',
    [
      ...byEth0,
      local,
      ...requests.flatMap((request): Sighting[] => {
        const bytes = request.bytes.slice();
        const forwarded = sll2({ etherType: 0x0800, bytes: bytes.slice(20) }, ETH0.device, FROM_US, ETH0.own);
        return [request, { at: request.at! + 0.0001, bytes: forwarded }];
      }),
    ],
  ],
  [
    'when the other interface has the same station: a VLAN or bridge of it',
    [...talk(0, { ...ETH0, own: NET1.own }, FIRST), local, ...requests],
  ],
])('is silent %s', (_, frames) => expect(ids(frames)).not.toContain(ID));

it('is silent about rotated files, in each of which the same device has another number', () => {
  expect(ids(talk(0, NET1, SECOND), [local, ...requests])).not.toContain(ID);
  expect(ids(byEth0, [local, ...requests])).not.toContain(ID);
  const again = talk(0, ETH0, '172.24.0.12');
  expect(ids([...again, local, ...requests])).toContain(ID);
  expect(ids(talk(0, NET1, SECOND), [...again, local, ...requests])).not.toContain(ID);
});

it('is silent where one device is captured, and about IPv6', () => {
  const bare = requests.map(
    ({ at, bytes }): Sighting => ({
      at: at!,
      bytes: ethernet({ etherType: 0x0800, bytes: bytes.slice(20) }),
    }),
  );
  expect(detectAll(observeInputs([bare])).map((finding) => finding.id)).toEqual(['unanswered-flow']);
  const six = [1, 2].map(
    (at): Sighting => ({
      at,
      bytes: sll2(ipv6({ ttl: 63 }, tcp({ flags: SYN })), NET1.device, TO_US, NET1.router),
    }),
  );
  const back: Sighting[] = [
    { at: 0, bytes: sll2(ipv6({ ttl: 63 }, icmp(128, 0, 4, 58)), ETH0.device, TO_US, ETH0.router) },
    {
      at: 0.1,
      bytes: sll2(ipv6({ from: 'fd00::2', to: 'fd00::1' }, icmp(129, 0, 4, 58)), ETH0.device, FROM_US, ETH0.own),
    },
  ];
  expect(ids([...back, ...six])).not.toContain(ID);
});
