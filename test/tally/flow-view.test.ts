import { expect, it } from 'vitest';
import * as Seen from '../../src/tally/flow-seen.ts';
import * as Trouble from '../../src/tally/trouble-layout.ts';
import { ACK, ethernet, FIN, ipv4, ipv6, MAC_A, MAC_B, raw, SYN, sll2, tcp, udp } from '../helpers/frames.ts';
import { flowOf, observeFrames } from '../helpers/observe.ts';

const there = (ttl: number, id: number, flags = ACK): Uint8Array =>
  ethernet(ipv4({ ttl, id, dontFragment: true }, tcp({ flags })));
const back = ethernet(
  ipv4({ from: '10.0.0.2', to: '10.0.0.1', ttl: 61, id: 9 }, tcp({ from: 80, to: 40_000, flags: FIN | ACK })),
  { from: MAC_B, to: MAC_A },
);

it('shows times, frames, stations and TTL of both directions', () => {
  const view = flowOf(
    observeFrames([
      { bytes: there(64, 1, SYN), at: 1 },
      { bytes: back, at: 2 },
      { bytes: there(60, 2), at: 4 },
    ]),
  );
  // The clock counts from midnight; START_SECONDS is 22:13:20.
  const start = 80_000e9;
  expect([view.first - start, view.firstB - start, view.last - start]).toEqual([1e9, 2e9, 4e9]);
  expect([view.firstFrame, view.firstFrameB]).toEqual([1, 2]);
  expect([view.ttl(0), view.ttl(1)]).toEqual([64, 61]);
  expect([view.has(Seen.TtlVariesA, 0), view.has(Seen.TtlVariesA, 1)]).toEqual([true, false]);
  expect([view.has(Seen.DontFragmentA, 0), view.has(Seen.DontFragmentA, 1)]).toEqual([true, false]);
  expect([view.source(0), view.destination(0), view.source(1), view.destination(1)]).toEqual([
    MAC_A,
    MAC_B,
    MAC_B,
    MAC_A,
  ]);
  expect([view.tcpFlags(0), view.tcpFlags(1)]).toEqual([SYN | ACK, FIN | ACK]);
  expect([view.protocol, view.isIpv6, view.isInner, view.isPortless]).toEqual([6, false, false, false]);
});

it('has nothing of a direction that was not seen, and no trouble', () => {
  const view = flowOf(observeFrames([{ bytes: there(64, 1) }]));
  expect([view.firstB, view.firstFrameB, view.source(1), view.destination(1), view.ttl(1)]).toEqual([
    Number.NaN,
    0,
    null,
    null,
    0,
  ]);
  expect([view.trouble(Trouble.ResetsA), view.troubleDouble(Trouble.FirstReset)]).toEqual([0, 0]);
});

it('has no times without time stamps, and takes the first that comes', () => {
  const timeless = flowOf(observeFrames([{ bytes: there(64, 1), at: Number.NaN }]));
  expect([timeless.first, timeless.last]).toEqual([Number.NaN, Number.NaN]);
  const mixed = flowOf(
    observeFrames([
      { bytes: there(64, 1), at: Number.NaN },
      { bytes: there(64, 2), at: 5 },
      { bytes: there(64, 3), at: 3 },
    ]),
  );
  expect([mixed.first, mixed.last]).toEqual([80_003e9, 80_005e9]);
});

it('knows when both stations are one, as on ipvlan', () => {
  const shared = ethernet(ipv4({}, udp({})), { from: MAC_A, to: MAC_A });
  expect(flowOf(observeFrames([{ bytes: shared }])).sameStations(0)).toBe(true);
  expect(flowOf(observeFrames([{ bytes: there(64, 1) }])).sameStations(0)).toBe(false);
});

it('writes IPv6 addresses in full', () => {
  const view = flowOf(observeFrames([{ bytes: ethernet(ipv6({ from: '2001:db8::5' }, udp({}))) }]));
  expect([view.address(0), view.address(1), view.isIpv6]).toEqual(['2001:db8::5', 'fd00::2', true]);
});

it('shows where and as what a cooked packet was seen', () => {
  const ip = ipv4({}, udp({}));
  const other = ipv4({ from: '10.0.0.9' }, udp({}));
  const observations = observeFrames([{ bytes: sll2(ip, 3, 4) }, { bytes: sll2(other, 8, 0) }], { linkTypes: [276] });
  expect([0, 1].map((flow) => [flowOf(observations, flow).place(0), flowOf(observations, flow).cookedType(0)])).toEqual(
    [
      [0, 4],
      [1, 0],
    ],
  );
  expect(flowOf(observeFrames([{ bytes: ethernet(ip) }])).cookedType(0)).toBe(-1);
});

it('puts fragments without ports aside', () => {
  const view = flowOf(observeFrames([{ bytes: ethernet(ipv4({ offset: 8, id: 1 }, raw(17, 20))) }]));
  expect([view.isPortless, view.has(Seen.Fragments)]).toEqual([true, true]);
});
