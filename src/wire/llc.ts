/** IEEE 802.2 LLC header, and the SNAP header behind SAP 0xaa (IEEE 802-2014 §9; RFC 1042; bridged frames: RFC 2684 §5.2). */
import type { Definition } from './definition.ts';
import { byEtherType, LLC_SAPS } from './next.ts';
import type { Packet } from './packet.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

const MIN_LENGTH = 3;
const SNAP_LENGTH = 5;
const SSAP = 1;
const CONTROL = 2;
const SNAP_SAPS = 0xaaaa;
/** Low bits of the control octet: 3 is the unnumbered format, one octet long; the others have two. */
const UNNUMBERED = 3;
/** Unnumbered information, the poll bit left out. */
const UI = 0x03;
const POLL = 0x10;
const OUI_ETHERTYPE = 0x000000;
/** RFC 1042 frames through an 802.1H bridge tunnel. */
const OUI_BRIDGE_TUNNEL = 0x0000f8;
const OUI_CISCO = 0x00000c;
const OUI_BRIDGED = 0x0080c2;
/** Cisco's per-VLAN spanning tree. */
const PID_PVST = 0x010b;
const PID_ETHERNET_WITH_FCS = 0x0001;
const PID_ETHERNET = 0x0007;

const dsap = (view: DataView, at: number): number => view.getUint8(at);
const ssap = (view: DataView, at: number): number => view.getUint8(at + SSAP);
const control = (view: DataView, at: number): number => view.getUint8(at + CONTROL);

/** Marks the header at the cursor, SNAP included, and goes on when it carries information. */
function decode(packet: Packet): ProtocolId {
  if (!packet.enter(Protocol.Llc) || !packet.has(MIN_LENGTH)) return Protocol.None;
  const { at, view } = packet;
  const format = control(view, at);
  const length = (format & UNNUMBERED) === UNNUMBERED ? MIN_LENGTH : MIN_LENGTH + 1;
  if (!packet.has(length)) return Protocol.None;
  packet.at = at + length;
  const informs = (format & 1) === 0 || (format & ~POLL) === UI;
  if (!informs) return Protocol.None;
  return view.getUint16(at) === SNAP_SAPS ? snap(packet) : (LLC_SAPS[dsap(view, at)] as ProtocolId);
}

function snap(packet: Packet): ProtocolId {
  if (!packet.has(SNAP_LENGTH)) return Protocol.None;
  const { at, view } = packet;
  packet.at = at + SNAP_LENGTH;
  const oui = view.getUint32(at) >>> 8;
  const pid = view.getUint16(at + 3);
  if (oui === OUI_ETHERTYPE || oui === OUI_BRIDGE_TUNNEL) return byEtherType(pid);
  if (oui === OUI_BRIDGED && (pid === PID_ETHERNET || pid === PID_ETHERNET_WITH_FCS)) return Protocol.Ethernet;
  return oui === OUI_CISCO && pid === PID_PVST ? Protocol.Stp : Protocol.None;
}

export const definition = {
  id: Protocol.Llc,
  name: 'llc',
  title: 'Logical Link Control',
  fields: { dsap, ssap, control },
  decode,
} satisfies Definition;
