/**
 * Frames to groups (broadcast and multicast), which a bridge floods: how many each station sends in a second, which of them come again and again as they were,
 * and stations whose frames come in now by one device and now by another. Called for group frames only. The kernel counts (kernel/group-frames.ts), but for the last.
 */

import { type Column, ensureRow } from '../base/columns.ts';
import { SOURCE as STATION_SOURCE } from '../wire/ethernet.ts';
import type { Packet } from '../wire/packet.ts';
import * as PacketType from '../wire/packet-type.ts';
import * as Protocol from '../wire/protocol.ts';
import type { Kernel } from './kernel.ts';
import { KernelTable, type Seen, seenIn } from './kernel-tables.ts';
import * as Table from './key-table-layout.ts';
import { rowsOf, type Sighted, sighted } from './occurrences.ts';
import type { Places } from './places.ts';
import { Sightings } from './sightings.ts';
import { formatStation } from './station-text.ts';
import { isToldApart } from './told-apart.ts';

/** Stations of cooked captures; beyond it further ones are only counted as refused. */
const MAX_ORIGINS = 2 ** 16;
const ETHERNET_ADDRESSES = 12;
const { SENDER_WORDS } = Table;

/** Group frames of one station at one place. */
export interface GroupSender extends Sighted {
  place: number;
  station: string;
  /** Most frames in one second of the clock, the start of that second in ns, and the first of them. */
  peak: number;
  peakNs: number;
  peakFrame: number;
  /** ARP messages, most of them in one second of the clock, and the time of the first of these. */
  arp: number;
  arpPeak: number;
  arpPeakNs: number;
  /** First and last ARP message of the seconds with ARP_STORM of them or more; NaN and 0 for none. */
  stormFirst: number;
  stormLast: number;
  stormFirstFrame: number;
  stormLastFrame: number;
  /** Frames that were an unchanged repetition within REPEAT_NS (not at the very same time: clocks that tick in seconds tell nothing), the longest such series, and the frame that began the first one. */
  repeats: number;
  longestSeries: number;
  firstRepeatFrame: number;
}

/** A station that came in by one device and then by another. */
export interface StationMove extends Sighted {
  station: string;
  /** Without those that one frame made which came in by both places. */
  moves: number;
  /** The first two places. */
  places: [number, number];
}

export class GroupFrames {
  /** Key: place, station high 16 bits, low 32 bits. */
  senders: Seen;
  private readonly kernel: Kernel;
  private readonly places: Places;
  private readonly table: KernelTable;
  /** Key: station high 16 bits, low 32 bits; only frames that came in by a device of a cooked capture. */
  private readonly origins = new Sightings(2, MAX_ORIGINS);
  private origin: Column = new Float64Array(0);
  private firstOrigin: Column = new Float64Array(0);
  private secondOrigin: Column = new Float64Array(0);
  private moves: Column = new Float64Array(0);
  /** Frames that came in at both of these places. */
  private shared: Column = new Float64Array(0);
  private readonly originKey = new Int32Array(2);

  constructor(kernel: Kernel, places: Places) {
    this.kernel = kernel;
    this.places = places;
    this.table = new KernelTable(kernel, Table.GroupSenders);
    this.senders = seenIn(this.table);
  }

  /** Stations not counted because the table was full. */
  get refused(): number {
    return this.table.refused;
  }

  /** Takes a frame to a group: its Ethernet destination is one, or its cooked header says so. Its bytes must be loaded. */
  add(packet: Packet): void {
    const { cookedType } = packet;
    const station =
      cookedType >= 0 ? packet.cookedAddress : packet.ethernets > 0 ? packet.starts[0] + STATION_SOURCE : -1;
    if (station < 0 || station + 6 > packet.end) return;
    const { delta, exports } = this.kernel;
    const from = cookedType >= 0 && packet.count > 1 ? packet.starts[1] : packet.start + ETHERNET_ADDRESSES;
    const before = exports.addGroupFrame(
      packet.timeNs,
      packet.frame,
      packet.place,
      station + delta,
      from + delta,
      (isToldApart(packet) ? packet.end : from) + delta,
      Number(packet.protocols[packet.count - 1] === Protocol.Arp),
    );
    if (cookedType < 0 || cookedType === PacketType.FromUs) return;
    this.originKey[0] = packet.view.getUint16(station);
    this.originKey[1] = packet.view.getInt32(station + 2);
    if (before === Table.FIRST_SIGHT) this.arrive(packet);
    else if (before !== packet.place) this.arriveAgain(packet.place, before);
  }

