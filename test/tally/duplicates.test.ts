import { describe, expect, it } from 'vitest';
import type { Observations } from '../../src/tally/observations.ts';
import * as Trouble from '../../src/tally/trouble-layout.ts';
import { ACK, ethernet, FIN, ipv4, ipv6, SYN, sll2, type TcpFields, tcp, udp } from '../helpers/frames.ts';
import { analysisOf, flowOf, observeFrames, observeInputs, type Sighting } from '../helpers/observe.ts';

const segment = (id: number, fields: TcpFields, payload: number, ttl = 64): Uint8Array =>
  ethernet(ipv4({ id, ttl }, tcp(fields, payload)));
const TWO = { linkTypes: [1, 1] };

/** What the only flow counted: packets, bytes, duplicates elsewhere and here, retransmissions. */
function counts(frames: Sighting[], linkTypes = [1, 1]): Record<string, number> {
  const observations = observeFrames(frames, { linkTypes });
  const view = flowOf(observations);
  expect(observations.tallies.flows.size).toBe(1);
  return {
    packets: view.packets(0) + view.packets(1),
    bytes: view.bytes(0) + view.bytes(1),
    elsewhere: observations.tallies.flows.duplicatesElsewhere,
    here: observations.tallies.flows.duplicatesHere,
    again: view.trouble(Trouble.RetransmissionsA),
  };
}

it('leaves the same packet at another place out of the flow, and counts it as a duplicate', () => {
  const one = segment(7, {}, 50);
  const other = segment(7, {}, 50, 63);
  const found = counts([{ bytes: one }, { bytes: other, at: 0.0001, interface: 1 }]);
  expect(found).toEqual({ packets: 1, bytes: one.length, elsewhere: 1, here: 0, again: 0 });
});

it('says in the report how many duplicates there were, and keeps them in the totals of the capture', () => {
  const frames = [{ bytes: segment(7, {}, 50) }, { bytes: segment(7, {}, 50), at: 0.01, interface: 1 }];
  const { capture, flows } = analysisOf(observeFrames(frames, TWO));
  expect([capture.frames, capture.duplicates, flows.duplicates, flows.top[0].packetsAB]).toEqual([2, 1, 1, 1]);
});

it('counts the same packet at the same place within 100 ms as a packet, but as no retransmission', () => {
  const bytes = segment(7, {}, 50);
  const found = counts([{ bytes }, { bytes, at: 0.099 }]);
  expect(found).toEqual({ packets: 2, bytes: 2 * bytes.length, elsewhere: 0, here: 1, again: 0 });
});

it('counts data sent again 200 ms later as one retransmission, seen at two places', () => {
  const [first, again] = [segment(7, {}, 50), segment(8, {}, 50)];
  const frames = [0, 0.0001, 0.2, 0.2001].map((at, i) => ({ bytes: i < 2 ? first : again, at, interface: i % 2 }));
  expect(counts(frames)).toMatchObject({ packets: 2, elsewhere: 2, again: 1 });
});

it('does so as well when the sender used the same identification', () => {
  const bytes = segment(7, {}, 50);
  expect(counts([{ bytes }, { bytes, at: 0.2 }])).toMatchObject({ packets: 2, here: 0, again: 1 });
});

it('leaves out data that was cut anew between two places within 5 ms, and counts it when it comes later', () => {
  const whole = { bytes: segment(7, { sequence: 1 }, 100) };
  const cut = (at: number): Sighting[] => [
    { bytes: segment(7, { sequence: 1 }, 60), at, interface: 1 },
    { bytes: segment(8, { sequence: 61 }, 40), at, interface: 1 },
  ];
  expect(counts([whole, ...cut(0.004)])).toMatchObject({ packets: 1, elsewhere: 2, again: 0 });
  expect(counts([whole, cut(0.006)[0]])).toMatchObject({ packets: 2, elsewhere: 0, again: 1 });
});

it('recognises eight packets of a burst that come out together at another place', () => {
  const burst = Array.from({ length: 8 }, (_, i) => segment(10 + i, { sequence: 1 + 50 * i }, 50));
  const pair = segment(1, { sequence: -49 }, 50);
  const frames = [
    { bytes: pair },
    { bytes: pair, interface: 1 },
    ...burst.map((bytes) => ({ bytes, at: 1 })),
    ...burst.map((bytes) => ({ bytes, at: 1.01, interface: 1 })),
  ];
  expect(counts(frames)).toMatchObject({ packets: 9, elsewhere: 9, again: 0 });
});

it('finds datagrams and IPv6 packets again by their content', () => {
  for (const ip of [ipv4({ id: 5 }, udp({}, 30)), ipv6({}, udp({}, 30)), ipv6({}, tcp({}, 30))]) {
    const bytes = ethernet(ip);
    expect(counts([{ bytes }, { bytes, at: 0.001, interface: 1 }])).toMatchObject({ packets: 1, elsewhere: 1 });
  }
});

it('takes equal acknowledgments without identification for what they are: many', () => {
  const bytes = ethernet(ipv6({}, tcp({})));
  expect(counts([0, 0.0001, 0.0002].map((at) => ({ bytes, at })))).toMatchObject({ packets: 3, here: 0, elsewhere: 0 });
});

