import { expect, it } from 'vitest';
import { ArpDirections } from '../../src/tally/arp-directions.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { arp, ethernet, ipv4, MAC_A, sll2, udp, vxlan } from '../helpers/frames.ts';
import { Feed, layersOf, neverThrows, SLL2 } from './feed.ts';

const FROM_US = 4;
const BROADCAST = 1;
const offerTo = (tally: ArpDirections) => layersOf((packet, at) => tally.add(packet, at), Protocol.Arp);

it('tells what leaves from what comes in, by station and address', () => {
  const tally = new ArpDirections();
  const feed = new Feed(offerTo(tally), SLL2);
  feed.frame(sll2(arp({ from: '10.0.0.1' }), 2, FROM_US), 1);
  feed.frame(sll2(arp({ from: '10.0.0.7' }), 2, BROADCAST), 2);
  feed.frame(sll2(arp({ from: '10.0.0.7' }), 2, BROADCAST), 3);
  const times = { place: 0, station: MAC_A };
  expect(tally.list()).toMatchObject([
    { ...times, address: '10.0.0.1', outgoing: true, frames: 1, firstFrame: 1 },
    { ...times, address: '10.0.0.7', outgoing: false, frames: 2, firstFrame: 2, lastFrame: 3 },
  ]);
});

it('passes over probes, links that tell no direction, and what tunnels carry', () => {
  const tally = new ArpDirections();
  new Feed(offerTo(tally), SLL2).frame(sll2(arp({ from: '0.0.0.0' }), 2, FROM_US), 1);
  new Feed(offerTo(tally)).frame(ethernet(arp()), 1);
  const inside = ipv4({}, udp({ from: 1, to: 8472 }, vxlan(1, ethernet(arp()))));
  new Feed(offerTo(tally), SLL2).frame(sll2(inside, 2, FROM_US), 1);
  expect(tally.list()).toEqual([]);
});

it('never throws, whatever follows the header', () => {
  neverThrows(offerTo(new ArpDirections()), (tail) => sll2({ etherType: 0x0806, bytes: tail }, 2), SLL2);
});
