import { expect, it } from 'vitest';
import { concat } from '../../helpers/capture-builder.ts';
import { ACK, arp, BROADCAST, ethernet, ipv4, raw, SYN, tcp, u16, u32, udp, vxlan } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, theOne } from '../findings.ts';

const ONE = { vtep: '192.168.0.1', station: '66:00:00:00:00:01', pod: '10.244.0.2' };
const TWO = { vtep: '192.168.0.2', station: '66:00:00:00:00:02', pod: '10.244.1.2' };
const THREE = { vtep: '192.168.0.3', station: '66:00:00:00:00:03', pod: '10.244.2.2' };
const STALE = '66:00:00:00:00:99';
type Node = typeof ONE;

/** What varies in a segment between the pods of two nodes. */
interface Fields {
  to?: string;
  flags?: number;
  ports?: [from: number, to: number];
  ttl?: number;
  vni?: number;
}

let id = 0;
function carried(at: number, from: Node, to: Node, fields: Fields = {}): Sighting {
  const { to: station = to.station, flags = ACK, ports = [40_000, 80], ttl = 63, vni = 1 } = fields;
  const packet = ipv4({ from: from.pod, to: to.pod, ttl, id: ++id }, tcp({ from: ports[0], to: ports[1], flags }));
  return wrapped(at, from, to, vni, ethernet(packet, { from: from.station, to: station }));
}

const wrapped = (at: number, from: Node, to: Node, vni: number, frame: Uint8Array): Sighting => ({
  at,
  bytes: ethernet(ipv4({ from: from.vtep, to: to.vtep }, udp({ from: 5555, to: 8472 }, vxlan(vni, frame)))),
});

/** What both nodes say to one another on a connection of its own, by the right stations. */
const healthy = (from: Node = TWO, to: Node = ONE): Sighting[] => [
  carried(-2, from, to, { flags: SYN, ports: [1, 2] }),
  carried(-1, from, to, { flags: ACK, ports: [1, 2] }),
];
const stale = (count: number, fields: Fields = {}): Sighting[] =>
  Array.from({ length: count }, (_, i) => carried(2 ** i - 1, ONE, TWO, { flags: SYN, to: STALE, ...fields }));

const ids = (frames: readonly Sighting[]): string[] => findingsOf(frames).map((finding) => finding.id);
const ID = 'vtep-mac-mismatch';

it('fires at three frames for a station that nobody has, while the VTEP sends from another', () => {
  const findings = findingsOf([...healthy(), ...stale(3)]);
  const finding = theOne(findings, ID);
  expect(finding).toMatchObject({ severity: 'error', count: 3, confidence: 0.85 });
  expect(finding.subject).toBe(`192.168.0.1 → 192.168.0.2: ${STALE}`);
  expect(finding.summary).toContain(`which sends from ${TWO.station} only`);
  expect(finding.evidence[0]).toMatchObject({ value: 3, frames: [3, 5] });
  expect(finding.displayFilter).toBe(`ip.src == 192.168.0.1 && ip.dst == 192.168.0.2 && eth.dst == ${STALE}`);
  expect(theOne(findings, 'unanswered-flow').evidence[0].fact).toBe('explained by');
});

it('is silent about mirrors, whose ends have none of the stations', () => {
  const outer = 14 + 20 + 8 + 8;
  const header = concat([u32(0x100088be), u32(1), u16(0x1001), u16(5), u32(0)]);
  const mirrored = (by: Node, frame: Sighting): Sighting => {
    const copy = raw(47, concat([header, frame.bytes.subarray(outer)]));
    return { ...frame, bytes: ethernet(ipv4({ from: by.vtep, to: '192.168.0.9', id: ++id }, copy)) };
  };
  const asked = [0, 1, 3].map((at) => carried(at, ONE, TWO, { flags: SYN }));
  const frames = [...healthy().map((one) => mirrored(TWO, one)), ...asked.map((one) => mirrored(ONE, one))];
  expect(ids(frames)).toContain('unanswered-flow');
  expect(ids(frames)).not.toContain(ID);
});

it('is silent at two frames', () => expect(ids([...healthy(), ...stale(2)])).not.toContain(ID));

it('fires when answers go to it: SYNs that are sent again although SYN-ACKs leave', () => {
  const frames = [0, 1, 3].flatMap((at): Sighting[] => [
    carried(at, TWO, ONE, { flags: SYN }),
    carried(at + 0.1, ONE, TWO, { flags: SYN | ACK, ports: [80, 40_000], to: STALE }),
  ]);
  expect(theOne(findingsOf([...healthy(), ...frames]), ID).count).toBe(3);
});

