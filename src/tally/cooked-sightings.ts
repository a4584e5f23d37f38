/**
 * What captures of all devices (`-i any`) show and no other: on which device a station's frames were seen in which direction, and frames that came in by one
 * device and left by another as they were. Packet types are packet(7)'s: 0 to us, 1 broadcast, 2 multicast, 3 to another host, 4 from us.
 */

import * as IpNumber from '../wire/ip-number.ts';
import { OUTER, type Packet } from '../wire/packet.ts';
import * as PacketType from '../wire/packet-type.ts';
import * as Path from '../wire/path.ts';
import { rowsOf } from './occurrences.ts';
import { Sightings } from './sightings.ts';
import { stationId } from './station-id.ts';

/** A bridge hands a frame on within microseconds, a switch reflects it within a fraction of a millisecond; a host repeats after 200 ms. In ns. */
const SAME_FRAME_NS = 3e6;
/** Frames remembered, one per slot: many times what a node forwards in SAME_FRAME_NS. A power of two. */
const SLOTS = 4096;
/** Bytes of the TCP header before its checksum, which a bridge port without offload fills in on the way. */
const TCP_COMPARED = 16;
/** The same of UDP and of what else follows IP: ports, or type and code. */
const OTHER_COMPARED = 4;
const MIN_IP_LENGTH = 20;
const KEY_WORDS = 4;

/** Frames of one station, device and packet type. */
export interface CookedSighting {
  /** Station address as a number of 48 bits. */
  station: number;
  interfaceIndex: number;
  type: number;
  frames: number;
  firstFrame: number;
  /** Place (places.ts) of the first. */
  place: number;
}

export class CookedSightings {
  /** Key: station high 16 bits, low 32 bits, interface index, packet type. */
  readonly sightings = new Sightings(KEY_WORDS);
  /** Key: station high 16 bits, low 32 bits. Frames that came in and went out unchanged: switched, not routed. */
  readonly switched = new Sightings(2);
  /** Key as above. Frames that went out and came back in by the same device: reflected. */
  readonly reflected = new Sightings(2);
  private readonly hashes = new Int32Array(SLOTS);
  private readonly times = new Float64Array(SLOTS).fill(Number.NEGATIVE_INFINITY);
  private readonly devices = new Float64Array(SLOTS);
  private readonly types = new Int8Array(SLOTS);
  private readonly key = new Int32Array(KEY_WORDS);

  /** Takes a packet with a cooked header; one whose device has no station address is passed over. */
  add(packet: Packet): void {
    const at = packet.cookedAddress;
    if (at < 0) return;
    const { view } = packet;
    const { key } = this;
    key[0] = view.getUint16(at);
    key[1] = view.getInt32(at + 2);
    key[2] = packet.interfaceIndex;
    key[3] = packet.cookedType;
    if (key[0] === 0 && key[1] === 0) return;
    this.sightings.add(key, packet);
    if (packet.networks > 0 && isUnicast(packet.cookedType)) this.compare(packet);
  }

  /** Every station with its devices and directions, in order of appearance. */
  list(): CookedSighting[] {
    const { keys } = this.sightings.table;
    return rowsOf(this.sightings.size, (row) => ({
      station: stationId(keys[row * KEY_WORDS], keys[row * KEY_WORDS + 1]),
      interfaceIndex: keys[row * KEY_WORDS + 2],
      type: keys[row * KEY_WORDS + 3],
      frames: this.sightings.frames[row],
      firstFrame: this.sightings.firstFrame[row],
      place: this.sightings.firstPlace[row],
    }));
  }

  /** Looks for the same packet from the same station a moment ago. */
  private compare(packet: Packet): void {
    const { hashes, times, devices, types } = this;
    const { cookedType, interfaceIndex, timeNs } = packet;
    const hash = this.hashOf(packet);
    const slot = hash & (SLOTS - 1);
    if (hashes[slot] === hash && timeNs - times[slot] < SAME_FRAME_NS) {
      if (cookedType === PacketType.FromUs && types[slot] !== PacketType.FromUs) this.switched.add(this.key, packet);
      if (cookedType === PacketType.ToOther && types[slot] === PacketType.FromUs && devices[slot] === interfaceIndex)
        this.reflected.add(this.key, packet);
    }
    hashes[slot] = hash;
    times[slot] = timeNs;
    devices[slot] = interfaceIndex;
    types[slot] = cookedType;
  }

  /** Over the station, the IP header and what stands before the transport's checksum. */
  private hashOf(packet: Packet): number {
    const { view, end, paths } = packet;
    const from = paths[OUTER + Path.Ip];
    const transport = paths[OUTER + Path.Transport];
    const compared = paths[OUTER + Path.Protocol] === IpNumber.Tcp ? TCP_COMPARED : OTHER_COMPARED;
    const to = Math.min(end, transport < 0 ? from + MIN_IP_LENGTH : transport + compared);
    let hash = Math.imul(this.key[0] ^ Math.imul(this.key[1], 0x9e3779b1), 0x85ebca6b);
    for (let at = from; at + 4 <= to; at += 4) hash = Math.imul(hash ^ view.getInt32(at) ^ (hash >>> 15), 0x9e3779b1);
    return hash ^ (hash >>> 16);
  }
}

const isUnicast = (type: number): boolean =>
  type === PacketType.ToUs || type === PacketType.ToOther || type === PacketType.FromUs;
