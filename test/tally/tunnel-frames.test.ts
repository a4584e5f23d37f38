/** Frames in VXLAN and Geneve: the kernel's straight way and the walk over the headers must say the same of them. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Layout from '../../src/tally/kernel-layout.ts';
import * as Shape from '../../src/tally/plain-shape.ts';
import { concat } from '../helpers/capture-builder.ts';
import { ethernet, ipv4, ipv6, type Network, SYN, tcp, u16, u32, udp, vlan, vxlan } from '../helpers/frames.ts';
import { observeFrames, type Sighting } from '../helpers/observe.ts';
import { bothWays, frame, frameOf } from './both-ways.ts';

const GENEVE_PORT = 6081;
const OPTION = Uint8Array.of(1, 4, 0x80, 1, 0, 0, 0, 7);
/** First words of headers: flags, version, options, what follows. */
const HEADS = [
  u32(0x08000000),
  u32(0x08000000),
  u32(0x0c000001),
  u32(0x00000000),
  u32(0x00006558),
  u32(0x00006558),
  u32(0x00c06558),
  u32(0x00000800),
  u32(0x40006558),
  concat([u32(0x02006558), u32(0), OPTION]),
];

const outside = fc.record({
  tag: fc.constantFrom(null, null, 5),
  six: fc.boolean(),
  host: fc.integer({ min: 1, max: 2 }),
  from: fc.constantFrom(40_000, 40_001, 8472, GENEVE_PORT),
  to: fc.constantFrom(8472, 8472, 4789, GENEVE_PORT, GENEVE_PORT, 40_002),
  dontFragment: fc.boolean(),
  head: fc.constantFrom(...HEADS),
  vni: fc.constantFrom(1, 1, 2, 2 ** 24 - 1),
  unchecked: fc.boolean(),
  /** Bytes that the UDP length says too much or too little, and bytes behind the packet. */
  wrong: fc.constantFrom(0, 0, 0, 0, -1, 3),
  padding: fc.constantFrom(0, 0, 2),
  cut: fc.constantFrom(0, 0, 0, 0, 1, 20, 60),
  short: fc.constantFrom(0, 0, 0, 3),
  flip: fc.option(fc.record({ at: fc.nat(130), bit: fc.nat(7) }), { freq: 3, nil: null }),
});
type Outside = typeof outside extends fc.Arbitrary<infer T> ? T : never;

const plain = frame.map((spec) => ({ ...spec, cut: 0 as const, short: 0 as const }));
const tunneled = fc
  .tuple(fc.oneof({ weight: 3, arbitrary: plain }, frame), fc.array(outside, { minLength: 1, maxLength: 2 }))
  .map(([inside, around]) => around.reduce(wrapped, frameOf(inside)));

it('says of frames in tunnels what the walk says', () => {
  const frames = fc.array(fc.oneof({ weight: 4, arbitrary: tunneled }, frame.map(frameOf)), { maxLength: 60 });
  const property = fc.property(frames, fc.integer({ min: 1, max: 70 }), (some, perBatch) => {
    const [straight, walk] = bothWays(some, perBatch);
    expect(straight).toEqual(walk);
  });
  fc.assert(property, { numRuns: 120 });
});

it('says the same of tunnels that come again and again', () => {
  const frames = fc.array(fc.oneof(...REGULAR.map((bytes) => fc.constant({ bytes }))), {
    minLength: 200,
    maxLength: 400,
  });
  const property = fc.property(frames, (some) => {
    const [straight, walk] = bothWays(some, 256);
    expect(straight).toEqual(walk);
  });
  fc.assert(property, { numRuns: 10 });
});

it('says the same of more tunnels than it remembers', () => {
  const once = Array.from({ length: 20_000 }, (_, vni) => ({ bytes: inVxlan(vni, ipv4({}, tcp({}, 9))) }));
  const [straight, walk] = bothWays([...once, ...once], 256);
  expect(straight).toEqual(walk);
});