  /** Takes over what was counted; call once, when all packets are in. */
  finish(): void {
    this.senders = seenIn(this.table);
  }

  /** Every sender, in order of first appearance. */
  list(): GroupSender[] {
    return this.describe(rowsOf(this.senders.size, (row) => row));
  }

  /** Those of which one frame came again at least so many times in a series. */
  circling(least: number): GroupSender[] {
    return this.describe(atLeast(this.table.doubles(Table.LongestSeries), least));
  }

  /** Those that sent ARP_STORM or more ARP messages in one second. */
  storming(): GroupSender[] {
    return this.describe(atLeast(this.table.words(Table.ArpPeak), Table.ARP_STORM));
  }

  private describe(rows: readonly number[]): GroupSender[] {
    if (rows.length === 0) return [];
    const { table, senders } = this;
    const { keys } = senders.table;
    const doubles = (...fields: number[]): Column[] => fields.map((field) => table.doubles(field));
    const [peakNs, peakFrame, arp, arpPeakNs] = doubles(Table.PeakNs, Table.PeakFrame, Table.Arp, Table.ArpPeakNs);
    const [stormFirst, stormLast] = doubles(Table.StormFirst, Table.StormLast);
    const [stormFirstFrame, stormLastFrame] = doubles(Table.StormFirstFrame, Table.StormLastFrame);
    const [repeats, longest, first] = doubles(Table.Repeats, Table.LongestSeries, Table.FirstRepeatFrame);
    const [peak, arpPeak] = [Table.Peak, Table.ArpPeak].map((field) => table.words(field));
    return rows.map((row) => ({
      place: keys[row * SENDER_WORDS],
      station: formatStation(keys[row * SENDER_WORDS + 1], keys[row * SENDER_WORDS + 2]) ?? '00:00:00:00:00:00',
      peak: peak[row],
      peakNs: peakNs[row],
      peakFrame: peakFrame[row],
      arp: arp[row],
      arpPeak: arpPeak[row],
      arpPeakNs: arpPeakNs[row],
      stormFirst: stormFirst[row],
      stormLast: stormLast[row],
      stormFirstFrame: stormFirstFrame[row],
      stormLastFrame: stormLastFrame[row],
      repeats: repeats[row],
      longestSeries: longest[row],
      firstRepeatFrame: first[row],
      ...sighted(senders, row),
    }));
  }

  /** Stations that moved between devices, in order of first appearance. */
  moved(): StationMove[] {
    const { keys } = this.origins.table;
    const all = rowsOf(this.origins.size, (row) => ({
      station: formatStation(keys[row * 2], keys[row * 2 + 1]) ?? '00:00:00:00:00:00',
      moves: Math.max(0, this.moves[row] - this.shared[row]),
      places: [this.firstOrigin[row], this.secondOrigin[row]] as [number, number],
      ...sighted(this.origins, row),
    }));
    return all.filter(({ moves }) => moves > 0);
  }

  /** Notes by which device a station's frame came in first. */
  private arrive(packet: Packet): void {
    const row = this.origins.add(this.originKey, packet);
    if (row < 0) return;
    this.origin = ensureRow(this.origin, row, -1);
    this.firstOrigin = ensureRow(this.firstOrigin, row, -1);
    this.secondOrigin = ensureRow(this.secondOrigin, row, -1);
    this.moves = ensureRow(this.moves, row);
    this.shared = ensureRow(this.shared, row);
    if (this.origin[row] < 0) this.firstOrigin[row] = packet.place;
    else if (this.places.areDevicesOfOne(this.origin[row], packet.place)) {
      if (this.moves[row]++ === 0) this.secondOrigin[row] = packet.place;
    }
    this.origin[row] = packet.place;
  }

  /** A frame that comes in by both ports of a bond, now by one first and now by the other, is no sign of a move. */
  private arriveAgain(place: number, before: number): void {
    const row = this.origins.table.find(this.originKey, 0);
    if (row < 0) return;
    const [first, second] = [this.firstOrigin[row], this.secondOrigin[row]];
    if ((place === first && before === second) || (place === second && before === first)) this.shared[row]++;
  }
}

/** Rows whose value reaches `least`. */
function atLeast(values: Column, least: number): number[] {
  const rows: number[] = [];
  for (let row = 0; row < values.length; row++) if (values[row] >= least) rows.push(row);
  return rows;
}
