import { expect, it } from 'vitest';
import { detectAll } from '../../../src/incidents/detect.ts';
import { arp, BROADCAST, ethernet, icmp, ipv4, mss, SYN, sll2, tcp, vlan } from '../../helpers/frames.ts';
import { observeFrames, type Sighting } from '../../helpers/observe.ts';
import { findingsOf, theOne } from '../findings.ts';

const ID = 'cloud-mac-filter';

interface Host {
  mac: string;
  ip: string;
}
const NODE: Host = { mac: '00:50:56:00:00:01', ip: '10.0.0.1' };
const GATEWAY: Host = { mac: '00:1b:21:00:00:fe', ip: '10.0.0.254' };
const SERVER: Host = { mac: '00:1b:21:00:00:09', ip: '10.0.0.9' };
const POD: Host = { mac: '3a:00:00:00:00:02', ip: '10.0.0.2' };
const OTHER: Host = { mac: '5e:00:00:00:00:03', ip: '10.0.0.3' };

let id = 0;
const ask = (at: number, asker: Host, target: Host): Sighting => ({
  at,
  bytes: ethernet(arp({ fromMac: asker.mac, from: asker.ip, to: target.ip }), { from: asker.mac, to: BROADCAST }),
});
const answer = (at: number, asker: Host, target: Host): Sighting => ({
  at,
  bytes: ethernet(arp({ operation: 2, fromMac: target.mac, from: target.ip, toMac: asker.mac, to: asker.ip }), {
    from: target.mac,
    to: asker.mac,
  }),
});
/** A ping or its reply. */
const packet = (
  at: number,
  from: Host,
  to: Host,
  type = 8,
  fields: { to?: string; from?: string; ttl?: number } = {},
): Sighting => ({
  at,
  bytes: ethernet(ipv4({ from: from.ip, to: to.ip, id: ++id, ...fields }, icmp(type)), { from: from.mac, to: to.mac }),
});
const resolved = (at: number, asker: Host, target: Host): Sighting[] => [
  ask(at, asker, target),
  answer(at + 0.001, asker, target),
];
const plea = (asker: Host, target: Host, questions = 3): Sighting[] =>
  Array.from({ length: questions }, (_, i) => ask(10 + i, asker, target));

const control = resolved(0, NODE, GATEWAY);
const two = [...plea(POD, GATEWAY), ...plea(OTHER, GATEWAY)];
const ids = (frames: readonly Sighting[], options = {}): string[] =>
  findingsOf(frames, options).map((finding) => finding.id);

it('fires when two pods ask in vain for what answers the card beside them', () => {
  const findings = findingsOf([...control, ...two]);
  const finding = theOne(findings, ID);
  expect(finding).toMatchObject({ severity: 'error', count: 6, confidence: 0.55 });
  expect(finding.subject).toBe(`2 pod stations beside ${NODE.mac}`);
  expect(finding.summary).toContain(`Nothing from outside reaches ${POD.mac}, ${OTHER.mac}, while 10.0.0.254`);
  expect(finding.evidence[0]).toMatchObject({ value: 6, unit: 'questions', frames: [3, 5, 6, 8] });
  expect(finding.evidence[1].frames).toEqual([1]);
  expect(finding.displayFilter).toBe('(arp.dst.proto_ipv4 == 10.0.0.254 || arp.src.proto_ipv4 == 10.0.0.254)');
  expect(finding.alternatives[0]).toContain('their own node');
  expect(theOne(findings, 'arp-unanswered').evidence[0].fact).toBe('explained by');
  expect(finding.next.command).toBe(`tcpdump -eni IFACE ether host ${POD.mac}`);
});

it('is silent under a filter, which may have left out what a pod hears', () => {
  const filter = { keeps: () => true, text: 'arp' };
  const found = detectAll(observeFrames([...control, ...two], { filter })).map((finding) => finding.id);
  expect(found).toContain('arp-unanswered');
  expect(found).not.toContain(ID);
});