it('takes the straight way at all, Geneve with options too once one was read', () => {
  const option = concat([u32(0x02006558), u32(7 * 256), OPTION, ethernet(ipv4({}, udp({}, 9)))]);
  const geneve = ethernet(vlan(5, ipv6({}, udp({ to: GENEVE_PORT }, option))));
  expect(
    shapesOf([inVxlan(1, vlan(6, ipv6({}, tcp({}, 9)))), inVxlan(1, ipv4({}, udp({}, 9))), geneve, geneve]),
  ).toEqual([
    [Shape.VXLAN | Shape.TAGGED | Shape.VERSION_6, 1],
    [Shape.VXLAN | Shape.DATAGRAM, 1],
    [Shape.GENEVE | ((Shape.TAGGED | Shape.VERSION_6) << Shape.OUTER_SHIFT) | Shape.DATAGRAM, 1],
  ]);
});

it('leaves tunnels in tunnels and cut headers to the walk', () => {
  const inner = ethernet(ipv4({}, tcp({}, 9)));
  const [nested, cut] = [inVxlan(2, ipv4({}, udp({ to: 4789 }, vxlan(1, inner)))), concat([u32(0x08000000), u16(1)])];
  expect(shapesOf([nested, ethernet(ipv4({}, udp({ to: 8472 }, cut)))])).toEqual([]);
});

function inVxlan(vni: number, network: Network): Uint8Array {
  const underlay = { from: '192.0.2.1', to: '192.0.2.2', dontFragment: true };
  return ethernet(ipv4(underlay, udp({ to: 8472 }, vxlan(vni, ethernet(network)))));
}

/** Two conversations in two tunnels: each is looked into when it opens, and now and then. */
const REGULAR = [1, 2].flatMap((vni) => [
  inVxlan(vni, ipv4({ id: 1 }, tcp({ flags: SYN }))),
  inVxlan(vni, ipv4({ id: 2 }, tcp({}, 9))),
  inVxlan(vni, ipv6({}, udp({}, 9))),
]);

function shapesOf(frames: Uint8Array[]): [shape: number, count: number][] {
  const { tallies } = observeFrames(frames.map((bytes) => ({ bytes })));
  const shapes = new Float64Array(tallies.flows.kernel.memory.buffer, Layout.SHAPES, Shape.SHAPES);
  return [...shapes.entries()].filter(([, count]) => count > 0);
}

/** The frame in a tunnel, with what is wrong about it. */
function wrapped(inside: Sighting, around: Outside): Sighting {
  const { tag, six, head, vni, to, padding, cut, short, flip } = around;
  const header = concat([head.subarray(0, 4), u32(vni * 256), head.subarray(8)]);
  const datagram = udp({ from: around.from, to }, concat([header, inside.bytes]));
  const packet = six
    ? ipv6({ from: `fd01::${around.host}`, to: 'fd01::9' }, datagram)
    : ipv4({ from: `192.0.2.${around.host}`, to: '192.0.2.9', dontFragment: around.dontFragment }, datagram);
  spoil(packet.bytes, six ? 40 : 20, around);
  const whole = concat([ethernet(tag === null ? packet : vlan(tag, packet)), new Uint8Array(padding)]);
  if (flip !== null && flip.at < whole.length) whole[flip.at] ^= 1 << flip.bit;
  const bytes = whole.slice(0, Math.max(0, whole.length - cut));
  return { ...inside, bytes, original: Math.max(0, whole.length - short) };
}

/** Takes the checksum out of the UDP header at `at`, and gives it a wrong length. */
function spoil(bytes: Uint8Array, at: number, { unchecked, wrong }: Outside): void {
  if (unchecked) bytes.fill(0, at + 6, at + 8);
  bytes.set(u16((bytes[at + 4] << 8) + bytes[at + 5] + wrong), at + 4);
}
