/** Link layers with station addresses. */
import { DESTINATION, SOURCE } from '../../wire/ethernet.ts';
import type { Layer, Rewrite, Tools } from './layer.ts';

/** Linux cooked headers (tcpdump.org/linktypes): the length of the address, and eight bytes for it. */
const SLL_ADDRESS_LENGTH = 4;
const SLL_ADDRESS = 6;
const SLL2_ADDRESS_LENGTH = 11;
const SLL2_ADDRESS = 12;
const COOKED_ADDRESS_BYTES = 8;
const STATION_BYTES = 6;
/** Devices of IP tunnels have IPv4 addresses. */
const IPV4_BYTES = 4;
/** NFLOG (linux/netfilter/nfnetlink_log.h): TLVs in the host's byte order, of which two are kept: packet header and payload. */
const NFLOG_HEADER = 4;
const TLV_HEADER = 4;
const PACKET_HEADER = 1;

export const ethernet: Rewrite = ({ bytes, at, next }, { addresses }) => {
  addresses.replaceStation(bytes, at + DESTINATION, next);
  addresses.replaceStation(bytes, at + SOURCE, next);
  return next;
};

export const sll: Rewrite = (layer, tools) =>
  cooked(layer, tools, layer.view.getUint16(layer.at + SLL_ADDRESS_LENGTH), layer.at + SLL_ADDRESS);

export const sll2: Rewrite = (layer, tools) =>
  cooked(layer, tools, layer.view.getUint8(layer.at + SLL2_ADDRESS_LENGTH), layer.at + SLL2_ADDRESS);

/** What the address does not fill is left over from the kernel's memory. */
function cooked({ bytes, next }: Layer, { addresses }: Tools, length: number, address: number): number {
  let done = address;
  if (length === STATION_BYTES) done = addresses.replaceStation(bytes, address, next);
  if (length === IPV4_BYTES) done = addresses.replaceIpv4(bytes, address, next);
  bytes.fill(0, done, address + COOKED_ADDRESS_BYTES);
  return next;
}

/** Attributes beside the packet hold device numbers, users, prefixes of the rules, stations. */
export const nflog: Rewrite = ({ bytes, view, at, next }) => {
  const first = at + NFLOG_HEADER;
  const little = next - first >= TLV_HEADER && view.getUint16(first + 2, true) <= 0xff;
  for (let tlv = first; tlv + TLV_HEADER < next; ) {
    const length = Math.max(view.getUint16(tlv, little), TLV_HEADER);
    const type = view.getUint16(tlv + 2, little);
    const following = Math.min(tlv + ((length + 3) & ~3), next);
    if (type !== PACKET_HEADER) bytes.fill(0, tlv + TLV_HEADER, following);
    tlv = following;
  }
  return next;
};