it('is silent when answers that go to it are acknowledged', () => {
  const frames = [0, 1, 3].flatMap((at): Sighting[] => [
    carried(at, TWO, ONE, { flags: SYN }),
    carried(at + 0.1, ONE, TWO, { flags: SYN | ACK, ports: [80, 40_000], to: STALE }),
  ]);
  const acknowledged = [
    carried(4, TWO, ONE, { flags: SYN, ports: [5, 80] }),
    carried(4.1, ONE, TWO, { flags: SYN | ACK, ports: [80, 5], to: STALE }),
    carried(4.2, TWO, ONE, { flags: ACK, ports: [5, 80] }),
  ];
  expect(ids([...healthy(), ...frames, ...acknowledged])).not.toContain(ID);
});

it('fires when the station is known from behind another VTEP', () => {
  const finding = theOne(findingsOf([...healthy(THREE, ONE), ...stale(3, { to: THREE.station })]), ID);
  expect(finding.summary).toContain('which is not where that station is');
  expect(finding.confidence).toBe(0.75);
});

it('is silent when that station moved there after the first of them', () => {
  const later = healthy(THREE, ONE).map((frame, i) => ({ ...frame, at: 20 + i }));
  expect(ids([...stale(3, { to: THREE.station }), ...later])).not.toContain(ID);
});

it('is silent when it is behind this VTEP as well', () => {
  const shared = { ...TWO, station: THREE.station };
  expect(ids([...healthy(THREE, ONE), ...healthy(shared, ONE), ...stale(3, { to: THREE.station })])).not.toContain(ID);
});

it('is silent about the right station, however often nobody answers', () => {
  expect(ids([...healthy(), ...stale(4, { to: TWO.station })])).not.toContain(ID);
});

it('is silent when one of the conversations is answered', () => {
  const other: Sighting[] = [
    carried(9, ONE, TWO, { flags: SYN, to: STALE, ports: [7, 8] }),
    carried(9.1, TWO, ONE, { flags: SYN | ACK, ports: [8, 7] }),
  ];
  expect(ids([...healthy(), ...stale(3), ...other])).not.toContain(ID);
});

it('is silent about a switched network, where the station may be a stopped pod', () => {
  expect(ids([...healthy(), ...stale(3, { ttl: 64 })])).not.toContain(ID);
  const question = wrapped(
    0,
    TWO,
    ONE,
    1,
    ethernet(arp({ fromMac: TWO.station }), { from: TWO.station, to: BROADCAST }),
  );
  expect(ids([...healthy(), question, ...stale(3)])).not.toContain(ID);
  const second = carried(0, { ...TWO, station: '66:00:00:00:00:22', pod: '10.244.1.9' }, ONE, { ports: [3, 4] });
  expect(ids([...healthy(), second, ...stale(3)])).not.toContain(ID);
  const neighbour = carried(0, { ...ONE, station: '66:00:00:00:00:11', pod: '10.244.0.9' }, TWO, { ports: [3, 4] });
  expect(ids([...healthy(), neighbour, ...stale(3)])).not.toContain(ID);
});

it('is silent about a virtual address that stands for every VTEP (Antrea)', () => {
  const VIRTUAL = 'aa:bb:cc:dd:ee:ff';
  const both = [carried(-2, TWO, ONE, { to: VIRTUAL, ports: [3, 4] }), ...stale(3, { to: VIRTUAL })];
  expect(ids(both)).not.toContain(ID);
  expect(ids([...healthy(), ...both])).not.toContain(ID);
  const third = carried(5, THREE, ONE, { flags: SYN, to: VIRTUAL, ports: [5, 6] });
  expect(ids([...healthy(), third, ...stale(3, { to: VIRTUAL })])).not.toContain(ID);
});

it('is silent where nothing shows that VTEPs are reached by the address they send from (Cilium)', () => {
  const own = carried(-2, TWO, ONE, { to: '66:00:00:00:00:77', ports: [1, 2] });
  expect(ids([own, ...stale(3)])).not.toContain(ID);
});

it('is silent when the VTEP was never heard, or only in another network', () => {
  expect(ids(stale(3))).not.toContain(ID);
  const elsewhere = [
    carried(-2, TWO, ONE, { vni: 2, ports: [1, 2] }),
    carried(-1, TWO, ONE, { vni: 2, ports: [1, 2] }),
  ];
  expect(ids([...elsewhere, ...stale(3)])).not.toContain(ID);
});

it('is silent about frames flooded to several VTEPs', () => {
  const flooded = stale(3).map(({ at }): Sighting => carried(at! + 0.0001, ONE, THREE, { flags: SYN, to: STALE }));
  expect(ids([...healthy(), ...stale(3), ...flooded])).not.toContain(ID);
  const known = stale(3, { to: THREE.station });
  const both = known.map(({ at }): Sighting => carried(at! + 0.0001, ONE, THREE, { flags: SYN }));
  expect(ids([...healthy(THREE, ONE), ...known, ...both])).not.toContain(ID);
});
