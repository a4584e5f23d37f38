import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { run } from '../../../src/engine/run.ts';
import { concat } from '../../helpers/capture-builder.ts';
import {
  arp,
  BROADCAST,
  ethernet,
  geneve,
  icmp,
  ipv4,
  ipv6,
  raw,
  tcp,
  udp,
  vlan,
  vxlan,
} from '../../helpers/frames.ts';
import { analysisOf, observeFrames, type Sighting } from '../../helpers/observe.ts';
import { problems } from '../validate.ts';

const LAB = fileURLToPath(new URL('../../../../shared/captures/', import.meta.url));
/** Captures of the lab that are looked at: every seventh or so. */
const LAB_SAMPLE = 25;

const inner = ethernet(vlan(30, ipv4({ from: '10.244.0.1', to: '10.244.0.2', id: 5 }, tcp({}, 10))));
const kinds = {
  nothing: [],
  'an empty frame': [new Uint8Array(0)],
  ARP: [ethernet(arp(), { to: BROADCAST }), ethernet(arp({ operation: 2 }))],
  'VLAN, and VXLAN in a VLAN': [
    ethernet(vlan(10, ipv4({}, udp({})))),
    ethernet(vlan(10, vlan(20, ipv4({ id: 3 }, udp({ from: 1, to: 4789 }, vxlan(7, inner))), 0x88a8))),
  ],
  Geneve: [ethernet(ipv4({}, udp({ from: 1, to: 6081 }, geneve(0xffffff, inner))))],
  ICMP: [ethernet(ipv4({}, icmp(8))), ethernet(ipv4({}, icmp(3, 1, 32))), ethernet(ipv6({}, icmp(135, 0, 20, 58)))],
  'fragments and unknown protocols': [
    ethernet(ipv4({ id: 1, more: true }, raw(17, 64))),
    ethernet(ipv4({ id: 1, offset: 64 }, raw(17, 64))),
    ethernet(ipv4({}, raw(253, 4))),
    ethernet({ etherType: 0x9999, bytes: new Uint8Array(40) }),
  ],
};

const sightings = (frames: Uint8Array[]): Sighting[] => frames.map((bytes, at) => ({ bytes, at }));

it.each(Object.entries(kinds))('makes a report by the schema of %s', (_, frames) => {
  const report = analysisOf(observeFrames(sightings(frames)));
  expect(problems(report)).toEqual([]);
  expect(problems(JSON.parse(JSON.stringify(report)))).toEqual([]);
  expect(report.capture.frames).toBe(frames.length);
});

it('counts each protocol once for each frame, most frequent first', () => {
  const { protocols } = analysisOf(observeFrames(sightings(Object.values(kinds).flat())));
  expect(protocols).toMatchObject({
    ethernet: 13,
    vlan: 3,
    arp: 2,
    ipv4: 8,
    ipv6: 1,
    icmp: 2,
    icmpv6: 1,
    vxlan: 1,
    geneve: 1,
    tcp: 2,
  });
  const counts = Object.values(protocols);
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
});

it('lists all that is around a flow, outermost first', () => {
  const { top } = analysisOf(observeFrames(sightings(kinds['VLAN, and VXLAN in a VLAN']))).flows;
  const tags = [10, 20].map((id) => ({ type: 'vlan', id }));
  expect(top.map(({ layer, chain }) => [layer, chain])).toEqual([
    ['outer', tags],
    ['inner', [...tags, { type: 'vxlan', id: 7 }, { type: 'vlan', id: 30 }]],
    ['outer', tags.slice(0, 1)],
  ]);
  const ipip = ethernet(ipv4({}, raw(4, ipv4({}, udp({})).bytes)));
  const flows = analysisOf(observeFrames(sightings([ipip]))).flows.top;
  expect(flows.map(({ chain }) => chain)).toEqual([[], [{ type: 'ipip', id: null }]]);
});

it('says that a list was cut by --top, and cuts no total', () => {
  const frames = Array.from({ length: 30 }, (_, i) => ethernet(ipv4({ id: i + 1, to: `10.0.1.${i}` }, udp({}, i))));
  const report = analysisOf(observeFrames(sightings(frames)), 3);
  expect([report.flows.top.length, report.flows.total, report.flows.byProtocol.udp]).toEqual([3, 30, 30]);
  expect(report.flows.top.map(({ b }) => b.ip)).toEqual(['10.0.1.29', '10.0.1.28', '10.0.1.27']);
  expect([report.endpoints.ips.length, report.endpoints.totals.ips]).toEqual([3, 31]);
  expect(report.endpoints.ips[0].ip).toBe('10.0.0.1');
  expect(analysisOf(observeFrames(sightings(frames)), 0).flows.top).toEqual([]);
});

it('lists the same flows first, however long the list', () => {
  const frames = Array.from({ length: 40 }, (_, i) =>
    ethernet(ipv4({ id: i + 1, to: `10.0.1.${i}` }, udp({}, (i * 7) % 13))),
  );
  const [short, long] = [10, 5000].map((top) => analysisOf(observeFrames(sightings(frames)), top).flows.top);
  expect(long).toHaveLength(40);
  expect(short).toEqual(long.slice(0, 10));
});

it('puts packets without ports aside', () => {
  const { flows } = analysisOf(observeFrames(sightings(kinds['fragments and unknown protocols'])));
  expect([flows.portless, flows.total]).toEqual([1, 2]);
});

it('names a station that only ever received', () => {
  const [flow] = analysisOf(observeFrames(sightings([ethernet(ipv4({}, udp({})))]))).flows.top;
  expect([flow.a.mac, flow.b.mac, flow.packetsBA]).toEqual(['02:00:00:00:00:0a', '02:00:00:00:00:0b', 0]);
});

it('counts a frame of 24 headers and one with none', () => {
  const deep = ethernet({
    etherType: 0x8100,
    bytes: concat(Array.from({ length: 60 }, () => Uint8Array.of(0, 1, 0x81, 0))),
  });
  const report = analysisOf(observeFrames(sightings([deep])));
  expect(problems(report)).toEqual([]);
  expect(report.faults[0].kind).toBe('too-deep');
});

const captures = existsSync(LAB)
  ? readdirSync(LAB, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.pcap(ng)?$/.test(name))
      .sort()
  : [];
const step = Math.max(1, Math.floor(captures.length / LAB_SAMPLE));

it.skipIf(captures.length === 0).each(captures.filter((_, i) => i % step === 0))(
  'makes a consistent report of %s',
  async (name) => {
    const report = analysisOf(await run([`${LAB}${name}`], { vxlanPorts: [], filter: null }), 1e6);
    expect(problems(report)).toEqual([]);
    const { capture, inputs, l2, flows, protocols } = report;
    expect(inputs[0].frames).toBe(capture.frames);
    expect(l2.timeline.frames.reduce((sum, frames) => sum + frames, 0)).toBe(capture.frames);
    expect(flows.top).toHaveLength(flows.total);
    expect(new Set(flows.top.map(({ id }) => id)).size).toBe(flows.total);
    const sum = (flow: (typeof flows.top)[number]): number => flow.packetsAB + flow.packetsBA;
    const outer = flows.top.filter(({ layer }) => layer === 'outer').reduce((total, flow) => total + sum(flow), 0);
    expect(outer).toBeLessThanOrEqual((protocols.ipv4 ?? 0) + (protocols.ipv6 ?? 0));
  },
);
