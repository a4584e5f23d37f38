/** The packet under the cursor: what it forgets, and what it says of outer and inner headers. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Cast from '../../src/wire/cast.ts';
import * as Fault from '../../src/wire/fault.ts';
import { FAULT_KINDS, INNER, MAX_LAYERS, OUTER, Packet } from '../../src/wire/packet.ts';
import * as PacketType from '../../src/wire/packet-type.ts';
import * as Path from '../../src/wire/path.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import type { ProtocolId } from '../../src/wire/protocol-id.ts';
import { decode } from '../../src/wire/registry.ts';
import * as TcpFlag from '../../src/wire/tcp-flag.ts';
import { hex } from '../helpers/hex.ts';
import { decoded, packetOf } from './decoded.ts';

const ARP = hex`0001 0800 06 04 0001 020000000001 0a000001 000000000000 0a000002`;
/** VXLAN in IPv4, in it a tagged frame with the first fragment of a UDP datagram; three bytes of padding. */
const INSIDE = hex`020000000004 020000000003 8100 0005 0800 4500 001c 0007 2000 40 11 0000 0a010001 0a010002 0001 0002 0000 0000 0000`;
const TUNNEL = hex`01005e000001 020000000001 0800 4500 0052 0000 0000 40 11 0000 0a000001 0a000002 c000 12b5 0000 0000 08000000 00000900 ${INSIDE} ffffff`;
const COOKED = hex`0806 0000 00000007 0001 04 06 020000000001 0000 ${ARP}`;
const DATAGRAM = hex`4500 0020 0000 0000 40 11 0000 0a000001 0a000002 0001 0002 000c 0000 01020304`;
const CUT = hex`020000000002 020000000001 0806 0001`;

/** All that a packet says, its place in the buffer and what it keeps for good left out. */
function said(packet: Packet): object {
  const { bytes, view, contexts, udpPorts, protocols, starts, paths, ...scalars } = packet;
  const layers = [protocols.slice(0, packet.count), starts.slice(0, packet.count)];
  return { ...scalars, layers, paths: paths.slice(0, Math.min(packet.networks, 2) * Path.SLOTS) };
}

it('begins as it is after a reset', () => {
  const packet = new Packet();
  packet.reset(0, 0, 0);
  expect(said(packet)).toEqual(said(new Packet()));
  expect(said(packet)).toMatchObject({ frame: 0, place: 0, timeNs: 0, count: 0, path: OUTER, snapped: false });
  expect(said(packet)).toMatchObject({ ethernet: -1, cookedType: -1, cookedAddress: -1, cast: Cast.None });
  expect([packet.udpPorts.length, packet.bytes.length]).toEqual([65536, 0]);
});

it.each([
  ['a tunnel', TUNNEL, 1],
  ['a cooked frame', COOKED, 276],
  ['a cut frame', CUT, 1],
  ['a datagram', DATAGRAM, 228],
])('says the same of a packet whatever came before it: %s', (_, before, linkType) => {
  for (const [after, afterLink] of [
    [TUNNEL, 1],
    [COOKED, 276],
    [CUT, 1],
    [ARP, 105],
  ] as const) {
    const packet = packetOf(before, before.length + 5);
    decode(packet, linkType);
    const fresh = packetOf(after);
    // Contexts are numbered by appearance; those of the packet before keep their numbers.
    decode(packetOf(TUNNEL), 1);
    packet.bytes = fresh.bytes;
    packet.view = fresh.view;
    packet.reset(fresh.start, fresh.end, fresh.wireLength);
    decode(packet, afterLink);
    decode(fresh, afterLink);
    expect(said(packet)).toEqual(said(fresh));
  }
});

