import { expect, it } from 'vitest';
import { Conversations } from '../../src/tally/conversations.ts';
import { Packet } from '../../src/wire/packet.ts';
import * as Protocol from '../../src/wire/protocol.ts';

const { Vlan, Vxlan, Geneve } = Protocol;

/** A chain of [kind, id] links, as a number of the packet's. */
function inside(packet: Packet, ...links: [typeof Vlan | typeof Vxlan | typeof Geneve, number][]): Packet {
  packet.context = 0;
  for (const [kind, id] of links) packet.tag(kind, id);
  return packet;
}

it('joins tunnels of one kind, whatever their identifiers', () => {
  const conversations = new Conversations();
  const packet = new Packet();
  const one = conversations.of(inside(packet, [Vxlan, 1]));
  expect(conversations.of(inside(packet, [Vxlan, 2]))).toBe(one);
  expect(conversations.of(inside(packet, [Vxlan, 1]))).toBe(one);
});

it('keeps VLANs, kinds and depths of tunnels apart', () => {
  const conversations = new Conversations();
  const packet = new Packet();
  const numbers = [
    conversations.of(inside(packet)),
    conversations.of(inside(packet, [Vlan, 1])),
    conversations.of(inside(packet, [Vlan, 2])),
    conversations.of(inside(packet, [Vxlan, 1])),
    conversations.of(inside(packet, [Geneve, 1])),
    conversations.of(inside(packet, [Vxlan, 1], [Vlan, 1])),
    conversations.of(inside(packet, [Vxlan, 1], [Vxlan, 1])),
  ];
  expect(new Set(numbers).size).toBe(numbers.length);
});

it('knows chains beyond the first it made room for', () => {
  const conversations = new Conversations();
  const packet = new Packet();
  const numbers = Array.from({ length: 1000 }, (_, id) => conversations.of(inside(packet, [Vlan, id])));
  expect(new Set(numbers).size).toBe(1000);
  expect(conversations.of(inside(packet, [Vlan, 999]))).toBe(numbers[999]);
});
