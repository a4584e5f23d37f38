import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FragmentTally, MAX_DATAGRAMS } from '../../src/tally/fragments.ts';
import { INNER, OUTER, type Packet } from '../../src/wire/packet.ts';
import * as Path from '../../src/wire/path.ts';
import { Feed, neverThrows } from './feed.ts';
import { ethernet, type IpFields, ipv4, ipv6Fragment, join, udp } from './frames.ts';

const STATION = '02:00:00:00:00:0a';
const ENDS = { from: '10.0.0.1', to: '10.0.0.2', protocol: 17 };
const ENDS6 = { from: '2001:db8::1', to: '2001:db8::2', protocol: 17 };
const BEFORE = { ...ENDS, from: '10.0.0.9', id: 999 };

const offerTo = (tally: FragmentTally) => (packet: Packet) => {
  for (const [path, nth] of [
    [OUTER, 0],
    [INNER, 1],
  ]) {
    if (packet.networks > nth && packet.paths[path + Path.Fragment] !== 0) tally.add(packet, path);
  }
};
function started(): { tally: FragmentTally; feed: Feed } {
  const tally = new FragmentTally();
  return { tally, feed: new Feed(offerTo(tally)) };
}

const fragment = (fields: Partial<IpFields>, payload: Uint8Array): Uint8Array =>
  ethernet(STATION, 0x0800, ipv4({ ...ENDS, ...fields }, payload));
/** The three fragments of a datagram of 2,808 bytes: 1,400, 1,400 and 8. */
const datagram = (id: number, from = ENDS.from): Uint8Array[] => [
  fragment({ id, from, more: true }, udp(4000, 8472, new Uint8Array(1392))),
  fragment({ id, from, offset: 1400, more: true }, new Uint8Array(1400)),
  fragment({ id, from, offset: 2800 }, new Uint8Array(8)),
];
const [FIRST, MIDDLE, LAST] = datagram(1);

/** The totals after these frames, a millisecond apart, in the middle of a longer capture. */
function totalsOf(...frames: Uint8Array[]) {
  const { tally, feed } = started();
  feed.frame(fragment({ ...BEFORE, more: true }, new Uint8Array(8)), 0);
  frames.forEach((frame, i) => void feed.frame(frame, 1 + i / 1000));
  tally.finish(10e9);
  return tally.totals.list().filter(({ source }) => source !== BEFORE.from);
}

describe('a datagram', () => {
  it('is complete when every byte up to the last fragment was seen, in any order', () => {
    const expected = {
      context: 0,
      version: 4,
      protocol: 17,
      source: '10.0.0.1',
      destination: '10.0.0.2',
      port: 8472,
      complete: 1,
      cut: 0,
      withoutFirst: 0,
      onlyFirst: 0,
      fragments: 3,
      duplicates: 0,
      overlaps: 0,
      bytes: 2808,
      largestDatagram: 2808,
      largestPacket: 1420,
    };
    expect(totalsOf(FIRST, MIDDLE, LAST)).toMatchObject([{ ...expected, incomplete: { count: 0 } }]);
    expect(totalsOf(LAST, FIRST, MIDDLE)).toMatchObject([
      { ...expected, datagrams: { count: 1, first: 1e9, firstFrame: 2 } },
    ]);
  });

  it.each([
    ['its first fragment', [MIDDLE, LAST], { withoutFirst: 1, onlyFirst: 0, port: null }],
    ['its middle', [FIRST, LAST], { withoutFirst: 0, onlyFirst: 0, port: 8472 }],
    ['its end', [FIRST, MIDDLE], { withoutFirst: 0, onlyFirst: 0, port: 8472 }],
    ['all but its first fragment', [FIRST], { withoutFirst: 0, onlyFirst: 1, port: 8472 }],
  ])('is incomplete without %s', (_, frames, expected) => {
    const incomplete = { count: 1, first: 1e9, last: 1e9, firstFrame: 2 };
    expect(totalsOf(...frames)).toMatchObject([{ complete: 0, cut: 0, incomplete, ...expected }]);
  });

  it('does not become whole by fragments that were seen twice', () => {
    expect(totalsOf(FIRST, FIRST, LAST, LAST)).toMatchObject([
      { complete: 0, duplicates: 2, incomplete: { count: 1 } },
    ]);
  });

  it('seen at two places is one', () => {
    const twice = [FIRST, FIRST, MIDDLE, MIDDLE, LAST, LAST];
    expect(totalsOf(...twice)).toMatchObject([{ complete: 1, duplicates: 3, fragments: 6, datagrams: { count: 1 } }]);
  });

  it('notes fragments that bring old bytes with the new', () => {
    const overlapping = fragment({ id: 1, offset: 1392, more: true }, new Uint8Array(1408));
    expect(totalsOf(FIRST, overlapping, LAST)).toMatchObject([{ overlaps: 1, complete: 1 }]);
  });

  it('is known by its identification', () => {
    const [first] = datagram(2);
    expect(totalsOf(FIRST, first, MIDDLE, LAST)).toMatchObject([
      { complete: 1, onlyFirst: 1, incomplete: { count: 1 } },
    ]);
  });

  it('may be IPv6, of which only the first fragment may name the transport', () => {
    const pieces = [
      ipv6Fragment({ ...ENDS6, more: true }, udp(4000, 6081, new Uint8Array(1392))),
      ipv6Fragment({ ...ENDS6, offset: 1400, protocol: 60 }, new Uint8Array(100)),
    ].map((packet) => ethernet(STATION, 0x86dd, packet));
    const expected = { version: 6, protocol: 17, port: 6081, complete: 1, bytes: 1500, largestPacket: 1448 };
    expect(totalsOf(...pieces)).toMatchObject([expected]);
    expect(totalsOf(...pieces.reverse())).toMatchObject([expected]);
  });

  it('is measured by what the header claims, whatever was captured', () => {
    const { tally, feed } = started();
    [FIRST, MIDDLE, LAST].forEach((frame, i) => void feed.frame(frame.subarray(0, 42), i / 1000, frame.length));
    tally.finish(10e9);
    expect(tally.totals.list()).toMatchObject([{ complete: 1, bytes: 2808, port: 8472 }]);
  });
});

