import fc from 'fast-check';
import { expect, it } from 'vitest';
import { L2Tally } from '../../src/tally/l2.ts';
import * as Cast from '../../src/wire/cast.ts';
import { arp, BROADCAST, ethernet, ipv4, MAC_B, udp, vlan, vxlan } from '../helpers/frames.ts';
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
  }
  for (const row of rows) {
    expect(tally.place(row).frames[Cast.Multicast]).toBe(row + 1);
    expect(tally.context(row).frames[Cast.Unicast]).toBe(row + 2);
    expect([tally.place(row).bytes[Cast.Multicast], tally.context(row).bytes[Cast.Unicast]]).toEqual([10, 20]);
  }
  expect(tally.place(9000)).toEqual({ frames: [0, 0, 0, 0], bytes: [0, 0, 0, 0] });
});