it('knows both paths of a tunnelled packet', () => {
  const { paths, start, count, networks, path, ethernet, ethernets, cast, tunneled, ...packet } = decoded(TUNNEL);
  const of = (slots: number): number[] => Array.from(paths.subarray(slots, slots + Path.SLOTS));
  expect([count, networks, path, ethernets, cast, tunneled]).toEqual([8, 2, INNER, 2, Cast.Multicast, true]);
  const [vxlan, inside] = [packet.contexts.chain(packet.context)[0], packet.contexts.chain(packet.context).length];
  expect([vxlan, inside]).toEqual([{ parent: 0, kind: Protocol.Vxlan, id: 9 }, 2]);
  const outer = { at: start + 14, end: start + 14 + 82 };
  expect(of(OUTER)).toEqual([outer.at, 4, 17, outer.at + 20, start, 0, outer.end, outer.end, 0]);
  const inner = { frame: start + 50, at: start + 68, end: start + 68 + 28 };
  expect(of(INNER).with(Path.Context, 0)).toEqual([
    inner.at,
    4,
    17,
    inner.at + 20,
    inner.frame,
    0,
    inner.end,
    inner.end,
    1,
  ]);
  expect([ethernet, of(INNER)[Path.Context]]).toEqual([inner.frame, packet.context]);
});

it('forgets the transport of the header before, until the next is known', () => {
  const packet = packetOf(TUNNEL);
  decode(packet, 1);
  packet.network(6);
  expect(Array.from(packet.paths.subarray(INNER)).with(Path.Context, 0)).toEqual([
    packet.at,
    6,
    -1,
    -1,
    packet.ethernet,
    0,
    packet.at,
    packet.at,
    0,
  ]);
});

it('finds the first and the last layer of a protocol, whole ones only', () => {
  const packet = decoded(TUNNEL);
  const wanted: ProtocolId[] = [Protocol.Ethernet, Protocol.Ipv4, Protocol.Vxlan, Protocol.Arp];
  expect(wanted.map((id) => packet.outer(id))).toEqual([0, 1, 3, -1]);
  expect(wanted.map((id) => packet.inner(id))).toEqual([4, 6, 3, -1]);
  const cut = decoded(CUT);
  expect([cut.outer(Protocol.Arp), cut.inner(Protocol.Arp), cut.inner(Protocol.Ethernet)]).toEqual([-1, -1, 0]);
});

it('knows a packet of which less was captured than there was', () => {
  const packet = new Packet();
  const snapped = (start: number, end: number, wireLength: number): [boolean, number, number] => {
    packet.reset(start, end, wireLength);
    return [packet.snapped, packet.wireEnd, packet.wireLength];
  };
  expect(snapped(10, 20, 11)).toEqual([true, 21, 11]);
  expect(snapped(10, 20, 10)).toEqual([false, 20, 10]);
  expect(snapped(10, 20, 9)).toEqual([false, 20, 9]);
});

it('moves its ends in, never out', () => {
  const moves = (from: number, length: number, captured: number, claimed: number): boolean => {
    const packet = new Packet();
    packet.reset(0, captured, captured + claimed);
    packet.limit(from, length);
    return (
      packet.end === Math.min(captured, from + length) && packet.wireEnd === Math.min(captured + claimed, from + length)
    );
  };
  fc.assert(fc.property(fc.nat(50), fc.nat(50), fc.nat(60), fc.nat(60), moves));
});

it('answers no when the stack is full, and enters nothing', () => {
  const packet = new Packet();
  packet.reset(0, 0, 0);
  const entered = Array.from({ length: MAX_LAYERS + 1 }, () => packet.enter(Protocol.Vlan));
  expect(MAX_LAYERS).toBe(24);
  expect([entered.indexOf(false), packet.count, packet.whole, packet.fault]).toEqual([24, 24, 24, Fault.TooDeep]);
});

it('numbers what the kernel, the columns of tallies and the wire number alike', () => {
  expect({ ...Cast }).toEqual({ Unicast: 0, Broadcast: 1, Multicast: 2, None: 3 });
  expect(Object.values(Fault).toSorted((a, b) => a - b)).toEqual(Array.from({ length: FAULT_KINDS }, (_, i) => i));
  // packet(7), and RFC 9293 §3.1.
  expect(Object.values(PacketType).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
  expect([PacketType.Broadcast, PacketType.Multicast, PacketType.FromUs]).toEqual([1, 2, 4]);
  expect({ ...TcpFlag }).toEqual({ Fin: 1, Syn: 2, Rst: 4, Ack: 16 });
  expect([OUTER, INNER, Path.SLOTS]).toEqual([0, 9, 9]);
});
