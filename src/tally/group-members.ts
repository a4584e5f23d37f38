/** IGMP messages (RFC 2236 §2, RFC 9776 §4): which host speaks of which multicast group. */
import * as igmp from '../wire/igmp.ts';
import type { Packet } from '../wire/packet.ts';
import * as Path from '../wire/path.ts';
import { addressText, stationText, writeSender, writeSource } from './address-words.ts';
import { rowsOf, type Sighted, sighted } from './occurrences.ts';
import { Sightings } from './sightings.ts';

/** Distinct (group, host). */
const MAX_MEMBERS = 2 ** 16;
/** A version 3 report (RFC 9776 §4.2): number of records, first record; in a record: type, length of the auxiliary data in words, number of sources, group. */
const RECORD_COUNT = 6;
const RECORDS = 8;
const AUXILIARY = 1;
const SOURCES = 2;
const RECORD_GROUP = 4;
const RECORD_LENGTH = 8;
/** Records read of one report; what fits a frame. */
const MAX_RECORDS = 200;
const MIN_LENGTH = 8;
const IPV4 = 4;
const TYPE = 1;
const GROUP = 2;
const SOURCE = 3;
const STATION = 7;
const KEY_WORDS = 9;

/** One kind of message of a host about a group. */
export interface GroupMember extends Sighted {
  context: number;
  /** 0x11 query, 0x12, 0x16 and 0x22 reports, 0x17 leave. */
  type: number;
  /** 0.0.0.0 in general queries. */
  group: string;
  source: string;
  /** Empty when the link has none. */
  station: string;
}

export class GroupTally {
  /** Key: chain, type, group, source address (4), station (2). */
  readonly sightings = new Sightings(KEY_WORDS, MAX_MEMBERS);
  private readonly key = new Int32Array(KEY_WORDS);

  /** Takes an IGMP message over IPv4 that begins at `at`. */
  add(packet: Packet, at: number): void {
    const { key } = this;
    const { view, paths, path, end } = packet;
    if (end - at < MIN_LENGTH || packet.networks === 0 || paths[path + Path.Version] !== IPV4) return;
    key[0] = packet.context;
    key[TYPE] = igmp.type(view, at);
    writeSource(view, paths[path + Path.Ip], IPV4, key, SOURCE);
    writeSender(packet, key, STATION);
    if (key[TYPE] === igmp.V3_REPORT) this.addRecords(packet, at);
    else this.count(packet, at + igmp.GROUP);
  }

  /** Every group with every host, in order of first appearance. */
  list(): GroupMember[] {
    const { keys } = this.sightings.table;
    return rowsOf(this.sightings.size, (row) => {
      const at = row * KEY_WORDS;
      return {
        context: keys[at],
        type: keys[at + TYPE],
        group: addressText(keys, at + GROUP, IPV4),
        source: addressText(keys, at + SOURCE, IPV4),
        station: stationText(keys[at + STATION], keys[at + STATION + 1]),
        ...sighted(this.sightings, row),
      };
    });
  }

  private addRecords(packet: Packet, at: number): void {
    const { view, end } = packet;
    const count = Math.min(view.getUint16(at + RECORD_COUNT), MAX_RECORDS);
    let record = at + RECORDS;
    for (let i = 0; i < count && end - record >= RECORD_LENGTH; i++) {
      this.count(packet, record + RECORD_GROUP);
      record += RECORD_LENGTH + 4 * (view.getUint16(record + SOURCES) + view.getUint8(record + AUXILIARY));
    }
  }

  private count(packet: Packet, group: number): void {
    this.key[GROUP] = packet.view.getInt32(group);
    this.sightings.add(this.key, packet);
  }
}
