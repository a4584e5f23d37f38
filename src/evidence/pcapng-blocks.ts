/** pcapng blocks, written (draft-ietf-opsawg-pcapng §3 and §4): little-endian; the numbers of the standard are those that capture/pcapng reads. */
import { BlockType, BODY, padded, TRAILER_LENGTH } from '../capture/pcapng/block.ts';
import {
  IF_DESCRIPTION,
  IF_FCSLEN,
  IF_NAME,
  IF_TSOFFSET,
  IF_TSRESOL,
} from '../capture/pcapng/interface-description.ts';
import { ISB_IFDROP, ISB_IFRECV, ISB_OSDROP } from '../capture/pcapng/interface-statistics.ts';
import { COMMENT, MAX_TEXT_BYTES, OPTION_HEADER_LENGTH } from '../capture/pcapng/options.ts';
import { EPB_DROPCOUNT } from '../capture/pcapng/packet-options.ts';
import { BYTE_ORDER_MAGIC, MAJOR_VERSION } from '../capture/pcapng/section-header.ts';

const SHB_USERAPPL = 4;
/** A section length of 2^64 − 1: not known, as in any file that is written from front to end. */
const UNKNOWN = 0xffff_ffff;
/** if_tsresol of every interface: records are read to the nanosecond, so no time stamp loses anything. */
const NANOSECONDS = 9;
const WORD_LENGTH = 4;
/** opt_endofopt, all zeros. */
const END_LENGTH = OPTION_HEADER_LENGTH;

/** One option of a block. */
interface Option {
  code: number;
  value: Uint8Array;
}

/** What an IDB says of an interface. */
export interface InterfaceFields {
  linkType: number;
  snapLength: number;
  name: string | null;
  description: string | null;
  /** In bytes; 0 when the capture does not say. */
  fcsLength: number;
  /** Seconds since 1970 that times count from; whole. */
  timeOffset: number;
}

/** What an EPB says of a packet, beside its bytes. */
export interface PacketFields {
  interfaceId: number;
  /** ns since the interface's offset, 0 to 2^64 − 1. */
  time: bigint;
  /** Bytes on the wire. */
  original: number;
  comments: readonly string[];
  /** Packets lost between this one and the one before of its interface (epb_dropcount); 0 is not written. */
  dropped?: number;
}

/** What an ISB says of an interface; null for what nobody counted. */
export interface InterfaceCounters {
  received: number | null;
  droppedByInterface: number | null;
  droppedByOs: number | null;
}

/** A Section Header Block (§4.1). */
export function sectionHeader(application: string, comment: string): Uint8Array {
  const fixed = words(BYTE_ORDER_MAGIC, MAJOR_VERSION, UNKNOWN, UNKNOWN);
  return block(BlockType.SectionHeader, [fixed], [text(COMMENT, comment), text(SHB_USERAPPL, application)]);
}

/** An Interface Description Block (§4.2). */
export function interfaceDescription(fields: InterfaceFields): Uint8Array {
  const { linkType, snapLength, name, description, fcsLength, timeOffset } = fields;
  const options = [octet(IF_TSRESOL, NANOSECONDS)];
  if (name) options.push(text(IF_NAME, name));
  if (description) options.push(text(IF_DESCRIPTION, description));
  if (fcsLength > 0) options.push(octet(IF_FCSLEN, fcsLength));
  if (timeOffset !== 0) options.push(signed64(IF_TSOFFSET, timeOffset));
  return block(BlockType.InterfaceDescription, [words(linkType, snapLength)], options);
}

/** An Enhanced Packet Block (§4.3). */
export function enhancedPacket(fields: PacketFields, data: Uint8Array): Uint8Array {
  const { interfaceId, time, original, comments, dropped = 0 } = fields;
  const fixed = words(interfaceId, Number(time >> 32n), Number(time & 0xffff_ffffn), data.length, original);
  const options = comments.map((comment) => text(COMMENT, comment));
  if (dropped > 0) options.push(signed64(EPB_DROPCOUNT, dropped));
  return block(BlockType.EnhancedPacket, [fixed, data], options);
}

/** A Simple Packet Block (§4.4), for a packet without a time: it is the first interface's, captured as far as its snap length reaches. */
export const simplePacket = (original: number, data: Uint8Array): Uint8Array =>
  block(BlockType.SimplePacket, [words(original), data], []);

/** An Interface Statistics Block (§4.6): counters that are null are left out. */
export function interfaceStatistics(interfaceId: number, counters: InterfaceCounters): Uint8Array {
  const { received, droppedByInterface, droppedByOs } = counters;
  const options = [
    { code: ISB_IFRECV, value: received },
    { code: ISB_IFDROP, value: droppedByInterface },
    { code: ISB_OSDROP, value: droppedByOs },
  ].flatMap(({ code, value }) => (value === null ? [] : [signed64(code, value)]));
  return block(BlockType.InterfaceStatistics, [words(interfaceId, 0, 0)], options);
}

/** A block: its body's parts, padded, then the options. */
function block(type: number, parts: readonly Uint8Array[], options: readonly Option[]): Uint8Array {
  const bodyLength = parts.reduce((sum, part) => sum + padded(part.length), 0);
  const length = BODY + bodyLength + lengthOf(options) + TRAILER_LENGTH;
  const bytes = new Uint8Array(length);
  bytes.set(words(type, length));
  let at = BODY;
  for (const part of parts) {
    bytes.set(part, at);
    at += padded(part.length);
  }
  for (const { code, value } of options) {
    bytes.set(words(code | (value.length << 16)), at);
    bytes.set(value, at + OPTION_HEADER_LENGTH);
    at += OPTION_HEADER_LENGTH + padded(value.length);
  }
  bytes.set(words(length), length - TRAILER_LENGTH);
  return bytes;
}

function lengthOf(options: readonly Option[]): number {
  if (options.length === 0) return 0;
  return options.reduce((sum, { value }) => sum + OPTION_HEADER_LENGTH + padded(value.length), END_LENGTH);
}

/** Text as UTF-8, cut between two characters where our own reader would cut it. */
function text(code: number, value: string): Option {
  const bytes = new Uint8Array(MAX_TEXT_BYTES);
  const { written } = new TextEncoder().encodeInto(value, bytes);
  return { code, value: bytes.subarray(0, written) };
}

function signed64(code: number, value: number): Option {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, BigInt(value), true);
  return { code, value: bytes };
}

const octet = (code: number, value: number): Option => ({ code, value: Uint8Array.of(value) });

/** Numbers of 32 bits; one of 16 bits has zeros behind it. */
function words(...values: number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * WORD_LENGTH);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    view.setUint32(i * WORD_LENGTH, value, true);
  });
  return bytes;
}
