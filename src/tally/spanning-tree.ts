/** Spanning tree bridges (IEEE 802.1D-2004 §9.3): which station speaks for which bridge and port, and which root they follow. */
import { type Column, ensureRow } from '../base/columns.ts';
import type { Packet } from '../wire/packet.ts';
import * as stp from '../wire/stp.ts';
import { stationText, writeSender } from './address-words.ts';
import { rowsOf, type Sighted, sighted } from './occurrences.ts';
import { Sightings } from './sightings.ts';

/** Distinct ports; a large switched network has some thousand. */
const MAX_PORTS = 2 ** 14;
/** The topology change bit of the flags (§9.3.3). */
const CHANGE_FLAG = 1;
const STATION = 1;
const BRIDGE = 3;
const ROOT = 5;
const PORT = 7;
const KEY_WORDS = 8;

/** BPDUs of one bridge port. */
export interface SpanningTreePort extends Sighted {
  context: number;
  /** Place (places.ts) of the first. */
  place: number;
  /** Empty when the link has none. */
  station: string;
  /** Priority and address, as `32768.00:11:22:33:44:55`; empty in topology change notifications. */
  bridge: string;
  root: string;
  /** Port identifier: priority and number. */
  port: number;
  /** BPDUs that tell of a topology change. */
  topologyChanges: number;
}

export class SpanningTreeTally {
  /** Key: chain, source station (2), bridge identifier (2), root identifier (2), port. */
  readonly sightings = new Sightings(KEY_WORDS, MAX_PORTS);
  private changes: Column = new Float64Array(0);
  private readonly key = new Int32Array(KEY_WORDS);

  /** Takes a BPDU that begins at `at` and is whole. */
  add(packet: Packet, at: number): void {
    const { view, end } = packet;
    const { key } = this;
    const notification = stp.type(view, at) === stp.TOPOLOGY_CHANGE;
    if (!notification && end - at < stp.CONFIGURATION_LENGTH) return;
    key[0] = packet.context;
    writeSender(packet, key, STATION);
    key[BRIDGE] = notification ? 0 : view.getInt32(at + stp.BRIDGE_PRIORITY);
    key[BRIDGE + 1] = notification ? 0 : view.getInt32(at + stp.BRIDGE_PRIORITY + 4);
    key[ROOT] = notification ? 0 : view.getInt32(at + stp.ROOT_PRIORITY);
    key[ROOT + 1] = notification ? 0 : view.getInt32(at + stp.ROOT_PRIORITY + 4);
    key[PORT] = notification ? 0 : stp.port(view, at);
    const row = this.sightings.add(key, packet);
    if (row < 0) return;
    this.changes = ensureRow(this.changes, row);
    if (notification || (stp.flags(view, at) & CHANGE_FLAG) !== 0) this.changes[row]++;
  }

  /** Every port, in order of first appearance. */
  list(): SpanningTreePort[] {
    const { keys } = this.sightings.table;
    return rowsOf(this.sightings.size, (row) => {
      const at = row * KEY_WORDS;
      return {
        context: keys[at],
        place: this.sightings.firstPlace[row],
        station: stationText(keys[at + STATION], keys[at + STATION + 1]),
        bridge: bridgeText(keys[at + BRIDGE], keys[at + BRIDGE + 1]),
        root: bridgeText(keys[at + ROOT], keys[at + ROOT + 1]),
        port: keys[at + PORT],
        topologyChanges: this.changes[row],
        ...sighted(this.sightings, row),
      };
    });
  }
}

/** An identifier of 8 bytes: the priority stands before the address. */
function bridgeText(high: number, low: number): string {
  const station = stationText(high & 0xffff, low);
  return station === '' ? '' : `${high >>> 16}.${station}`;
}
