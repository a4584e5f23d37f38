/** TLS record (RFC 8446 §5.1), known by its first bytes on any port: content type, version, length. */
import type { Definition } from './definition.ts';
import { TLS_FIRST_TYPE, TLS_FIRST_VERSION, TLS_LAST_TYPE, TLS_LAST_VERSION, TLS_LENGTH } from './header-layout.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const VERSION = 1;
const LENGTH = 3;

const contentType = (view: DataView, at: number): number => view.getUint8(at);
const version = (view: DataView, at: number): number => view.getUint16(at + VERSION);
const recordLength = (view: DataView, at: number): number => view.getUint16(at + LENGTH);

/** True for the first four bytes of a record. */
export function startsTls(word: number): boolean {
  const type = word >>> 24;
  if (type < TLS_FIRST_TYPE || type > TLS_LAST_TYPE) return false;
  const spelled = (word >>> 8) & 0xffff;
  return spelled >= TLS_FIRST_VERSION && spelled <= TLS_LAST_VERSION;
}

/** Marks the record at the cursor: tcp.ts has looked at its first bytes. */
function decode(packet: Packet): ProtocolId {
  if (packet.end - packet.at < TLS_LENGTH) return Protocol.None;
  if (packet.enter(Protocol.Tls)) packet.at += TLS_LENGTH;
  return Protocol.None;
}

export const definition = {
  id: Protocol.Tls,
  name: 'tls',
  title: 'Transport Layer Security',
  fields: { contentType, version, recordLength },
  decode,
} satisfies Definition;
