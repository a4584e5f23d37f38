/** The kernel's straight way and the walk over the headers must say the same of every frame. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Layout from '../../src/tally/kernel-layout.ts';
import * as Shape from '../../src/tally/plain-shape.ts';
import { arp, BROADCAST, ethernet, icmp, ipv4, ipv6, tcp, udp, vlan } from '../helpers/frames.ts';
import { observeFrames } from '../helpers/observe.ts';
import { bothWays, frame, frameOf, type Spec } from './both-ways.ts';

it('says of plain frames what the walk says', () => {
  const frames = fc.array(frame.map(frameOf), { maxLength: 60 });
  const property = fc.property(frames, fc.integer({ min: 1, max: 70 }), (some, perBatch) => {
    const [straight, walk] = bothWays(some, perBatch);
    expect(straight).toEqual(walk);
  });
  fc.assert(property, { numRuns: 150 });
});

it('says the same of more ARP messages and frames to groups than wait at a time', () => {
  const kinds = fc.constantFrom<Partial<Spec>>({}, { network: 'arp' }, { network: 'arp' }, { station: BROADCAST });
  const plain: Partial<Spec> = { tags: [], cut: 0, flip: null, short: 0 };
  const waits = fc.tuple(frame, kinds).map(([spec, kind]) => frameOf({ ...spec, ...plain, ...kind }));
  const property = fc.property(fc.array(waits, { minLength: 150, maxLength: 200 }), (some) => {
    const [straight, walk] = bothWays(some, 70);
    expect(straight).toEqual(walk);
  });
  fc.assert(property, { numRuns: 30 });
});

it('takes the straight way at all', () => {
  const frames = [
    { bytes: ethernet(vlan(5, ipv4({}, tcp({}, 9)))) },
    { bytes: ethernet(ipv6({}, udp({}, 9))) },
    { bytes: ethernet(ipv4({}, udp({}, 9)), { to: BROADCAST }) },
    { bytes: ethernet(vlan(5, arp()), { to: BROADCAST }) },
    { bytes: ethernet(ipv4({}, icmp(8))) },
    { bytes: ethernet(ipv6({}, icmp(129, 0, 4, 58))) },
    { bytes: ethernet(ipv4({}, tcp({}, Uint8Array.of(23, 3, 3, 0, 1, 7)))) },
  ];
  const { tallies } = observeFrames(frames);
  const shapes = new Float64Array(tallies.flows.kernel.memory.buffer, Layout.SHAPES, Shape.SHAPES);
  expect([...shapes.entries()].filter(([, count]) => count > 0)).toEqual([
    [Shape.TAGGED, 1],
    [Shape.DATAGRAM, 1],
    [Shape.VERSION_6 | Shape.DATAGRAM, 1],
    [Shape.RESOLUTION | Shape.TAGGED, 1],
    [Shape.ECHO, 1],
    [Shape.ECHO | Shape.VERSION_6, 1],
    [Shape.RECORD, 1],
  ]);
});
