import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Bucket from '../../src/tally/bucket-layout.ts';
import { REST } from '../../src/tally/lanes.ts';
import { MAX_BUCKETS, Timeline } from '../../src/tally/timeline.ts';
import * as Cast from '../../src/wire/cast.ts';
import { Packet } from '../../src/wire/packet.ts';
import * as Protocol from '../../src/wire/protocol.ts';

const MS = 1e6;
const SECOND = 1e9;
const YEAR = 365.25 * 86_400 * SECOND;

interface Seen {
  timeNs: number;
  wireLength?: number;
  cast?: number;
  arp?: boolean;
  place?: number;
  context?: number;
}

function timelineOf(frames: readonly Seen[]): Timeline {
  const timeline = new Timeline();
  const packet = new Packet();
  for (const { timeNs, wireLength = 100, cast = Cast.Unicast, arp = false, place = 0, context = 0 } of frames) {
    packet.reset(0, 0, wireLength);
    packet.enter(arp ? Protocol.Arp : Protocol.Ipv4);
    Object.assign(packet, { timeNs, cast, control: arp, place, context });
    timeline.add(packet);
  }
  return timeline;
}

const at = (...times: number[]): Timeline => timelineOf(times.map((timeNs) => ({ timeNs })));
const sum = (lane: number[]): number => lane.reduce((total, value) => total + value, 0);

it('begins with buckets of 1 ms', () => {
  const timeline = at(5 * MS, 5.9 * MS, 7 * MS);
  expect([timeline.widthNs, timeline.startNs, timeline.lane(Bucket.Frames)]).toEqual([MS, 5 * MS, [2, 0, 1]]);
});

it('counts each lane by itself', () => {
  const timeline = timelineOf([
    { timeNs: 0, cast: Cast.Broadcast, arp: true, wireLength: 60 },
    { timeNs: 0, cast: Cast.Multicast, wireLength: 90 },
    { timeNs: 0, cast: Cast.None, wireLength: 50 },
  ]);
  const all = [Bucket.Frames, Bucket.Broadcast, Bucket.Multicast, Bucket.Arp, Bucket.Bytes].map((lane) =>
    timeline.lane(lane),
  );
  expect(all).toEqual([[3], [1], [1], [1], [200]]);
});

it('makes room before the first bucket', () => {
  const timeline = at(100 * MS, 3 * MS);
  expect([timeline.startNs, timeline.buckets]).toEqual([3 * MS, 98]);
  expect(timeline.lane(Bucket.Frames)[0]).toBe(1);
  expect(timeline.lane(Bucket.Frames)[97]).toBe(1);
});

it('has no bucket for a frame without a time', () => {
  expect(at(Number.NaN).buckets).toBe(0);
  expect(at(Number.NaN).lane(Bucket.Frames)).toEqual([]);
  expect(sum(at(0, Number.NaN, MS).lane(Bucket.Frames))).toBe(2);
});

it('widens when the last bucket that fits is full, and not before', () => {
  expect(at(0, (MAX_BUCKETS - 1) * MS).widthNs).toBe(MS);
  expect(at(0, MAX_BUCKETS * MS).widthNs).toBe(10 * MS);
});

it('outlives a clock that jumps by 80 years, there and back', () => {
  const timeline = at(0, 80 * YEAR, SECOND, -80 * YEAR, 80 * YEAR);
  expect(timeline.buckets).toBeLessThanOrEqual(MAX_BUCKETS);
  expect(sum(timeline.lane(Bucket.Frames))).toBe(5);
});

const times = fc.oneof(
  fc.integer({ min: 0, max: 100_000 }).map((ms) => ms * MS),
  fc.double({ min: -100 * YEAR, max: 100 * YEAR, noNaN: true }),
  fc.double({ min: -2e28, max: 2e28, noNaN: true }),
);

it('loses no frame, whatever the times, and keeps to MAX_BUCKETS', () => {
  const property = fc.property(fc.array(times, { maxLength: 30 }), (all) => {
    const timeline = at(...all);
    expect(timeline.buckets).toBeLessThanOrEqual(MAX_BUCKETS);
    expect(sum(timeline.lane(Bucket.Frames))).toBe(all.length);
    expect(sum(timeline.lane(Bucket.Bytes))).toBe(100 * all.length);
  });
  fc.assert(property, { numRuns: 150 });
});

it('is the same in whichever order the frames came', () => {
  const near = fc.integer({ min: -200_000, max: 200_000 }).map((ms) => ms * MS);
  const property = fc.property(fc.array(near, { maxLength: 30 }), (all) => {
    const [one, other] = [at(...all), at(...all.toSorted((a, b) => a - b))];
    expect([one.widthNs, one.startNs, one.lane(Bucket.Frames)]).toEqual([
      other.widthNs,
      other.startNs,
      other.lane(Bucket.Frames),
    ]);
  });
  fc.assert(property);
});

it('merges to as many buckets as are wanted, and loses nothing by it', () => {
  const property = fc.property(
    fc.array(times, { minLength: 1, maxLength: 20 }),
    fc.integer({ min: 2, max: 200 }),
    (all, wanted) => {
      const timeline = at(...all);
      const { merge, seconds } = timeline.fit(wanted);
      const lane = timeline.lane(Bucket.Frames, merge);
      expect(lane.length).toBeLessThanOrEqual(wanted);
      expect(sum(lane)).toBe(all.length);
      expect(seconds).toBeCloseTo((timeline.widthNs * merge) / 1e9, 6);
    },
  );
  fc.assert(property, { numRuns: 150 });
});

const sighting = fc.record({ timeNs: times, place: fc.nat(3), context: fc.constantFrom(0, 2, 3, 4, 5, 6) });

it('counts each frame in the lane of its place and chain, in the bucket of its time', () => {
  const property = fc.property(fc.array(sighting, { maxLength: 40 }), (all) => {
    const timeline = timelineOf(all);
    const lanes = timeline.lanes.list();
    for (const { lane, place, context } of lanes) {
      const own = all.filter((one) => one.place === place && one.context === context);
      expect(sum(timeline.frames(lane))).toBe(own.length);
    }
    const series = [REST, ...lanes.map(({ lane }) => lane)].map((lane) => timeline.frames(lane, 100));
    const together = series[0].map((_, bucket) => sum(series.map((frames) => frames[bucket])));
    expect(together).toEqual(timeline.lane(Bucket.Frames, 100));
  });
  fc.assert(property, { numRuns: 60 });
});

it('says that a bucket is left before it moves to another, and not before it is', () => {
  const timeline = at(0);
  const left: number[] = [];
  timeline.onLeave = () => {
    left.push(timeline.start);
    timeline.addToLane(1, 0, 5);
  };
  for (const time of [1, MS - 1, 20_000 * MS, 20_000 * MS + 1]) timeline.moveTo(time);
  expect(left).toEqual([0]);
  expect(timeline.frames(timeline.lanes.of(1, 0)).indexOf(5)).toBe(0);
});
