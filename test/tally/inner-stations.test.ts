import fc from 'fast-check';
import { expect, it } from 'vitest';
import { InnerStations, MAX_PAIRS } from '../../src/tally/inner-stations.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { Feed } from './feed.ts';
import { ethernet, join, mac, vxlan } from './frames.ts';

const IPV4 = 0x0800;
const address = (n: number): string => `02:00:00:00:00:${n.toString(16).padStart(2, '0')}`;
/** From one station to another, inside VXLAN. */
const frame = (from: string, to: string): Uint8Array =>
  vxlan(1, join(mac(to), ethernet(from, IPV4, new Uint8Array(20)).subarray(6)));

function feedTo(tally: InnerStations): (row: number, bytes: Uint8Array, seconds: number) => void {
  let row = 0;
  const feed = new Feed((packet) => tally.add(packet, row, packet.starts[packet.inner(Protocol.Ethernet)]));
  return (tunnel, bytes, seconds) => {
    row = tunnel;
    feed.frame(bytes, seconds);
  };
}

it('counts pairs of stations by tunnel, with times and frames', () => {
  const tally = new InnerStations();
  const feed = feedTo(tally);
  feed(3, frame(address(1), address(2)), 1);
  feed(3, frame(address(1), address(2)), 2);
  feed(4, frame(address(1), address(2)), 3);
  expect(tally.list()).toEqual([
    { row: 3, from: address(1), to: address(2), frames: 2, first: 1e9, last: 2e9, firstFrame: 1, lastFrame: 2 },
    { row: 4, from: address(1), to: address(2), frames: 1, first: 3e9, last: 3e9, firstFrame: 3, lastFrame: 3 },
  ]);
});

it('puts all groups together', () => {
  const tally = new InnerStations();
  const feed = feedTo(tally);
  feed(0, frame(address(1), 'ff:ff:ff:ff:ff:ff'), 1);
  feed(0, frame(address(1), '01:00:5e:00:00:fb'), 2);
  expect(tally.list()).toMatchObject([{ to: '', from: address(1), frames: 2 }]);
});

it('counts as a plain recount does, whatever the order', () => {
  const sightings = fc.array(fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2)), { maxLength: 40 });
  const property = fc.property(sightings, (list) => {
    const tally = new InnerStations();
    const feed = feedTo(tally);
    const naive = new Map<string, number>();
    for (const [row, from, to] of list) {
      feed(row, frame(address(from), address(to + 8)), 1);
      const key = `${row} ${address(from)} ${address(to + 8)}`;
      naive.set(key, (naive.get(key) ?? 0) + 1);
    }
    expect(new Map(tally.list().map((pair) => [`${pair.row} ${pair.from} ${pair.to}`, pair.frames]))).toEqual(naive);
  });
  fc.assert(property, { numRuns: 50 });
});

it('takes no more when it is full, and counts what it left out', () => {
  const tally = new InnerStations();
  const feed = feedTo(tally);
  for (let row = 0; row < MAX_PAIRS + 3; row++) feed(row, frame(address(1), address(2)), 1);
  feed(0, frame(address(1), address(2)), 2);
  expect([tally.sightings.size, tally.refused, tally.sightings.frames[0]]).toEqual([MAX_PAIRS, 4, 1]);
});