describe('without identification, at one place', () => {
  const answer = (at: number): Sighting => ({
    at,
    bytes: ethernet(ipv6({ from: 'fd00::2', to: 'fd00::1' }, tcp({ from: 80, to: 40_000, acknowledgment: 1 }))),
  });
  const twice = (fields: TcpFields, apart: number, payload = 0, between: Sighting[] = []) => {
    const bytes = ethernet(ipv6({}, tcp(fields, payload)));
    return counts([{ bytes }, ...between, { bytes, at: apart }]);
  };

  it.each([SYN, SYN | ACK])('takes a SYN for the same within 100 ms, answered or not, flags %i', (flags) => {
    const copy = { here: 1, again: 0 };
    expect(twice({ flags }, 0.00002)).toMatchObject(copy);
    expect(twice({ flags }, 0.09, 0, [answer(0.001)])).toMatchObject(copy);
    expect(twice({ flags }, 0.99)).toMatchObject({ here: 0 });
  });

  it.each([
    ['data', ACK, 10],
    ['a FIN', FIN | ACK, 0],
  ])('takes %s for the same within 1 ms, unless an answer came between', (_, flags, payload) => {
    expect(twice({ flags }, 0.0009, payload)).toMatchObject({ here: 1, again: 0 });
    expect(twice({ flags }, 0.0011, payload)).toMatchObject({ here: 0, again: 1 });
    expect(twice({ flags }, 0.0009, payload, [answer(0.0005)])).toMatchObject({ here: 0, again: 1 });
  });
});

it('knows two devices of an any capture by their index', () => {
  const ip = ipv4({ id: 9 }, tcp({ flags: SYN }));
  const frames = [
    { bytes: sll2(ip, 3, 0) },
    { bytes: sll2(ip, 5, 4), at: 0.0001 },
    {
      bytes: sll2(
        ipv4({ from: '10.0.0.2', to: '10.0.0.1', id: 1 }, tcp({ from: 80, to: 40_000, flags: SYN | ACK })),
        5,
        0,
      ),
      at: 0.1,
    },
  ];
  expect(counts(frames, [276])).toMatchObject({ packets: 2, elsewhere: 1 });
});

it('stays sane over packet types that no kernel writes', () => {
  const there = ipv4({ id: 9 }, tcp({}));
  const back = ipv4({ from: '10.0.0.2', to: '10.0.0.1', id: 1 }, tcp({ from: 80, to: 40_000 }));
  const observations = observeFrames([{ bytes: sll2(there, 3, 255) }, { bytes: sll2(back, 3, 0), at: 1 }], {
    linkTypes: [276],
  });
  expect(flowOf(observations).place(1)).toBe(0);
  expect(flowOf(observations).cookedType(1)).toBe(0);
});

it('goes on in the next of several rotated captures: a retransmission there is one', () => {
  const frames = [
    { bytes: segment(1, { sequence: 1 }, 50), at: 0 },
    { bytes: segment(2, { sequence: 51 }, 50), at: 0.5 },
    { bytes: segment(3, { sequence: 101 }, 50), at: 1 },
    { bytes: segment(4, { sequence: 101 }, 50), at: 1.003 },
  ];
  const whole = flowOf(observeFrames(frames));
  const rotated = flowOf(observeInputs([frames.slice(0, 2), frames.slice(2)]));
  const told = (view: typeof whole): number[] => [view.packets(0), view.trouble(Trouble.RetransmissionsA)];
  expect(told(whole)).toEqual([4, 1]);
  expect(told(rotated)).toEqual([4, 1]);
});

/** Datagrams that nothing tells apart, one every 2 ms from `from` on. */
const heartbeats = (from: number, count: number): Sighting[] =>
  Array.from({ length: count }, (_, i) => ({ bytes: ethernet(ipv4({ id: 0 }, udp({}, 30))), at: from + 0.002 * i }));

const figures = (observations: Observations): number[] => {
  const { duplicatesElsewhere, duplicatesHere } = observations.tallies.flows;
  return [flowOf(observations).packets(0), duplicatesElsewhere, duplicatesHere];
};

it('loses no packets where a rotated capture, or the next section of a file, goes on', () => {
  const [before, after] = [heartbeats(0, 20), heartbeats(0.04, 20)];
  expect(figures(observeFrames([...before, ...after]))).toEqual([40, 0, 0]);
  expect(figures(observeInputs([before, after]))).toEqual([40, 0, 0]);
  const next = after.map((frame) => ({ ...frame, interface: 1 }));
  for (const perBatch of [1, 256])
    expect(figures(observeFrames([...before, ...next], { ...TWO, sections: [0, 1], perBatch }))).toEqual([40, 0, 0]);
});

it('knows a copy in the next of several rotated captures as one of the same place', () => {
  const bytes = segment(7, {}, 50);
  const first = [{ bytes: segment(6, {}, 10) }, { bytes, at: 1 }];
  expect(figures(observeInputs([first, [{ bytes, at: 1.01 }]]))).toEqual([3, 0, 1]);
});

it('takes inputs, and sections, that overlap in time for captures at several places', () => {
  const frames = [0, 1, 2].map((i) => ({ bytes: segment(7 + i, { sequence: 50 * i }, 50), at: 0.01 * i }));
  const copies = frames.slice(1).map((frame) => ({ ...frame, at: frame.at + 0.0001 }));
  expect(figures(observeInputs([frames, copies]))).toEqual([3, 2, 0]);
  const inSection = copies.map((frame) => ({ ...frame, interface: 1 }));
  expect(figures(observeFrames([...frames, ...inSection], { ...TWO, sections: [0, 1] }))).toEqual([3, 2, 0]);
});

it('counts sightings at another place as packets when asked to, and still as no retransmission', () => {
  const bytes = segment(7, {}, 50);
  const frames = [{ bytes }, { bytes, at: 0.0001, interface: 1 }];
  const view = flowOf(observeFrames(frames, { ...TWO, keepDuplicates: true }));
  expect([view.packets(0), view.trouble(Trouble.RetransmissionsA), view.trouble(Trouble.DuplicatesElsewhere)]).toEqual([
    2, 0, 1,
  ]);
});
