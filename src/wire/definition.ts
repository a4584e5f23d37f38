/** What a protocol's file exports: its place among the headers, its fields and its decoder. */
import type { Packet } from './packet.ts';
import type { ProtocolId } from './protocol-id.ts';

/** Reads one field of a header that begins at `at`. */
export type FieldReader = (view: DataView, at: number) => number | string;

/** The numbers under which other headers carry the protocol; the dispatch tables in next.ts are made of them. */
export interface CarriedBy {
  /** LINKTYPE_ values. */
  linkType?: readonly number[];
  etherType?: readonly number[];
  ipProtocol?: readonly number[];
  /** UDP ports, either side. */
  udpPort?: readonly number[];
  tcpPort?: readonly number[];
  /** GRE protocol types that are no EtherTypes. */
  greProtocol?: readonly number[];
  /** PPP protocol numbers. */
  pppProtocol?: readonly number[];
  /** LLC destination service access points. */
  llcSap?: readonly number[];
}

export interface Definition {
  id: ProtocolId;
  /** As the report names it. */
  name: string;
  /** For people. */
  title: string;
  carriedBy?: CarriedBy;
  fields: Readonly<Record<string, FieldReader>>;
  /** Enters the header at the cursor, leaves the cursor behind it and answers what comes next. Never throws. */
  decode(packet: Packet): ProtocolId;
}
