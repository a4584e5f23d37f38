import { expect, it } from 'vitest';
import { concat } from '../helpers/capture-builder.ts';
import { arp, BROADCAST, ethernet, ipv4, MAC_A, MAC_B, sll2, udp, vlan, vxlan } from '../helpers/frames.ts';
import { analysisOf, observeFrames } from '../helpers/observe.ts';

const INNER_A = '0a:58:0a:f4:00:02';
const INNER_B = '02:42:0a:f4:00:03';

/** Station, frames sent, frames received. */
const macsOf = (bytes: Uint8Array, linkType = 1): [string, number, number][] =>
  analysisOf(observeFrames([{ bytes }], { linkTypes: [linkType] }))
    .endpoints.macs.map((one): [string, number, number] => [one.mac, one.framesSent, one.framesReceived])
    .sort();
const overlay = (inner: Uint8Array): Uint8Array => ethernet(ipv4({}, udp({ from: 9, to: 4789 }, vxlan(1, inner))));

it('counts both ends of a frame without IP, and of IP behind a tag', () => {
  expect(macsOf(ethernet(arp()))).toEqual([
    [MAC_A, 1, 0],
    [MAC_B, 0, 1],
  ]);
  expect(macsOf(ethernet(vlan(7, ipv4({}, udp({})))))).toEqual([
    [MAC_A, 1, 0],
    [MAC_B, 0, 1],
  ]);
});

it('counts no group as a receiver', () => {
  expect(macsOf(ethernet(arp(), { to: BROADCAST }))).toEqual([[MAC_A, 1, 0]]);
});

it.each([
  ['IP', ipv4({ from: '10.1.0.1', to: '10.1.0.2' }, udp({}))],
  ['ARP', arp()],
])('counts the stations outside and inside a tunnel that carries %s, each once', (_, inner) => {
  expect(macsOf(overlay(ethernet(inner, { from: INNER_A, to: INNER_B })))).toEqual([
    [MAC_A, 1, 0],
    [MAC_B, 0, 1],
    [INNER_B, 0, 1],
    [INNER_A, 1, 0],
  ]);
});

it('counts the middle of three nested frames too', () => {
  const innermost = ethernet(ipv4({ from: '10.2.0.1', to: '10.2.0.2' }, udp({})), { from: INNER_A, to: INNER_B });
  const middle = ethernet(ipv4({ from: '10.1.0.1', to: '10.1.0.2' }, udp({ from: 9, to: 4789 }, vxlan(2, innermost))), {
    from: '02:00:00:00:00:0c',
    to: '02:00:00:00:00:0d',
  });
  expect(macsOf(overlay(middle))).toHaveLength(6);
});

it('counts the sender of a cooked frame', () => {
  expect(macsOf(sll2(arp(), 2), 276)).toEqual([[MAC_A, 1, 0]]);
  expect(macsOf(sll2(ipv4({}, udp({})), 2), 276)).toEqual([[MAC_A, 1, 0]]);
});

it('counts stations of a frame whose IP header is cut off', () => {
  const cut = concat([ethernet(ipv4({}, udp({}))).subarray(0, 20)]);
  expect(macsOf(cut)).toEqual([
    [MAC_A, 1, 0],
    [MAC_B, 0, 1],
  ]);
});

it('tells when a station was first and last seen, whichever frames those were', () => {
  const frames = [
    { bytes: ethernet(ipv4({ id: 1 }, udp({}))), at: 5 },
    { bytes: ethernet(arp()), at: 2 },
    { bytes: ethernet(arp()), at: 9 },
  ];
  const [station] = analysisOf(observeFrames(frames)).endpoints.macs;
  expect([station.firstSeen, station.lastSeen]).toEqual([
    '2023-11-14T22:13:22.000000000Z',
    '2023-11-14T22:13:29.000000000Z',
  ]);
});
