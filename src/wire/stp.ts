/** Spanning tree BPDU (IEEE 802.1D-2004 §9.3; topology change notifications have the first four bytes only). Named only. */
import type { Definition } from './definition.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';
import { macAt } from './readers.ts';

const MIN_LENGTH = 4;
export const CONFIGURATION_LENGTH = 35;
/** Protocol identifier of all spanning trees. */
const SPANNING_TREE = 0;
const VERSION = 2;
const TYPE = 3;
const FLAGS = 4;
export const ROOT_PRIORITY = 5;
export const ROOT_MAC = 7;
const ROOT_PATH_COST = 13;
export const BRIDGE_PRIORITY = 17;
export const BRIDGE_MAC = 19;
const PORT = 25;
/** BPDU type of a topology change notification. */
export const TOPOLOGY_CHANGE = 0x80;

/** 0 STP, 2 RSTP, 3 MSTP. */
const version = (view: DataView, at: number): number => view.getUint8(at + VERSION);
/** 0 configuration, 2 rapid, 0x80 topology change. */
export const type = (view: DataView, at: number): number => view.getUint8(at + TYPE);
export const flags = (view: DataView, at: number): number => view.getUint8(at + FLAGS);
const rootMac = (view: DataView, at: number): string => stationIn(view, at, ROOT_MAC);
const rootPathCost = (view: DataView, at: number): number => view.getUint32(at + ROOT_PATH_COST);
const bridgeMac = (view: DataView, at: number): string => stationIn(view, at, BRIDGE_MAC);
export const port = (view: DataView, at: number): number => view.getUint16(at + PORT);

const stationIn = (view: DataView, at: number, offset: number): string =>
  type(view, at) === TOPOLOGY_CHANGE ? '' : macAt(view, at + offset);

/** Marks the BPDU at the cursor. */
function decode(packet: Packet): ProtocolId {
  const { at, view } = packet;
  if (packet.end - at < MIN_LENGTH || view.getUint16(at) !== SPANNING_TREE) return Protocol.None;
  const length = type(view, at) === TOPOLOGY_CHANGE ? MIN_LENGTH : CONFIGURATION_LENGTH;
  if (packet.wireEnd - at < length || !packet.enter(Protocol.Stp)) return Protocol.None;
  packet.control = true;
  if (packet.has(length)) packet.at = at + length;
  return Protocol.None;
}

export const definition = {
  id: Protocol.Stp,
  name: 'stp',
  title: 'Spanning Tree Protocol',
  carriedBy: { llcSap: [0x42] },
  fields: { version, type, flags, rootMac, rootPathCost, bridgeMac, port },
  decode,
} satisfies Definition;
