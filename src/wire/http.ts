/** HTTP/1 message (RFC 9112 §2.1), known by its first four bytes on any port; only the first line is looked at. */
import type { Definition } from './definition.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';
import { asciiAt } from './readers.ts';

/** The first four bytes of the methods of RFC 9110 §9 and RFC 5789, and of a status line. */
const GET = 0x47455420;
const POST = 0x504f5354;
const PUT = 0x50555420;
const HEAD = 0x48454144;
const HTTP = 0x48545450;
const DELETE = 0x44454c45;
const OPTIONS = 0x4f505449;
const PATCH = 0x50415443;
const CONNECT = 0x434f4e4e;
const TRACE = 0x54524143;
/** Characters of a first line worth keeping: method, a path one can tell, version. */
const MAX_LINE = 256;
const CR = 13;
const LF = 10;

/** What messages begin with. */
export const FIRST_WORDS: readonly number[] = [GET, POST, PUT, HEAD, HTTP, DELETE, OPTIONS, PATCH, CONNECT, TRACE];

/** True for the first four bytes of a request or a response. */
export function startsHttp(word: number): boolean {
  switch (word) {
    case GET:
    case POST:
    case PUT:
    case HEAD:
    case HTTP:
    case DELETE:
    case OPTIONS:
    case PATCH:
    case CONNECT:
    case TRACE:
      return true;
    default:
      return false;
  }
}

/** Request or status line of the message at `at`, cut at `end` and at MAX_LINE. */
export function firstLine(view: DataView, at: number, end: number): string {
  const stop = Math.min(at + MAX_LINE, end, view.byteLength);
  let cursor = at;
  while (cursor < stop && view.getUint8(cursor) !== CR && view.getUint8(cursor) !== LF) cursor++;
  return asciiAt(view, at, cursor - at);
}

const line = (view: DataView, at: number): string => firstLine(view, at, view.byteLength);

/** Marks the message at the cursor: tcp.ts has looked at its first bytes. */
function decode(packet: Packet): ProtocolId {
  packet.control = true;
  if (packet.enter(Protocol.Http)) packet.at = packet.end;
  return Protocol.None;
}

export const definition = {
  id: Protocol.Http,
  name: 'http',
  title: 'Hypertext Transfer Protocol',
  fields: { line },
  decode,
} satisfies Definition;
