/**
 * Which stations talk inside a tunnel: for each direction between two VTEPs the pairs of inner destination and source station. Counts are of the packets that the
 * tunnel tally offers: all that open a connection, ping or ask, and a sample of the rest.
 */
import { DESTINATION, SOURCE } from '../wire/ethernet.ts';
import type { Packet } from '../wire/packet.ts';
import { stationText } from './address-words.ts';
import { rowsOf, type Sighted, sighted } from './occurrences.ts';
import { Sightings } from './sightings.ts';

/**
 * Pairs kept: overlays that route have one for each pair of nodes, those that switch one for each pair of pods that talk. A network with more is not judged, as
 * then not every sender is known; a larger table would cost every busy overlay its cache.
 */
export const MAX_PAIRS = 2 ** 14;
const KEY_WORDS = 5;
const TO = 1;
const FROM = 3;
/** First byte of a group address: I/G (IEEE 802.3 §3.2.3). */
const GROUP = 0x01;

/** Frames from one inner station to another in one direction of one tunnel, as far as they were offered. */
export interface InnerPair extends Sighted {
  /** Of the tunnel tally. */
  row: number;
  /** Empty for all groups together. */
  to: string;
  from: string;
}

export class InnerStations {
  /** Key: row of the tunnel tally, destination station (high 16 bits, low 32; zeros for groups), source station. */
  readonly sightings = new Sightings(KEY_WORDS, MAX_PAIRS);
  /** Packets since the table was full. */
  refused = 0;
  private readonly key = new Int32Array(KEY_WORDS);

  /** Takes a packet whose inner Ethernet header begins at `at`, behind the tunnel of the row. */
  add(packet: Packet, row: number, at: number): void {
    if (this.refused > 0) {
      this.refused++;
      return;
    }
    const { key } = this;
    const { view } = packet;
    const group = (view.getUint8(at + DESTINATION) & GROUP) !== 0;
    key[0] = row;
    key[TO] = group ? 0 : view.getUint16(at + DESTINATION);
    key[TO + 1] = group ? 0 : view.getInt32(at + DESTINATION + 2);
    key[FROM] = view.getUint16(at + SOURCE);
    key[FROM + 1] = view.getInt32(at + SOURCE + 2);
    if (this.sightings.add(key, packet) < 0) this.refused++;
  }

  /** Every pair, in order of first appearance. */
  list(): InnerPair[] {
    const { keys } = this.sightings.table;
    return rowsOf(this.sightings.size, (pair) => {
      const at = pair * KEY_WORDS;
      return {
        row: keys[at],
        to: stationText(keys[at + TO], keys[at + TO + 1]),
        from: stationText(keys[at + FROM], keys[at + FROM + 1]),
        ...sighted(this.sightings, pair),
      };
    });
  }
}
