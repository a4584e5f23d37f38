import { expect, it } from 'vitest';
import { classify } from '../../src/cni/classify.ts';
import { analyze } from '../../src/index.ts';
import { concat } from '../helpers/capture-builder.ts';
import { ethernet, ipv4, type Network, raw, type Transport, tcp, u16, u32, udp, vxlan } from '../helpers/frames.ts';
import { observeFrames } from '../helpers/observe.ts';

/** Tunnels and what is beside them, IP and ARP alone, no packet twice. */
it.each(['flannel-vxlan-uplink', 'calico-vxlan-uplink'])(
  'counts each packet of %s in one segment, and once',
  async (name) => {
    const { capture, segments, tunnels } = await analyze(`samples/${name}.pcap`);
    expect(segments.reduce((sum, { frames }) => sum + frames, 0)).toBe(capture.frames);
    expect(segments.find(({ tunnel }) => tunnel !== null)?.frames).toBe(tunnels[0].frames);
  },
);

const inside = ipv4({ from: '10.244.0.2', to: '10.244.1.2', id: 5 }, tcp({}, 10));
const over = (transport: Transport): Network => ipv4({ from: '192.0.2.1', to: '192.0.2.2', id: 6 }, transport);
const label = u32((100 << 12) | (1 << 8) | 64);
const session = concat([u16(2), u16(7), u16(9), Uint8Array.of(0xff, 3, 0, 0x21)]);
const mirrored = concat([u32(0x100088be), u32(1), u16(0x1000), u16(5), u32(0), ethernet(inside)]);
const gre = (network: Network): Network => over(raw(47, concat([u32(0x00000800), network.bytes])));
const inVxlan = (frame: Uint8Array): Network => over(udp({ from: 1, to: 8472 }, vxlan(1, frame)));

it.each([
  ['MPLS in UDP', over(udp({ from: 50_000, to: 6635 }, concat([label, inside.bytes])))],
  ['L2TP', over(udp({ from: 1701, to: 1701 }, concat([session, inside.bytes])))],
  ['a mirror', over(raw(47, mirrored))],
  ['GRE in GRE', gre(gre(inside))],
  ['VXLAN in VXLAN', inVxlan(ethernet(inVxlan(ethernet(inside))))],
  ['IP in IP', over(raw(4, inside.bytes))],
])('counts a packet of %s once in its segment', (_, network) => {
  const frames = Array.from({ length: 5 }, (_, at) => ({ bytes: ethernet(network), at }));
  expect(classify(observeFrames(frames)).segments.map(({ frames }) => frames)).toEqual([5]);
});

it('puts GRE of all keys into one segment', () => {
  const keyed = (key: number) => over(raw(47, concat([u32(0x20000800), u32(key), inside.bytes])));
  const frames = [5, 0x80000001, 0xffffffff].map((key, at) => ({ bytes: ethernet(keyed(key)), at }));
  const segments = classify(observeFrames(frames)).segments.map(({ tunnel, frames }) => [tunnel?.type, frames]);
  expect(segments).toEqual([['gre', 3]]);
});

it('counts what is beside a tunnel, and what is in it, each in its own segment', () => {
  const beside = over(udp({ from: 50_000, to: 6635 }, concat([label, inside.bytes])));
  const frames = [inVxlan(ethernet(inside)), beside, beside].map((network, at) => ({ bytes: ethernet(network), at }));
  const { segments } = classify(observeFrames(frames));
  expect(segments.map(({ tunnel, frames }) => [tunnel?.type, frames])).toEqual([
    ['vxlan', 1],
    [undefined, 2],
  ]);
});