describe('time', () => {
  it('does not blame the network for what the ends of the capture cut off', () => {
    const { tally, feed } = started();
    feed.frame(LAST, 0);
    feed.frame(datagram(2)[0], 9.99);
    tally.finish(10e9);
    expect(tally.totals.list().map(({ cut, incomplete }) => [cut, incomplete.count])).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });

  it('lets an identification come again', () => {
    const { tally, feed } = started();
    for (const frame of [FIRST, MIDDLE, LAST]) feed.frame(frame, 1);
    for (const frame of [FIRST, MIDDLE, LAST]) feed.frame(frame, 2);
    feed.frame(FIRST, 3);
    for (const frame of [FIRST, MIDDLE, LAST]) feed.frame(frame, 40);
    tally.finish(100e9);
    expect(tally.totals.list()).toMatchObject([{ complete: 3, onlyFirst: 1, duplicates: 0, datagrams: { count: 4 } }]);
  });

  it('may be missing', () => {
    const { tally, feed } = started();
    for (const frame of [FIRST, MIDDLE, LAST, datagram(2)[0]]) feed.frame(frame, Number.NaN);
    tally.finish(Number.NaN);
    expect(tally.totals.list()).toMatchObject([{ complete: 1, incomplete: { count: 1 } }]);
  });
});

it('loses no datagram when more are in flight than the table holds', () => {
  const { tally, feed } = started();
  const count = 2 * MAX_DATAGRAMS + 10;
  for (let id = 0; id < count; id++) feed.frame(fragment({ id, more: true }, udp(1, 9, new Uint8Array(8))), 1);
  const whole = count + 1;
  for (const frame of datagram(whole)) feed.frame(frame, 1);
  tally.finish(10e9);
  const sum = tally.totals.list().reduce((total, { datagrams }) => total + datagrams.count, 0);
  expect(sum).toBe(count + 1);
  expect(tally.totals.list().find(({ port }) => port === 8472)).toMatchObject({ complete: 1 });
});

it('tells complete from incomplete for any cut into fragments, order, loss and copies', () => {
  const pieces = fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 2, maxLength: 12 });
  const order = fc.array(fc.nat(1000), { minLength: 24, maxLength: 24 });
  fc.assert(
    fc.property(pieces, order, fc.array(fc.boolean(), { maxLength: 12 }), (units, keys, lost) => {
      let offset = 0;
      const frames = units.map((unit, i) => {
        const frame = fragment({ id: 5, offset, more: i < units.length - 1 }, new Uint8Array(unit * 8));
        offset += unit * 8;
        return frame;
      });
      const kept = frames.filter((_, i) => lost[i] !== true);
      const shuffled = [...kept, ...kept].map((frame, i) => ({ frame, key: keys[i] })).sort((a, b) => a.key - b.key);
      const [total] = totalsOf(...shuffled.map(({ frame }) => frame));
      expect(total?.complete ?? 0).toBe(kept.length === frames.length ? 1 : 0);
      expect(total?.duplicates ?? 0).toBe(kept.length);
    }),
  );
});

it('never throws, whatever the fields', () => {
  const { tally, feed } = started();
  const offer = offerTo(tally);
  neverThrows(offer, (tail) => fragment({ more: true, id: tail[0] ?? 0 }, tail));
  neverThrows(offer, (tail) => fragment({ offset: 65528 }, join(tail, new Uint8Array(400))));
  neverThrows(offer, (tail) => ethernet(STATION, 0x86dd, ipv6Fragment({ ...ENDS6, offset: 8 }, tail)));
  feed.frame(fragment({ offset: 65528 }, new Uint8Array(1400)), 3, 2 ** 31);
  tally.finish(100e9);
  for (const { largestDatagram } of tally.totals.list()) expect(largestDatagram).toBeLessThanOrEqual(65_536);
});
