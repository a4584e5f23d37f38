/**
 * Frames to groups (broadcast and multicast), which a bridge floods: how many each station sends in a second, which of them come again and again as they were,
 * and stations whose frames come in now by one device and now by another. Called for group frames only.
 */

import { type Column, ensureRow } from '../base/columns.ts';
import { SOURCE as STATION_SOURCE } from '../wire/ethernet.ts';
import type { Packet } from '../wire/packet.ts';
import * as PacketType from '../wire/packet-type.ts';
import * as Protocol from '../wire/protocol.ts';
import { rowsOf, type Sighted, sighted } from './occurrences.ts';
import { Sightings } from './sightings.ts';
import { formatStation } from './station-text.ts';

const NS_PER_SECOND = 1e9;
/** Stations and places; beyond it further ones are only counted as refused. */
const MAX_SENDERS = 2 ** 16;
/** Frames remembered, one per slot; the last of some seconds on a busy segment. A power of two. */
const SLOTS = 4096;
/** Bytes compared: headers with TTL, identification and checksum, behind what the link layer may change on the way. */
const COMPARED_BYTES = 64;
/** The same frame again within this time came back by itself: a ring is passed in a few milliseconds, programs repeat after tenths of seconds. In ns. */
const REPEAT_NS = 50e6;
/** The same frame on several devices of one computer within this time is one frame on its way, in ns. */
const SAME_FRAME_NS = 50e6;
const ETHERNET_ADDRESSES = 12;

/** Group frames of one station at one place. */
export interface GroupSender extends Sighted {
  place: number;
  station: string;
  /** Most frames in one second of the clock, and the start of that second in ns. */
  peak: number;
  peakNs: number;
  /** The same of ARP requests. */
  arp: number;
  arpPeak: number;
  /** Frames that were an unchanged repetition within REPEAT_NS (not at the very same time: clocks that tick in seconds tell nothing), the longest such series, and the frame that began the first one. */
  repeats: number;
  longestSeries: number;
  firstRepeatFrame: number;
}

/** A station that came in by one device and then by another. */
export interface StationMove extends Sighted {
  station: string;
  moves: number;
  /** The first two places. */
  places: [number, number];
}

export class GroupFrames {
  /** Key: place, station high 16 bits, low 32 bits. */
  readonly senders = new Sightings(3, MAX_SENDERS);
  private second: Column = new Float64Array(0);
  private inSecond: Column = new Float64Array(0);
  private peak: Column = new Float64Array(0);
  private peakNs: Column = new Float64Array(0);
  private arp: Column = new Float64Array(0);
  private arpInSecond: Column = new Float64Array(0);
  private arpPeak: Column = new Float64Array(0);
  private repeats: Column = new Float64Array(0);
  private longestSeries: Column = new Float64Array(0);
  private firstRepeatFrame: Column = new Float64Array(0);
  /** The frames remembered: hash, place, time of the last sighting, frame of the first and length of the series. */
  private readonly hashes = new Int32Array(SLOTS);
  private readonly places = new Int32Array(SLOTS);
  private readonly times = new Float64Array(SLOTS).fill(Number.NEGATIVE_INFINITY);
  private readonly firstFrames = new Float64Array(SLOTS);
  private readonly series = new Float64Array(SLOTS);
  /** Key: station high 16 bits, low 32 bits; only frames that came in by a device of a cooked capture. */
  private readonly origins = new Sightings(2, MAX_SENDERS);
  private origin: Column = new Float64Array(0);
  private firstOrigin: Column = new Float64Array(0);
  private secondOrigin: Column = new Float64Array(0);
  private moves: Column = new Float64Array(0);
  private readonly key = new Int32Array(3);
  private readonly originKey = new Int32Array(2);
  /** Stations not counted because the table was full. */
  get refused(): number {
    return this.senders.table.refused;
  }

  /** Takes a frame to a group: its Ethernet destination is one, or its cooked header says so. */
  add(packet: Packet): void {
    const station =
      packet.cookedType >= 0 ? packet.cookedAddress : packet.ethernets > 0 ? packet.starts[0] + STATION_SOURCE : -1;
    if (station < 0 || station + 6 > packet.end) return;
    const { view } = packet;
    const { key } = this;
    key[0] = packet.place;
    key[1] = view.getUint16(station);
    key[2] = view.getInt32(station + 2);
    const row = this.senders.add(key, packet);
    if (row < 0) return;
    if (row >= this.second.length) this.grow(row);
    this.count(packet, row);
    const hash = this.hashOf(packet);
    this.compare(packet, row, hash);
  }

  /** Every sender, in order of first appearance. */
  list(): GroupSender[] {
    const { keys } = this.senders.table;
    return rowsOf(this.senders.size, (row) => ({
      place: keys[row * 3],
      station: formatStation(keys[row * 3 + 1], keys[row * 3 + 2]) ?? '00:00:00:00:00:00',
      peak: this.peak[row],
      peakNs: this.peakNs[row],
      arp: this.arp[row],
      arpPeak: this.arpPeak[row],
      repeats: this.repeats[row],
      longestSeries: this.longestSeries[row],
      firstRepeatFrame: this.firstRepeatFrame[row],
      ...sighted(this.senders, row),
    }));
  }

