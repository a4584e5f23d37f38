/** DNS over UDP, and over TCP behind a length of two bytes (RFC 1035 §4.2.2). Named only: entered when header and question fit, never a fault. */
import type { Definition } from './definition.ts';
import {
  ADDITIONAL_COUNT,
  ANSWER_COUNT,
  AUTHORITY_COUNT,
  answerCount,
  flags,
  HEADER_LENGTH,
  id,
  questionCount,
  questionName,
  questionNameEnd,
  questionType,
  rcode,
} from './dns-message.ts';
import { DNS_MAX_QUESTIONS as MAX_QUESTIONS, DNS_TCP_PREFIX as TCP_PREFIX } from './header-layout.ts';
import * as IpNumber from './ip-number.ts';
import type { Packet } from './packet.ts';
import * as Path from './path.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const RESPONSE = 0x8000;
/** Opcodes 6 and up are not in use but for DSO, and bit 6 is reserved: RFC 1035 §4.1.1, IANA DNS parameters. */
const OPCODE_SHIFT = 11;
const OPCODE_MASK = 15;
const MAX_OPCODE = 5;
const UPDATE = 5;
const RESERVED = 0x0040;
/** Largest response code that stands in the header itself. */
const MAX_RCODE = 11;
/** Records in one section; a full UDP message of the smallest ones has fewer. */
const MAX_RECORDS = 4096;

const name = (view: DataView, at: number): string => questionName(view, at, view.byteLength);
/** −1 without a question. */
const type = (view: DataView, at: number): number => questionType(view, at, view.byteLength);

/** Marks the message at the cursor. */
function decode(packet: Packet): ProtocolId {
  const overTcp = packet.protocols[packet.count - 1] === Protocol.Tcp;
  const start = packet.at + (overTcp ? TCP_PREFIX : 0);
  if (!fits(packet, start)) return Protocol.None;
  packet.at = start;
  if (!packet.enter(Protocol.Dns)) return Protocol.None;
  packet.control = true;
  packet.at = start + HEADER_LENGTH;
  return Protocol.None;
}

/** Start of the message behind the one at `at` in a TCP segment; −1 when none begins there that fits, and over UDP. */
export function nextMessage(packet: Packet, at: number): number {
  const { view, paths, path, end } = packet;
  if (paths[path + Path.Protocol] !== IpNumber.Tcp) return -1;
  const next = at + view.getUint16(at - TCP_PREFIX) + TCP_PREFIX;
  return next < end && fits(packet, next) ? next : -1;
}

/** Cheapest first: most of what is not DNS fails at the flags. */
function fits(packet: Packet, at: number): boolean {
  const { end, view } = packet;
  if (end - at < HEADER_LENGTH) return false;
  const bits = flags(view, at);
  const opcode = (bits >> OPCODE_SHIFT) & OPCODE_MASK;
  if ((bits & RESERVED) !== 0 || opcode > MAX_OPCODE || rcode(view, at) > MAX_RCODE) return false;
  const questions = questionCount(view, at);
  if (!questionsFit(bits, questions) || !countsFit(view, at, bits, opcode)) return false;
  return questions === 0 || questionNameEnd(view, at, end) >= 0 || isCut(packet);
}

/** A query asks one thing; an error's answer may leave the question out. */
function questionsFit(bits: number, questions: number): boolean {
  if (questions > MAX_QUESTIONS) return false;
  return questions > 0 || ((bits & RESPONSE) !== 0 && bits !== RESPONSE);
}

function countsFit(view: DataView, at: number, bits: number, opcode: number): boolean {
  const answers = view.getUint16(at + ANSWER_COUNT);
  const authorities = view.getUint16(at + AUTHORITY_COUNT);
  if (view.getUint16(at + ADDITIONAL_COUNT) > MAX_RECORDS) return false;
  if ((bits & RESPONSE) !== 0 || opcode === UPDATE) return answers <= MAX_RECORDS && authorities <= MAX_RECORDS;
  // NOTIFY brings the new SOA record, IXFR the old one.
  return answers <= 1 && authorities <= 1;
}

/** True when the capture, not the message, ends within the question. */
const isCut = (packet: Packet): boolean => packet.wireEnd > packet.end;

export const definition = {
  id: Protocol.Dns,
  name: 'dns',
  title: 'Domain Name System',
  carriedBy: { udpPort: [53], tcpPort: [53] },
  fields: { id, flags, rcode, questionCount, answerCount, name, type },
  decode,
} satisfies Definition;
