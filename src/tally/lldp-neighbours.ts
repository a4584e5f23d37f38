/** LLDP neighbours (IEEE 802.1AB-2016 §8): who is at the other end of the link, by chassis, port and system name. */
import type { Packet } from '../wire/packet.ts';
import { asciiAt, ipv4At, macAt } from '../wire/readers.ts';
import { senderText } from './address-words.ts';
import { Occurrences } from './occurrences.ts';

/** Distinct neighbours; a port has one, a mirrored trunk some hundred. */
const MAX_NEIGHBOURS = 4096;
/** TLVs read of a unit; real ones have some 20. */
const MAX_TLVS = 64;
/** Characters kept of a name. */
const MAX_TEXT = 64;
/** A TLV's header: 7 bits of type, 9 of length (§8.4). */
const TLV_HEADER = 2;
const TYPE_SHIFT = 9;
const LENGTH_MASK = 0x1ff;
const END = 0;
const CHASSIS_ID = 1;
const PORT_ID = 2;
const SYSTEM_NAME = 5;
/** Subtypes that hold a station or an IPv4 address, of a chassis id (§8.5.2) and of a port id (§8.5.3). */
const CHASSIS_MAC = 4;
const CHASSIS_ADDRESS = 5;
const PORT_MAC = 3;
const PORT_ADDRESS = 4;
/** An IPv4 address: family 1 (IANA address family numbers) and four bytes. */
const IPV4_FAMILY = 1;
const IPV4_LENGTH = 5;
const MAC_LENGTH = 6;

/** What a neighbour says of itself; empty text for what it does not say. */
export interface LldpNeighbour {
  context: number;
  /** Source station; empty when the link has none. */
  station: string;
  chassis: string;
  port: string;
  systemName: string;
  seen: Occurrences;
}
type Names = Pick<LldpNeighbour, 'chassis' | 'port' | 'systemName'>;

export class LldpTally {
  /** Units that a full table left out. */
  refused = 0;
  private readonly neighbours = new Map<string, LldpNeighbour>();

  /** Takes a data unit that begins at `at`. */
  add(packet: Packet, at: number): void {
    const { context } = packet;
    const station = senderText(packet);
    const names = namesAt(packet, at);
    const key = JSON.stringify([context, station, names]);
    const known = this.neighbours.get(key) ?? { context, station, ...names, seen: new Occurrences() };
    if (known.seen.count === 0 && this.neighbours.size >= MAX_NEIGHBOURS) {
      this.refused++;
      return;
    }
    this.neighbours.set(key, known);
    known.seen.add(packet);
  }

  /** Every neighbour, in order of first appearance. */
  list(): LldpNeighbour[] {
    return [...this.neighbours.values()];
  }
}

function namesAt(packet: Packet, at: number): Names {
  const { view, end } = packet;
  const names: Names = { chassis: '', port: '', systemName: '' };
  let cursor = at;
  for (let i = 0; i < MAX_TLVS && end - cursor >= TLV_HEADER; i++) {
    const header = view.getUint16(cursor);
    const data = cursor + TLV_HEADER;
    const length = Math.min(header & LENGTH_MASK, end - data);
    cursor = data + (header & LENGTH_MASK);
    if (header >> TYPE_SHIFT === END) break;
    take(names, view, header >> TYPE_SHIFT, data, length);
  }
  return names;
}

function take(names: Names, view: DataView, type: number, data: number, length: number): void {
  if (type === SYSTEM_NAME) names.systemName = asciiAt(view, data, Math.min(length, MAX_TEXT));
  else if (type === CHASSIS_ID) names.chassis = idAt(view, data, length, CHASSIS_MAC, CHASSIS_ADDRESS);
  else if (type === PORT_ID) names.port = idAt(view, data, length, PORT_MAC, PORT_ADDRESS);
}

/** A subtype and what it says: an address or a name. */
function idAt(view: DataView, data: number, length: number, mac: number, address: number): string {
  if (length < 2) return '';
  const subtype = view.getUint8(data);
  const value = data + 1;
  if (subtype === mac && length - 1 === MAC_LENGTH) return macAt(view, value);
  if (subtype === address && length - 1 === IPV4_LENGTH && view.getUint8(value) === IPV4_FAMILY)
    return ipv4At(view, value + 1);
  return asciiAt(view, value, Math.min(length - 1, MAX_TEXT));
}
