/** ARP in captures of all devices (`-i any`), by direction: for which addresses a station's frames leave this computer, and for which they come in from outside. */

import { formatIpv4 } from '../base/addresses.ts';
import { isEthernetIpv4, SENDER_IP } from '../wire/arp.ts';
import type { Packet } from '../wire/packet.ts';
import * as PacketType from '../wire/packet-type.ts';
import { stationText } from './address-words.ts';
import { rowsOf, type Sighted, sighted } from './occurrences.ts';
import { Sightings } from './sightings.ts';

/** Stations with their addresses and devices: those of a node and its neighbours. */
export const MAX_SPEAKERS = 2 ** 16;
const LENGTH = 28;
const KEY_WORDS = 5;

/** A station that speaks by ARP for an address, in one direction over one device. */
export interface ArpSpeaker extends Sighted {
  station: string;
  address: string;
  place: number;
  outgoing: boolean;
}

export class ArpDirections {
  /** Key: station high 16 bits, low 32 bits, sender's IPv4, place, 1 for what this computer sends. */
  readonly sightings = new Sightings(KEY_WORDS, MAX_SPEAKERS);
  private readonly key = new Int32Array(KEY_WORDS);

  /** Takes an ARP message whose header (8 bytes) begins at `at` and is whole; only a cooked header tells the direction, and of the outermost frame only. */
  add(packet: Packet, at: number): void {
    const { view, cookedAddress, end } = packet;
    if (cookedAddress < 0 || packet.tunneled || end - at < LENGTH || !isEthernetIpv4(view, at)) return;
    const sender = view.getInt32(at + SENDER_IP);
    if (sender === 0) return;
    const { key } = this;
    key[0] = view.getUint16(cookedAddress);
    key[1] = view.getInt32(cookedAddress + 2);
    key[2] = sender;
    key[3] = packet.place;
    key[4] = packet.cookedType === PacketType.FromUs ? 1 : 0;
    this.sightings.add(key, packet);
  }

  /** Every speaker, in order of first appearance. */
  list(): ArpSpeaker[] {
    const { keys } = this.sightings.table;
    return rowsOf(this.sightings.size, (row) => {
      const at = row * KEY_WORDS;
      return {
        station: stationText(keys[at], keys[at + 1]),
        address: formatIpv4(keys[at + 2] >>> 0),
        place: keys[at + 3],
        outgoing: keys[at + 4] === 1,
        ...sighted(this.sightings, row),
      };
    });
  }
}
