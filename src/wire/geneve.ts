/** Geneve header (RFC 8926 §3.4) and its options (§3.5). */
import type { Definition } from './definition.ts';
import {
  TUNNEL_LENGTH as HEADER_LENGTH,
  GENEVE_LENGTH_MASK as LENGTH_MASK,
  GENEVE_PROTOCOL as PROTOCOL_TYPE,
  TUNNEL_VNI as VNI,
} from './header-layout.ts';
import { byGreProtocol } from './next.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';
import { hexAt } from './readers.ts';

const CONTROL = 0x80;
const CRITICAL = 0x40;
export const OPTION_HEADER = 4;
const OPTION_TYPE = 2;
const OPTION_LENGTH = 3;
const OPTION_LENGTH_MASK = 0x1f;

const version = (view: DataView, at: number): number => view.getUint8(at) >> 6;
/** In bytes, at most 252; the wire counts 4-byte words. */
const optionsLength = (view: DataView, at: number): number => (view.getUint8(at) & LENGTH_MASK) << 2;
/** 1 for an operations message, which carries no frame of a guest. */
const control = (view: DataView, at: number): number => (view.getUint8(at + 1) & CONTROL ? 1 : 0);
/** 1 when an option must be understood. */
const critical = (view: DataView, at: number): number => (view.getUint8(at + 1) & CRITICAL ? 1 : 0);
const protocolType = (view: DataView, at: number): number => view.getUint16(at + PROTOCOL_TYPE);
export const vni = (view: DataView, at: number): number => view.getUint32(at + VNI) >>> 8;

/** First option of the header that begins at `at`. */
export const optionsStart = (at: number): number => at + HEADER_LENGTH;
/** One past the last option of a whole header. */
export const optionsEnd = (view: DataView, at: number): number => at + HEADER_LENGTH + optionsLength(view, at);
export const optionClass = (view: DataView, option: number): number => view.getUint16(option);
export const optionType = (view: DataView, option: number): number => view.getUint8(option + OPTION_TYPE);
/** Bytes of data behind the option's header. */
export const optionLength = (view: DataView, option: number): number =>
  (view.getUint8(option + OPTION_LENGTH) & OPTION_LENGTH_MASK) << 2;
/** Start of the option behind this one: always at least 4 bytes on, so a walk to `optionsEnd` has at most 63 steps. */
export const nextOption = (view: DataView, option: number): number =>
  option + OPTION_HEADER + optionLength(view, option);

/** The options as `class:type:data` in hex. */
function options(view: DataView, at: number): string {
  const list: string[] = [];
  const end = optionsEnd(view, at);
  for (let option = optionsStart(at); option + OPTION_HEADER <= end; option = nextOption(view, option)) {
    const length = Math.min(optionLength(view, option), end - option - OPTION_HEADER);
    const head = `${hexAt(view, option, OPTION_TYPE)}:${hexAt(view, option + OPTION_TYPE, 1)}`;
    list.push(`${head}:${hexAt(view, option + OPTION_HEADER, length)}`);
  }
  return list.join(' ');
}

/** Marks the header at the cursor, options included, and goes into the segment. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Geneve) || !packet.has(HEADER_LENGTH)) return Protocol.None;
  const { at, view } = packet;
  if (version(view, at) !== 0) return packet.malformed();
  const length = HEADER_LENGTH + optionsLength(view, at);
  if (!packet.has(length)) return Protocol.None;
  packet.push(Protocol.Geneve, vni(view, at));
  packet.at = at + length;
  return byGreProtocol(protocolType(view, at));
}

export const definition = {
  id: Protocol.Geneve,
  name: 'geneve',
  title: 'Generic Network Virtualization Encapsulation',
  carriedBy: { udpPort: [6081] },
  fields: { version, optionsLength, control, critical, protocolType, vni, options },
  decode,
} satisfies Definition;
