/** TLS record (RFC 8446 §5.1), known by its first bytes on any port: content type, version, length. */
import type { Definition } from './definition.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const VERSION = 1;
const LENGTH = 3;
const HEADER_LENGTH = 5;
/** Change cipher spec, the first content type; alert, handshake and application data follow it. */
const FIRST_TYPE = 20;
const LAST_TYPE = 23;
/** SSL 3.0 to TLS 1.3, as records spell them. */
const FIRST_VERSION = 0x0300;
const LAST_VERSION = 0x0304;

/** First bytes of all records. */
export const FIRST_BYTES: readonly number[] = Array.from(
  { length: LAST_TYPE - FIRST_TYPE + 1 },
  (_, i) => FIRST_TYPE + i,
);

const contentType = (view: DataView, at: number): number => view.getUint8(at);
const version = (view: DataView, at: number): number => view.getUint16(at + VERSION);
const recordLength = (view: DataView, at: number): number => view.getUint16(at + LENGTH);

/** True for the first four bytes of a record. */
export function startsTls(word: number): boolean {
  const type = word >>> 24;
  if (type < FIRST_TYPE || type > LAST_TYPE) return false;
  const spelled = (word >>> 8) & 0xffff;
  return spelled >= FIRST_VERSION && spelled <= LAST_VERSION;
}

/** Marks the record at the cursor: tcp.ts has looked at its first bytes. */
function decode(packet: Packet): ProtocolId {
  if (packet.end - packet.at < HEADER_LENGTH) return Protocol.None;
  if (packet.enter(Protocol.Tls)) packet.at += HEADER_LENGTH;
  return Protocol.None;
}

export const definition = {
  id: Protocol.Tls,
  name: 'tls',
  title: 'Transport Layer Security',
  fields: { contentType, version, recordLength },
  decode,
} satisfies Definition;
