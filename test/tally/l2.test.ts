import fc from 'fast-check';
import { expect, it } from 'vitest';
import { L2Tally } from '../../src/tally/l2.ts';
import * as Cast from '../../src/wire/cast.ts';
import { concat } from '../helpers/capture-builder.ts';
import {
  arp,
  BROADCAST,
  ethernet,
  ipv4,
  MAC_B,
  type Network,
  raw,
  tcp,
  u16,
  u32,
  udp,
  vlan,
  vxlan,
} from '../helpers/frames.ts';
import { analysisOf, observeFrames } from '../helpers/observe.ts';

const GROUP = '01:00:5e:00:00:01';
const CLASSES = { [MAC_B]: 'unicast', [BROADCAST]: 'broadcast', [GROUP]: 'multicast' } as const;

const spec = fc.record({
  to: fc.constantFrom(MAC_B, BROADCAST, GROUP),
  tag: fc.constantFrom(0, 10, 20),
  place: fc.nat(2),
  length: fc.nat(30),
});

it('counts frames and bytes of each class overall, by interface and by VLAN as a recount does', () => {
  const property = fc.property(fc.array(spec, { minLength: 1, maxLength: 60 }), (specs) => {
    const frames = specs.map(({ to, tag, place, length }, i) => {
      const ip = ipv4({ id: i + 1 }, udp({}, length));
      return { bytes: ethernet(tag === 0 ? ip : vlan(tag, ip), { to }), interface: place };
    });
    const { l2 } = analysisOf(observeFrames(frames, { linkTypes: [1, 1, 1] }));
    const sums = (keep: (i: number) => boolean) => {
      const kept = frames.filter((_, i) => keep(i));
      const of = (name: string) => frames.filter((_, i) => keep(i) && CLASSES[specs[i].to] === name);
      return Object.fromEntries(
        ['unicast', 'broadcast', 'multicast'].map((name) => [
          name,
          {
            frames: of(name).length,
            bytes: of(name).reduce((sum, { bytes }) => sum + bytes.length, 0),
            ratio: kept.length === 0 ? 0 : of(name).length / kept.length,
          },
        ]),
      );
    };
    expect(l2).toMatchObject({ frames: specs.length, ...sums(() => true) });
    for (const { interface: name, ...shares } of l2.perInterface)
      expect(shares).toMatchObject(sums((i) => `interface ${specs[i].place}` === name));
    for (const { vid, ...shares } of l2.perVlan) expect(shares).toMatchObject(sums((i) => specs[i].tag === vid));
    const tagged = new Set(specs.map(({ tag }) => tag).filter((tag) => tag !== 0));
    expect(new Set(l2.vlans.map(({ vid }) => vid))).toEqual(tagged);
  });
  fc.assert(property, { numRuns: 40 });
});

it('counts what is inside a virtual network by the inner destination', () => {
  const overlay = (vni: number, to: string): Uint8Array =>
    ethernet(ipv4({}, udp({ from: 1, to: 8472 }, vxlan(vni, ethernet(arp(), { to })))));
  const frames = [overlay(1, BROADCAST), overlay(1, MAC_B), overlay(2, GROUP)].map((bytes) => ({ bytes }));
  const { l2 } = analysisOf(observeFrames(frames));
  expect(l2).toMatchObject({ frames: 3, unicast: { frames: 3 }, broadcast: { frames: 0 } });
  expect(
    l2.perVni.map(({ type, vni, unicast, broadcast, multicast }) => [
      type,
      vni,
      unicast.frames,
      broadcast.frames,
      multicast.frames,
    ]),
  ).toEqual([
    ['vxlan', 1, 1, 1, 0],
    ['vxlan', 2, 0, 0, 1],
  ]);
});

it('adds a frame with two tags to both of them, and to the outer one as a network', () => {
  const bytes = ethernet(vlan(100, vlan(200, arp()), 0x88a8), { to: BROADCAST });
  const { l2 } = analysisOf(observeFrames([{ bytes }]));
  expect(l2.vlans).toEqual([
    { vid: 100, frames: 1 },
    { vid: 200, frames: 1 },
  ]);
  expect(l2.perVlan.map(({ vid, broadcast }) => [vid, broadcast.frames])).toEqual([[100, 1]]);
});

it('counts a frame once for a VLAN whose tag it carries twice', () => {
  const bytes = ethernet(vlan(7, vlan(7, arp()), 0x88a8));
  expect(analysisOf(observeFrames([{ bytes }])).l2.vlans).toEqual([{ vid: 7, frames: 1 }]);
});

