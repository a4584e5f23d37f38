/** The two capture formats, little-endian: what stands before the packets, and around each of them. */
import type { TrafficOptions } from './options.ts';

/** Longest of file header and interface blocks. */
export const MAX_PREAMBLE = 4096;
/** Most that stands around a packet, padding included. */
export const MAX_RECORD_OVERHEAD = 36;

const SNAPLEN = 262_144;
const ETHERNET = 1;
/** pcap, microseconds; pcapng block types (draft-ietf-opsawg-pcap §4, -pcapng §4). */
const PCAP_MAGIC = 0xa1b2c3d4;
const SECTION_HEADER = 0x0a0d0d0a;
const BYTE_ORDER = 0x1a2b3c4d;
const INTERFACE_DESCRIPTION = 1;
const ENHANCED_PACKET = 6;
const PCAP_RECORD_HEADER = 16;
const PACKET_BLOCK_HEADER = 28;
const OPTION_TIMESTAMP_RESOLUTION = 9;
const NANOSECONDS = 9;

/** A packet's place and time. */
export interface Record {
  interface: number;
  /** Whole seconds since 1970, and ns within. */
  seconds: number;
  nanoseconds: number;
  length: number;
}

/** How a format is written; offsets are into one buffer, with room as the two constants above promise. */
export interface Container {
  /** Bytes between a record's begin and its packet. */
  header: number;
  /** Writes what comes first and answers where it ends. */
  begin(view: DataView): number;
  /** Writes what stands around the packet of the record that begins at `at`, and answers where the record ends. */
  wrap(view: DataView, at: number, record: Record): number;
}

/** The container that the options ask for. */
export const containerOf = (options: TrafficOptions): Container =>
  options.format === 'pcap' ? pcap : { ...pcapng, begin: (view) => preamble(view, options.interfaces) };

const pcap: Container = {
  header: PCAP_RECORD_HEADER,
  begin(view) {
    const words = [PCAP_MAGIC, (4 << 16) | 2, 0, 0, SNAPLEN, ETHERNET];
    for (const [i, word] of words.entries()) view.setUint32(4 * i, word, true);
    return 4 * words.length;
  },
  wrap(view, at, { seconds, nanoseconds, length }) {
    view.setUint32(at, seconds, true);
    view.setUint32(at + 4, Math.floor(nanoseconds / 1000), true);
    view.setUint32(at + 8, length, true);
    view.setUint32(at + 12, length, true);
    return at + PCAP_RECORD_HEADER + length;
  },
};

/** Interfaces of odd number count nanoseconds, the others microseconds. */
const pcapng = {
  header: PACKET_BLOCK_HEADER,
  wrap(view: DataView, at: number, record: Record): number {
    const { length } = record;
    const padded = (length + 3) & ~3;
    const blockLength = PACKET_BLOCK_HEADER + padded + 4;
    const perSecond = (record.interface & 1) === 1 ? 1e9 : 1e6;
    const units =
      BigInt(record.seconds) * BigInt(perSecond) + BigInt(Math.floor(record.nanoseconds / (1e9 / perSecond)));
    view.setUint32(at, ENHANCED_PACKET, true);
    view.setUint32(at + 4, blockLength, true);
    view.setUint32(at + 8, record.interface, true);
    view.setUint32(at + 12, Number(units >> 32n), true);
    view.setUint32(at + 16, Number(units & 0xffff_ffffn), true);
    view.setUint32(at + 20, length, true);
    view.setUint32(at + 24, length, true);
    for (let i = length; i < padded; i++) view.setUint8(at + PACKET_BLOCK_HEADER + i, 0);
    view.setUint32(at + PACKET_BLOCK_HEADER + padded, blockLength, true);
    return at + blockLength;
  },
};

function preamble(view: DataView, interfaces: number): number {
  const section = [SECTION_HEADER, 28, BYTE_ORDER, 1, 0xffff_ffff, 0xffff_ffff, 28];
  for (const [i, word] of section.entries()) view.setUint32(4 * i, word, true);
  let at = 4 * section.length;
  for (let i = 0; i < interfaces; i++) {
    const resolution = (i & 1) === 1 ? NANOSECONDS : 6;
    const block = [
      INTERFACE_DESCRIPTION,
      32,
      ETHERNET,
      SNAPLEN,
      (1 << 16) | OPTION_TIMESTAMP_RESOLUTION,
      resolution,
      0,
      32,
    ];
    for (const word of block) {
      view.setUint32(at, word, true);
      at += 4;
    }
  }
  return at;
}
