import { expect, it } from 'vitest';
import { concat } from '../helpers/capture-builder.ts';
import {
  arp,
  ethernet,
  geneve,
  type IpFields,
  icmp,
  ipv4,
  ipv6,
  raw,
  SYN,
  tcp,
  u16,
  u32,
  udp,
  vxlan,
} from '../helpers/frames.ts';
import { analysisOf, observeFrames } from '../helpers/observe.ts';

const inner = ethernet(ipv4({ from: '10.244.0.2', to: '10.244.1.2' }, tcp({})));
const underlay: IpFields = { from: '192.0.2.1', to: '192.0.2.2' };
const tunnelsOf = (...frames: Uint8Array[]) => analysisOf(observeFrames(frames.map((bytes) => ({ bytes })))).tunnels;

it('gathers the VNIs and endpoints of both directions, with frames and bytes', () => {
  const there = ethernet(ipv4(underlay, udp({ from: 1, to: 8472 }, vxlan(7, inner))));
  const back = ethernet(ipv4({ from: '192.0.2.2', to: '192.0.2.1' }, udp({ from: 2, to: 8472 }, vxlan(3, inner))));
  const [tunnel, ...more] = tunnelsOf(there, there, back);
  expect(more).toEqual([]);
  expect(tunnel).toMatchObject({
    type: 'vxlan',
    port: 8472,
    ids: [3, 7],
    endpoints: ['192.0.2.1', '192.0.2.2'],
    frames: 3,
    bytes: 2 * there.length + back.length,
  });
});

it('tells ports and types apart, largest first', () => {
  const to = (port: number, payload: Uint8Array): Uint8Array =>
    ethernet(ipv4(underlay, udp({ from: 1, to: port }, payload)));
  const found = tunnelsOf(
    to(4789, vxlan(1, inner)),
    to(6081, geneve(2, inner)),
    to(6081, geneve(2, inner)),
    to(8472, vxlan(1, inner)),
  );
  expect(found.map(({ type, port, frames }) => [type, port, frames])).toEqual([
    ['geneve', 6081, 2],
    ['vxlan', 4789, 1],
    ['vxlan', 8472, 1],
  ]);
});

it('counts checksums that were left out, and those that were not', () => {
  const frame = ethernet(ipv4(underlay, udp({ from: 1, to: 4789 }, vxlan(1, inner))));
  const bare = frame.slice();
  bare.set([0, 0], 14 + 20 + 6);
  expect(tunnelsOf(frame, bare, bare)[0].checksums).toEqual({ zero: 2, present: 1 });
});

it('notes equal ports, the don’t-fragment bit and the first Geneve option', () => {
  const option = concat([u32(0x01006558), u32(9 * 256), u16(0x0104), Uint8Array.of(0x80, 0), inner]);
  const frame = ethernet(ipv4({ ...underlay, dontFragment: true }, udp({ from: 6081, to: 6081 }, option)));
  const { tunnels } = observeFrames([{ bytes: frame }]).tallies;
  expect([tunnels.samePorts[0], tunnels.dontFragment[0], tunnels.geneveOption[0]]).toEqual([1, 1, 0x010480]);
});

it('knows IP in IP, GRE with and without key, and tunnels over IPv6', () => {
  const packet = ipv4({ from: '10.1.0.1', to: '10.1.0.2' }, tcp({}));
  const ipip = ethernet(ipv4(underlay, raw(4, packet.bytes)));
  const gre = ethernet(ipv4(underlay, raw(47, concat([u32(0x00000800), packet.bytes]))));
  const keyed = ethernet(ipv4(underlay, raw(47, concat([u32(0x20000800), u32(42), packet.bytes]))));
  const six = ethernet(ipv6({}, udp({ from: 1, to: 4789 }, vxlan(1, inner))));
  const found = tunnelsOf(ipip, ipip, ipip, gre, keyed, six);
  expect(found.map(({ type, port, ids, endpoints }) => [type, port, ids, endpoints])).toEqual([
    ['ipip', null, [], ['192.0.2.1', '192.0.2.2']],
    ['gre', null, [42], ['192.0.2.1', '192.0.2.2']],
    ['vxlan', 4789, [1], ['fd00::1', 'fd00::2']],
  ]);
  expect(found[0].checksums).toEqual({ zero: 0, present: 0 });
});

