/** What hosts and switches announce: IGMP (RFC 9776 §4), VRRP (RFC 9568 §5), spanning tree (IEEE 802.1D-2004 §9.3), LLDP (IEEE 802.1AB-2016 §8). */
import * as igmp from '../../wire/igmp.ts';
import * as stp from '../../wire/stp.ts';
import * as vrrp from '../../wire/vrrp.ts';
import { groupRecords } from './group-records.ts';
import { type Layer, type Rewrite, replaceText, type Tools } from './layer.ts';

const IGMP_QUERY = 0x11;
const QUERY_SOURCES = 12;
const IPV4 = 4;
const IPV4_BYTES = 4;
const IPV6_BYTES = 16;
/** LLDP: 7 bits of type, 9 of length; types and subtypes of ids. */
const TLV_HEADER = 2;
const TYPE_SHIFT = 9;
const LENGTH_MASK = 0x1ff;
const LLDP_END = 0;
const CHASSIS_ID = 1;
const PORT_ID = 2;
const KEPT_TLVS = [3, 7];
const TEXTS = [4, 5, 6];
const MANAGEMENT = 8;
const ORGANIZATION = 127;
/** OUI and subtype. */
const ORGANIZATION_HEADER = 4;
const MAC_SUBTYPES = [4, 3];
const ADDRESS_SUBTYPES = [5, 4];
const STATION_BYTES = 6;
const IPV4_FAMILY = 1;
const IPV6_FAMILY = 2;

export const igmpPart: Rewrite = (layer, tools) => {
  const { bytes, view, at, end } = layer;
  if (igmp.type(view, at) === igmp.V3_REPORT)
    return groupRecords(layer, IPV4_BYTES, (...place) => tools.addresses.replaceIpv4(...place));
  const done = tools.addresses.replaceIpv4(bytes, at + igmp.GROUP, end);
  const sources = at + QUERY_SOURCES;
  if (igmp.type(view, at) !== IGMP_QUERY || sources > end) return done;
  return tools.addresses.replaceIpv4(bytes, sources, end, end - sources);
};

/** The addresses of a virtual router are of the version of the packet that brings them; a password may follow. */
export const vrrpPart: Rewrite = ({ bytes, view, at, end, ipVersion }, { addresses }) => {
  const first = at + vrrp.HEADER_LENGTH;
  const count = vrrp.addressCount(view, at);
  if (ipVersion === IPV4) return addresses.replaceIpv4(bytes, first, end, count);
  return addresses.replaceIpv6(bytes, first, end, count);
};

export const stpPart: Rewrite = ({ bytes, view, at, next, end }, { addresses }) => {
  if (stp.type(view, at) === stp.TOPOLOGY_CHANGE) return next;
  addresses.replaceStation(bytes, at + stp.ROOT_MAC, end);
  addresses.replaceStation(bytes, at + stp.BRIDGE_MAC, end);
  return next;
};

export const lldpPart: Rewrite = (layer, tools) => {
  const { view, at, end } = layer;
  let tlv = at;
  while (tlv + TLV_HEADER <= end) {
    const header = view.getUint16(tlv);
    const data = tlv + TLV_HEADER;
    const following = Math.min(data + (header & LENGTH_MASK), end);
    lldpValue(layer, tools, header >> TYPE_SHIFT, { data, end: following });
    tlv = following;
    if (header >> TYPE_SHIFT === LLDP_END) break;
  }
  return tlv;
};

function lldpValue({ bytes }: Layer, tools: Tools, type: number, { data, end }: { data: number; end: number }): void {
  if (KEPT_TLVS.includes(type) || data >= end) return;
  if (TEXTS.includes(type)) replaceText(tools, bytes, data, end);
  else if (type === CHASSIS_ID || type === PORT_ID) lldpId(bytes, tools, type - CHASSIS_ID, { data, end });
  else if (type === MANAGEMENT) management(bytes, tools, data, end);
  else bytes.fill(0, type === ORGANIZATION ? Math.min(data + ORGANIZATION_HEADER, end) : data, end);
}

function lldpId(bytes: Uint8Array, tools: Tools, kind: number, { data, end }: { data: number; end: number }): void {
  const value = data + 1;
  if (bytes[data] === MAC_SUBTYPES[kind] && end - value === STATION_BYTES)
    tools.addresses.replaceStation(bytes, value, end);
  else if (bytes[data] === ADDRESS_SUBTYPES[kind]) networkAddress(bytes, tools, value, end);
  else replaceText(tools, bytes, value, end);
}

/** Length of family and address, both, then a number, and an object identifier, which is dropped. */
function management(bytes: Uint8Array, tools: Tools, data: number, end: number): void {
  const stop = Math.min(data + 1 + bytes[data], end);
  networkAddress(bytes, tools, data + 1, stop);
  bytes.fill(0, stop, end);
}

/** An IANA address family and an address of it. */
function networkAddress(bytes: Uint8Array, { addresses }: Tools, at: number, end: number): void {
  let done = at + 1;
  if (bytes[at] === IPV4_FAMILY) done = addresses.replaceIpv4(bytes, done, end);
  else if (bytes[at] === IPV6_FAMILY && end - done >= IPV6_BYTES) done = addresses.replaceIpv6(bytes, done, end);
  bytes.fill(0, Math.min(done, end), end);
}
