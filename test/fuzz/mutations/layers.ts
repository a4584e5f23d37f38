/** Mutations inside packets: header fields that decide what follows, headers put in, packets put into one another's tunnels. */
import type { Random } from '../../../bench/generator/random.ts';
import { hex } from '../../helpers/hex.ts';
import { EXTREMES, type Mutation, pick, put, spliced } from './mutation.ts';
import { type Pieces, putTogether, RECORD_HEADER, takeApart } from './pieces.ts';

/** Where a packet's bytes begin in an enhanced packet block. */
const ENHANCED_PACKET = 28;
const ENHANCED_PACKET_TYPE = 6;
const ETHERNET = 14;
const IPV4 = 20;
const MOST_TIMES = 40;

const ETHER_TYPES = [
  0x0800, 0x0806, 0x86dd, 0x8100, 0x88a8, 0x8847, 0x8848, 0x8863, 0x8864, 0x88cc, 0x6558, 0x88e7, 0x894f, 0x05ff,
  0x0004, 0x88be, 0x22eb,
];
const IP_PROTOCOLS = [0, 1, 2, 4, 6, 17, 33, 41, 43, 44, 47, 50, 51, 58, 59, 60, 89, 112, 115, 132, 135, 136, 137, 255];
const PORTS = [53, 67, 68, 80, 179, 443, 546, 547, 1701, 3784, 4789, 4790, 5353, 6081, 6635, 6784, 8472, 51_820];

/** Headers as they stand behind an EtherType (without it); the last two bytes of most say what follows. */
const HEADERS = {
  vlan: hex`8100 0064`,
  qinq: hex`88a8 0064`,
  mpls: hex`8847 0001 0040`,
  pppoe: hex`8864 1100 0001 0040 0021`,
  ipv4: hex`0800 4500 0100 0000 0000 4004 0000 0a00 0001 0a00 0002`,
  gre: hex`0800 4500 0100 0000 0000 402f 0000 0a00 0001 0a00 0002 0000 6558`,
  vxlan: hex`0800 4500 0100 0000 0000 4011 0000 0a00 0001 0a00 0002 c000 12b5 00ec 0000 0800 0000 0000 2a00`,
  geneve: hex`0800 4500 0100 0000 0000 4011 0000 0a00 0001 0a00 0002 c000 17c1 00ec 0000 0000 6558 0000 2a00`,
  ipv6: hex`86dd 6000 0000 0100 2940 fd00 0000 0000 0000 0000 0000 0000 0001 fd00 0000 0000 0000 0000 0000 0000 0002`,
};

type Edit = (packet: Uint8Array, random: Random, other: () => Uint8Array) => Uint8Array;

const EDITS: readonly Edit[] = [
  function etherType(packet, random) {
    put(packet, 12, pick(random, ETHER_TYPES), 2, false);
    return packet;
  },
  function ipField(packet, random) {
    const [offset, width] = pick(random, [
      [0, 1],
      [2, 2],
      [4, 2],
      [6, 2],
      [8, 1],
      [10, 2],
      [12, 4],
      [16, 4],
    ] as const);
    put(packet, ETHERNET + offset, pick(random, EXTREMES), width, false);
    return packet;
  },
  function ipProtocol(packet, random) {
    put(packet, ETHERNET + pick(random, [9, 6]), pick(random, IP_PROTOCOLS), 1, false);
    return packet;
  },
  function port(packet, random) {
    put(packet, ETHERNET + IPV4 + pick(random, [0, 2]), pick(random, PORTS), 2, false);
    return packet;
  },
  function transportField(packet, random) {
    put(packet, ETHERNET + IPV4 + random.below(24), pick(random, EXTREMES), pick(random, [1, 2, 4]), false);
    return packet;
  },
  function header(packet, random) {
    const piece = pick(random, Object.values(HEADERS));
    const times = random.percent(20) ? 1 + random.below(MOST_TIMES) : 1;
    return spliced(packet, Math.min(12, packet.length), 0, new Uint8Array(Buffer.concat(Array(times).fill(piece))));
  },
  function tunnel(packet, random, other) {
    const outer = pick(random, [HEADERS.vxlan, HEADERS.geneve, HEADERS.gre]);
    const inner = packetOf(other(), random) ?? packet;
    return new Uint8Array(Buffer.concat([packet.subarray(0, 12), outer, inner]));
  },
  function grow(packet, random) {
    const tail = Uint8Array.from({ length: random.below(300) }, () => random.word() & 0xff);
    return spliced(packet, packet.length, 0, tail);
  },
];

export const LAYER_MUTATIONS: readonly Mutation[] = EDITS.map(
  (edit): Mutation =>
    (bytes, random, other) => {
      const pieces = takeApart(bytes);
      const at = pieces && packetIndex(pieces, random);
      if (pieces === null || at === null) return bytes;
      const { records, littleEndian, pcapng } = pieces;
      const start = pcapng ? ENHANCED_PACKET : RECORD_HEADER;
      const packet = edit(packetIn(records[at], pieces).slice(), random, other);
      records[at] = pcapng
        ? block(records[at], packet, littleEndian)
        : record(records[at].slice(0, start), packet, littleEndian);
      return putTogether(pieces);
    },
);

function packetOf(bytes: Uint8Array, random: Random): Uint8Array | null {
  const pieces = takeApart(bytes);
  const at = pieces && packetIndex(pieces, random);
  return pieces === null || at === null ? null : packetIn(pieces.records[at], pieces);
}

/** A record that holds a packet; null when the one that chance found does not. */
function packetIndex({ records, pcapng, littleEndian }: Pieces, random: Random): number | null {
  if (records.length === 0) return null;
  const at = random.below(records.length);
  if (!pcapng) return at;
  const view = new DataView(records[at].buffer, records[at].byteOffset);
  return records[at].length > ENHANCED_PACKET + 4 && view.getUint32(0, littleEndian) === ENHANCED_PACKET_TYPE
    ? at
    : null;
}

function packetIn(bytes: Uint8Array, { pcapng, littleEndian }: Pieces): Uint8Array {
  if (!pcapng) return bytes.subarray(RECORD_HEADER);
  const captured = new DataView(bytes.buffer, bytes.byteOffset).getUint32(20, littleEndian);
  return bytes.subarray(ENHANCED_PACKET, Math.min(ENHANCED_PACKET + captured, bytes.length - 4));
}

function record(header: Uint8Array, packet: Uint8Array, littleEndian: boolean): Uint8Array {
  put(header, 8, packet.length, 4, littleEndian);
  put(header, 12, packet.length, 4, littleEndian);
  return new Uint8Array(Buffer.concat([header, packet]));
}

function block(old: Uint8Array, packet: Uint8Array, littleEndian: boolean): Uint8Array {
  const whole = new Uint8Array(ENHANCED_PACKET + packet.length + (-packet.length & 3) + 4);
  whole.set(old.subarray(0, ENHANCED_PACKET));
  whole.set(packet, ENHANCED_PACKET);
  for (const at of [4, whole.length - 4]) put(whole, at, whole.length, 4, littleEndian);
  for (const at of [20, 24]) put(whole, at, packet.length, 4, littleEndian);
  return whole;
}