it('lists every key of GRE, the largest too, apart from packets without one', () => {
  const packet = ipv4({ from: '10.1.0.1', to: '10.1.0.2' }, tcp({}));
  const keyed = (key: number) => ethernet(ipv4(underlay, raw(47, concat([u32(0x20000800), u32(key), packet.bytes]))));
  const bare = ethernet(ipv4(underlay, raw(47, concat([u32(0x00000800), packet.bytes]))));
  const frames = [5, 0xffffffff, 0x80000001, 0xffffffff].map(keyed);
  const observations = observeFrames([...frames, bare].map((bytes) => ({ bytes })));
  const [tunnel] = analysisOf(observations).tunnels;
  expect(tunnel).toMatchObject({ ids: [5, 0x80000001, 0xffffffff], endpoints: ['192.0.2.1', '192.0.2.2'], frames: 5 });
  expect([...observations.tallies.tunnels.sightings.frames]).toEqual([1, 2, 1, 1]);
});

it('counts a tunnel inside a tunnel with its own endpoints', () => {
  const nested = ethernet(ipv4({ from: '10.9.0.1', to: '10.9.0.2' }, udp({ from: 1, to: 8472 }, vxlan(5, inner))));
  const frame = ethernet(ipv4(underlay, udp({ from: 1, to: 4789 }, vxlan(1, nested))));
  expect(tunnelsOf(frame).map(({ port, endpoints }) => [port, endpoints[0]])).toEqual([
    [4789, '192.0.2.1'],
    [8472, '10.9.0.1'],
  ]);
});

it('counts a packet once for each type and port, however many of its headers are of it', () => {
  const within = (frame: Uint8Array): Uint8Array =>
    ethernet(ipv4(underlay, udp({ from: 1, to: 8472 }, vxlan(1, frame))));
  const twice = within(within(inner));
  const [tunnel, ...more] = tunnelsOf(twice, within(inner));
  expect(more).toEqual([]);
  expect(tunnel).toMatchObject({ frames: 2, bytes: twice.length + within(inner).length });
  expect(tunnel.checksums).toEqual({ zero: 0, present: 2 });
  const packet = ipv4({ id: 3 }, tcp({})).bytes;
  const gre = (bytes: Uint8Array, to: string) => ipv4({ ...underlay, to }, raw(47, concat([u32(0x00000800), bytes])));
  const other = gre(gre(packet, '192.0.2.3').bytes, '192.0.2.2');
  expect(tunnelsOf(ethernet(other), ethernet(other))[0]).toMatchObject({
    type: 'gre',
    frames: 2,
    endpoints: { length: 3 },
  });
});

it('reads VXLAN on a port that it is told of, whatever is inside', () => {
  const unknown = { etherType: 0x9999, bytes: new Uint8Array(46) };
  const bytes = ethernet(ipv4(underlay, udp({ from: 1, to: 9999 }, vxlan(1, ethernet(unknown)))));
  expect(analysisOf(observeFrames([{ bytes }])).tunnels).toEqual([]);
  expect(analysisOf(observeFrames([{ bytes }], { vxlanPorts: [9999] })).tunnels[0].port).toBe(9999);
});

it('looks into what opens, pings or asks, and into a sample of the rest', () => {
  const carried = (network: Parameters<typeof ethernet>[0]): Uint8Array =>
    ethernet(ipv4(underlay, udp({ from: 1, to: 8472 }, vxlan(7, ethernet(network)))));
  const framesOf = (...frames: Uint8Array[]): number => {
    const { stations } = observeFrames(frames.map((bytes) => ({ bytes }))).tallies.tunnels;
    return stations.list().reduce((sum, pair) => sum + pair.frames, 0);
  };
  const data = Array.from({ length: 33 }, (_, i) => carried(ipv4({ id: i + 1 }, tcp({ sequence: 1 + i }, 1))));
  expect(framesOf(...data)).toBe(3);
  expect(framesOf(...data, carried(ipv4({ id: 90 }, tcp({ flags: SYN }))))).toBe(4);
  expect(framesOf(...data, carried(ipv4({ id: 91 }, icmp(8))), carried(arp()))).toBe(5);
});

it('counts outer checksums that are wrong though all inside is right, and no others', () => {
  const opening = ethernet(ipv4({ from: '10.244.0.2', to: '10.244.1.2' }, tcp({ flags: SYN })));
  const frame = ethernet(ipv4(underlay, udp({ from: 1, to: 4789 }, vxlan(1, opening))));
  const outerSum = 14 + 20 + 6;
  const changed = (...places: number[]): Uint8Array =>
    frame.map((byte, at) => (places.includes(at) ? byte ^ 0x55 : byte));
  const lastByte = frame.length - 1;
  const all = [frame, changed(outerSum), changed(outerSum, lastByte), changed(outerSum, 14 + 10), changed(outerSum)];
  const { checksums } = observeFrames(all.map((bytes) => ({ bytes }))).tallies.tunnels;
  expect([checksums.checked[0], Array.from(checksums.bad.values(), ({ frames }) => frames)]).toEqual([5, [[2, 5]]]);
});