  /** Stations that moved between devices, in order of first appearance. */
  moved(): StationMove[] {
    const { keys } = this.origins.table;
    const all = rowsOf(this.origins.size, (row) => ({
      station: formatStation(keys[row * 2], keys[row * 2 + 1]) ?? '00:00:00:00:00:00',
      moves: this.moves[row],
      places: [this.firstOrigin[row], this.secondOrigin[row]] as [number, number],
      ...sighted(this.origins, row),
    }));
    return all.filter(({ moves }) => moves > 0);
  }

  private count(packet: Packet, row: number): void {
    const second = Math.floor(packet.timeNs / NS_PER_SECOND);
    if (second !== this.second[row]) {
      this.second[row] = second;
      this.inSecond[row] = 0;
      this.arpInSecond[row] = 0;
    }
    if (++this.inSecond[row] > this.peak[row]) {
      this.peak[row] = this.inSecond[row];
      this.peakNs[row] = second * NS_PER_SECOND;
    }
    if (packet.protocols[packet.count - 1] !== Protocol.Arp) return;
    this.arp[row]++;
    if (++this.arpInSecond[row] > this.arpPeak[row]) this.arpPeak[row] = this.arpInSecond[row];
  }

  /** Looks for the same frame a moment ago, here (it came back) or at another place (it is on its way). */
  private compare(packet: Packet, row: number, hash: number): void {
    const { timeNs } = packet;
    const slot = hash & (SLOTS - 1);
    const elapsed = timeNs - this.times[slot];
    const known = this.hashes[slot] === hash;
    if (packet.cookedType >= 0 && packet.cookedType !== PacketType.FromUs && !(known && elapsed < SAME_FRAME_NS))
      this.arrive(packet);
    if (known && elapsed < REPEAT_NS) {
      if (this.places[slot] !== packet.place) return;
      this.times[slot] = timeNs;
      if (elapsed > 0) this.repeat(row, slot);
      return;
    }
    this.hashes[slot] = hash;
    this.places[slot] = packet.place;
    this.times[slot] = timeNs;
    this.firstFrames[slot] = packet.frame;
    this.series[slot] = 1;
  }

  private repeat(row: number, slot: number): void {
    this.repeats[row]++;
    if (++this.series[slot] > this.longestSeries[row]) this.longestSeries[row] = this.series[slot];
    if (this.firstRepeatFrame[row] === 0) this.firstRepeatFrame[row] = this.firstFrames[slot];
  }

  /** Notes by which device a station's frame came in first. */
  private arrive(packet: Packet): void {
    const { key, originKey } = this;
    originKey[0] = key[1];
    originKey[1] = key[2];
    const row = this.origins.add(originKey, packet);
    if (row < 0) return;
    this.origin = ensureRow(this.origin, row, -1);
    this.firstOrigin = ensureRow(this.firstOrigin, row, -1);
    this.secondOrigin = ensureRow(this.secondOrigin, row, -1);
    this.moves = ensureRow(this.moves, row);
    if (this.origin[row] < 0) this.firstOrigin[row] = packet.place;
    else if (this.origin[row] !== packet.place) {
      if (this.moves[row]++ === 0) this.secondOrigin[row] = packet.place;
    }
    this.origin[row] = packet.place;
  }

  /** Over the station and the frame behind its link layer; every bit reaches the slot number. */
  private hashOf(packet: Packet): number {
    const { view } = packet;
    const { key } = this;
    const from = packet.cookedType >= 0 && packet.count > 1 ? packet.starts[1] : packet.start + ETHERNET_ADDRESSES;
    const to = Math.min(packet.end, from + COMPARED_BYTES);
    let hash = Math.imul(key[1] ^ Math.imul(key[2], 0x9e3779b1), 0x85ebca6b);
    let at = from;
    for (; at + 4 <= to; at += 4) hash = Math.imul(hash ^ view.getInt32(at) ^ (hash >>> 15), 0x9e3779b1);
    for (; at < to; at++) hash = Math.imul(hash ^ view.getUint8(at) ^ (hash >>> 15), 0x9e3779b1);
    return hash ^ (hash >>> 16);
  }

  private grow(row: number): void {
    this.second = ensureRow(this.second, row, Number.NaN);
    this.inSecond = ensureRow(this.inSecond, row);
    this.peak = ensureRow(this.peak, row);
    this.peakNs = ensureRow(this.peakNs, row, Number.NaN);
    this.arp = ensureRow(this.arp, row);
    this.arpInSecond = ensureRow(this.arpInSecond, row);
    this.arpPeak = ensureRow(this.arpPeak, row);
    this.repeats = ensureRow(this.repeats, row);
    this.longestSeries = ensureRow(this.longestSeries, row);
    this.firstRepeatFrame = ensureRow(this.firstRepeatFrame, row);
  }
}