it('takes a conversation of the card for an answer as well', () => {
  const talk = [packet(0, NODE, GATEWAY), packet(0.1, GATEWAY, NODE, 0), answer(1, SERVER, GATEWAY)];
  expect(ids([...talk, ...two])).toContain(ID);
  expect(ids([talk[0], talk[2], ...two])).not.toContain(ID);
});

it.each([
  [
    'a router',
    [packet(1, NODE, GATEWAY, 8, { to: '1.1.1.1' }), packet(1.1, GATEWAY, NODE, 0, { from: '1.1.1.1', ttl: 57 })],
  ],
  ['not the only one that does not answer', [...resolved(2, NODE, SERVER), ...plea(POD, SERVER)]],
  ['heard by the pod, and not the other way round', [0, 1, 2].flatMap((i) => resolved(20 + i, GATEWAY, POD))],
])('is surer, and says it of a single pod too, when the target is %s', (_, frames) => {
  const finding = theOne(findingsOf([...control, ...plea(POD, GATEWAY), ...frames]), ID);
  expect(finding).toMatchObject({ severity: 'error', confidence: 0.75 });
  expect(finding.subject).toContain('1 pod station ');
  expect(finding.alternatives[0]).not.toContain('their own node');
});

/** The same frame in the capture of all devices of a host's computer, which sends for pods as well. */
const cooked =
  (own: Host) =>
  ({ at, bytes }: Sighting): Sighting => {
    const from = [...bytes.subarray(6, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join(':');
    const type = [own.mac, POD.mac].includes(from) ? 4 : 0;
    return { at: at!, bytes: sll2({ etherType: (bytes[12] << 8) | bytes[13], bytes: bytes.slice(14) }, 2, type, from) };
  };

it('is surer when the capture of all devices shows whose card it is', () => {
  const frames = [...control, ...plea(POD, GATEWAY)];
  const SLL2 = { linkTypes: [276] };
  expect(theOne(findingsOf(frames.map(cooked(NODE)), SLL2), ID).confidence).toBe(0.75);
  expect(ids(frames.map(cooked(GATEWAY)), SLL2)).not.toContain(ID);
  const atHome = [packet(5, NODE, POD), packet(5.1, POD, NODE, 0)];
  expect(ids([...frames, ...atHome].map(cooked(NODE)), SLL2)).toContain(ID);
});

it('is silent about one pod that asks for one neighbour: its own node, perhaps', () => {
  expect(ids([...control, ...plea(POD, GATEWAY)])).not.toContain(ID);
});

it.each([
  ['at two questions', [...control, ...plea(POD, GATEWAY, 2), ...plea(OTHER, GATEWAY, 2)]],
  ['when the card is not answered either', [ask(0, NODE, GATEWAY), answer(5, SERVER, GATEWAY), ...two]],
  ['about a physical network', [...resolved(0, { ...NODE, mac: '00:1b:21:00:00:01' }, GATEWAY), ...two]],
  ['when the target is off', [...resolved(0, NODE, SERVER), ...two]],
  ['when one pod is answered', [...control, ...two, ...resolved(5, POD, SERVER)]],
  ['when a packet from outside reaches a pod', [...control, ...two, packet(5, SERVER, OTHER)]],
  [
    'when they ask too seldom to be in need',
    [...control, ...[POD, OTHER].flatMap((pod) => [10, 40, 70].map((at) => ask(at, pod, GATEWAY)))],
  ],
  [
    'about cards that ask in vain',
    [...control, ...[1, 2].flatMap((i) => plea({ mac: `00:1b:21:00:01:0${i}`, ip: `10.0.1.${i}` }, GATEWAY))],
  ],
  [
    'about one pod that is asked now and then',
    [...control, ...plea(POD, GATEWAY), ...[20, 30, 40].flatMap((at) => resolved(at, GATEWAY, POD))],
  ],
  [
    'when it is answered in another VLAN only',
    [
      ...control.map(
        ({ at, bytes }): Sighting => ({
          at: at!,
          bytes: ethernet(vlan(7, { etherType: 0x0806, bytes: bytes.slice(14) }), { from: NODE.mac }),
        }),
      ),
      ...two,
    ],
  ],
])('is silent %s', (_, frames) => expect(ids(frames)).not.toContain(ID));

it('is not silenced by pods of one node that reach each other', () => {
  const siblings = [...resolved(3, POD, OTHER), packet(4, POD, OTHER), packet(4.1, OTHER, POD, 0)];
  expect(ids([...control, ...two, ...siblings])).toContain(ID);
});

it('counts only what answers the card', () => {
  const finding = theOne(findingsOf([...control, ...two, ...plea(POD, { mac: '', ip: '10.0.0.99' })]), ID);
  expect(finding.evidence[0].value).toBe(6);
});

it('takes the owner of the address for no pod, whatever its station looks like', () => {
  const target: Host = { ...GATEWAY, mac: '3e:00:00:00:00:fe' };
  const frames = [...resolved(0, NODE, target), packet(1, NODE, target), packet(1.1, target, NODE, 0)];
  expect(ids([...frames, ...plea(POD, target), ...plea(OTHER, target)])).toContain(ID);
});

it('counts pods that send without asking', () => {
  const pings = [0, 1, 2].map((i) => packet(15 + i, OTHER, GATEWAY));
  const finding = theOne(findingsOf([...control, ...plea(POD, GATEWAY), ...pings]), ID);
  expect(finding.subject).toContain('2 pod stations ');
  expect(finding.evidence.find(({ fact }) => fact.startsWith('other requests'))).toMatchObject({ value: 1 });
});

const AWS: Host = { mac: '06:00:00:00:00:01', ip: '10.0.0.1' };
const AWS_GATEWAY: Host = { mac: '06:00:00:00:00:fe', ip: '10.0.0.254' };
const jumbo = (at: number, size = 8961): Sighting => ({
  at,
  bytes: ethernet(ipv4({ from: AWS.ip, to: '10.0.7.7' }, tcp({ flags: SYN, options: mss(size) })), {
    from: AWS.mac,
    to: AWS_GATEWAY.mac,
  }),
});
const onAws = [...resolved(0, AWS, AWS_GATEWAY), ...plea(POD, AWS_GATEWAY)];

it('knows AWS by its MTU, where cards look like pods', () => {
  const finding = theOne(findingsOf([...onAws, jumbo(1)]), ID);
  expect(finding).toMatchObject({ severity: 'error', count: 3, confidence: 0.75 });
  expect(finding.summary).toContain('(AWS)');
  expect(ids([...onAws, jumbo(1, 8960)])).not.toContain(ID);
  expect(ids([...onAws, jumbo(1), packet(9, { mac: '0e:00:00:00:00:77', ip: '10.0.0.7' }, POD)])).not.toContain(ID);
});

it('knows a cloud by its metadata service, when that answers', () => {
  const metadata = { from: '169.254.169.254' };
  const asked: Sighting = packet(1, AWS, AWS_GATEWAY, 8, { to: metadata.from });
  const other = [
    packet(2, AWS, AWS_GATEWAY, 8, { to: '10.9.9.9' }),
    packet(2.1, AWS_GATEWAY, AWS, 0, { from: '10.9.9.9' }),
  ];
  expect(ids([...onAws, ...other, asked])).not.toContain(ID);
  const finding = theOne(findingsOf([...onAws, asked, packet(1.1, AWS_GATEWAY, AWS, 0, metadata)]), ID);
  expect(finding.summary).toContain('(a cloud)');
});

it('knows Azure by its gateway', () => {
  const card: Host = { ...NODE, mac: '00:1b:21:00:00:01' };
  const azure: Host = { ...GATEWAY, mac: '12:34:56:78:9a:bc' };
  const frames = [...resolved(0, card, azure), ...plea(POD, azure), ...plea(OTHER, azure)];
  expect(theOne(findingsOf(frames), ID).summary).toContain('(Azure)');
  const podHeard = [...resolved(0, OTHER, azure), ...plea(POD, azure)];
  expect(ids(podHeard)).not.toContain(ID);
});