const plain = ipv4({ from: '10.244.0.2', to: '10.244.1.2', id: 9 }, tcp({}));
const question = ethernet(arp(), { to: BROADCAST });
const inVxlan = (vni: number, frame: Uint8Array): Network =>
  ipv4({ id: 7 }, udp({ from: 1, to: 8472 }, vxlan(vni, frame)));
const inIpip = (network: Network): Network => ipv4({ id: 8 }, raw(4, network.bytes));
const FURTHER: Record<string, Network> = {
  VXLAN: inVxlan(1, ethernet(plain)),
  'VXLAN with a tag inside': inVxlan(1, ethernet(vlan(5, plain))),
  'VXLAN with ARP inside': inVxlan(1, question),
  IPIP: inIpip(plain),
  MPLS: { etherType: 0x8847, bytes: concat([u32((100 << 12) | (1 << 8) | 64), plain.bytes]) },
};

/** Both on the straight way and on the walk. */
const WAYS = [null, { keeps: () => true, text: '' }];
const linkLayers = (frames: Uint8Array[]) =>
  WAYS.map(
    (filter) =>
      analysisOf(
        observeFrames(
          frames.map((bytes) => ({ bytes })),
          { filter },
        ),
      ).l2,
  );

it.each(Object.entries(FURTHER))('counts frames of a VLAN that carry %s in their VLAN', (_, further) => {
  const frames = [
    ...Array.from({ length: 9 }, () => ethernet(vlan(7, further))),
    ethernet(vlan(7, arp()), { to: BROADCAST }),
  ];
  for (const { perVlan, vlans } of linkLayers(frames)) {
    expect(perVlan.map(({ vid }) => vid)).toEqual([7]);
    expect(perVlan[0]).toMatchObject({
      frames: 10,
      unicast: { frames: 9, bytes: 9 * frames[0].length },
      broadcast: { frames: 1, ratio: 0.1 },
      arp: { frames: 1 },
    });
    expect(vlans.find(({ vid }) => vid === 7)?.frames).toBe(10);
  }
});

it('counts broadcast of a VLAN that carries a tunnel', () => {
  for (const { perVlan } of linkLayers([ethernet(vlan(7, FURTHER.VXLAN), { to: BROADCAST })]))
    expect(perVlan[0].broadcast.frames).toBe(1);
});

it('counts a frame of a virtual network in which another tunnel lies', () => {
  const frames = [inIpip(plain), inIpip(plain), inVxlan(3, question)].map((inside) =>
    ethernet(inVxlan(77, ethernet(inside))),
  );
  for (const { perVni } of linkLayers([...frames, ethernet(inVxlan(77, question))]))
    expect(perVni.map(({ vni, unicast, broadcast }) => [vni, unicast.frames, broadcast.frames])).toEqual([
      [77, 3, 1],
      [3, 0, 1],
    ]);
});

it('has no shares of a tunnel without Ethernet inside', () => {
  const key = concat([u16(0x2000), u16(0x0800), u32(5), plain.bytes]);
  for (const { perVni } of linkLayers([ethernet(ipv4({}, raw(47, key)))])) expect(perVni).toEqual([]);
});

it('has no classes where there is no Ethernet', () => {
  const bytes = ipv4({}, udp({})).bytes;
  const { l2, capture } = analysisOf(observeFrames([{ bytes }], { linkTypes: [101] }));
  expect([l2.frames, l2.unicast.ratio, capture.frames]).toEqual([0, 0, 1]);
});

it('has room for more places and chains than it began with', () => {
  const tally = new L2Tally();
  const rows = [0, 7, 8, 63, 64, 1000];
  for (const row of rows) {
    tally.addFrames(row, Cast.Multicast, row + 1, 10);
    tally.addInside(row, Cast.Unicast, row + 2, 20);
    tally.addPassed(row, Cast.Broadcast, row + 3, 30);
  }
  for (const row of rows) {
    expect(tally.place(row).frames[Cast.Multicast]).toBe(row + 1);
    expect(tally.context(row).frames[Cast.Unicast]).toBe(row + 2);
    expect(tally.passing(row).frames[Cast.Broadcast]).toBe(row + 3);
    expect([tally.place(row).bytes[Cast.Multicast], tally.context(row).bytes[Cast.Unicast]]).toEqual([10, 20]);
  }
  expect(tally.place(9000)).toEqual({ frames: [0, 0, 0, 0], bytes: [0, 0, 0, 0] });
});
