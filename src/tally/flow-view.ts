/** One flow as numbers, strings only where asked: a cursor that detectors and reports move over the flow table. */

import { formatIpv4, formatIpv6 } from '../base/addresses.ts';
import * as Entry from './flow-entry-layout.ts';
import * as Seen from './flow-seen.ts';
import type { FlowTable } from './flow-table.ts';
import * as Meta from './row-meta.ts';
import { formatStation } from './station-text.ts';
import * as Trouble from './trouble-layout.ts';

/** Direction A → B, and B → A. */
export type Direction = 0 | 1;

export class FlowView {
  /** The flow's number; set it to move the cursor. */
  flow = 0;
  private readonly flows: FlowTable;

  constructor(flows: FlowTable) {
    this.flows = flows;
  }

  get protocol(): number {
    return this.word(Entry.Key) & Meta.Protocol;
  }

  get isInner(): boolean {
    return (this.word(Entry.Key) & Meta.Inner) !== 0;
  }

  get isIpv6(): boolean {
    return (this.word(Entry.Key) & Meta.Ipv6) !== 0;
  }

  /** Transport with ports that were not captured: fragments and cut packets; in no list of flows. */
  get isPortless(): boolean {
    return (this.word(Entry.Key) & Meta.Portless) !== 0;
  }

  get context(): number {
    return this.word(Entry.Context);
  }

  get first(): number {
    return this.double(Entry.First);
  }

  get last(): number {
    return this.double(Entry.Last);
  }

  get firstFrame(): number {
    return this.double(Entry.FirstFrame);
  }

  /** Frame of the first packet from B; 0 when there was none. */
  get firstFrameB(): number {
    return this.double(Entry.FirstFrameB);
  }

  /** Time of the first packet from B; NaN when there was none. */
  get firstB(): number {
    return this.double(Entry.FirstB);
  }

  get synTime(): number {
    return this.double(Entry.SynTime);
  }

  get synAckTime(): number {
    return this.double(Entry.SynAckTime);
  }

  packets(direction: Direction): number {
    return this.double(Entry.PacketsA + direction);
  }

  bytes(direction: Direction): number {
    return this.double(Entry.BytesA + direction);
  }

  /** IPv4 address of an end as a number, or the number of its IPv6 address. */
  addressWord(end: Direction): number {
    return this.word(Entry.AddressA + end);
  }

  address(end: Direction): string {
    const word = this.addressWord(end);
    return this.isIpv6 ? formatIpv6(this.flows.ipv6.bytes(word), 0) : formatIpv4(word >>> 0);
  }

  port(end: Direction): number {
    return (this.word(Entry.Ports) >>> (end === 0 ? 16 : 0)) & 0xffff;
  }

  /** Source station of a direction; null where the link has none. */
  source(direction: Direction): string | null {
    const at = this.at(Entry.StationsA) + 3 * direction;
    const { words } = this.flows;
    return formatStation(words[at + 1] & 0xffff, words[at + 2]);
  }

  /** Destination station of a direction; null where the link has none. */
  destination(direction: Direction): string | null {
    const at = this.at(Entry.StationsA) + 3 * direction;
    const { words } = this.flows;
    return formatStation(words[at] >>> 16, (words[at] << 16) | (words[at + 1] >>> 16));
  }

  /** True when source and destination station of a direction are one. */
  sameStations(direction: Direction): boolean {
    const at = this.at(Entry.StationsA) + 3 * direction;
    const { words } = this.flows;
    const low = (words[at] << 16) | (words[at + 1] >>> 16);
    return low === words[at + 2] && words[at] >>> 16 === (words[at + 1] & 0xffff) && low !== 0;
  }

  /** TTL or hop limit of the first packet of a direction; 0 when there was none. */
  ttl(direction: Direction): number {
    return (this.word(Entry.Key) >>> (Entry.TTL_SHIFT + 8 * direction)) & 0xff;
  }

  /** Place of the last counted packet of a direction. */
  place(direction: Direction): number {
    return (this.word(Entry.Places) >>> (16 * direction)) & 0xfff;
  }

  /** Cooked packet type of the last counted packet of a direction; −1 on other links. */
  cookedType(direction: Direction): number {
    return ((this.word(Entry.Places) >>> (16 * direction + 12)) & 7) - 1;
  }

  /** MSS that an end announced; 0 when its SYN was not seen. */
  mss(end: Direction): number {
    return (this.word(Entry.Mss) >>> (end === 0 ? 16 : 0)) & 0xffff;
  }

  /** How large a segment was acknowledged with all before it, 0 to 3: see `Entry.PASSED_SHIFT`. */
  passed(direction: Direction): number {
    return (this.word(Entry.Key) >>> (Entry.PASSED_SHIFT + 2 * direction)) & 3;
  }

  largestPayload(direction: Direction): number {
    return (this.word(Entry.Largest) >>> (16 * direction)) & 0xffff;
  }

  /** State of the checksum of a direction's SYN: see `Checksum`. */
  synChecksum(direction: Direction): number {
    return (this.word(Entry.Scales) >>> (16 + 2 * direction)) & 3;
  }

  /** TCP flags of all segments of a direction together. */
  tcpFlags(direction: Direction): number {
    return (this.word(Entry.Flags) >>> (Seen.TcpB * direction)) & 0xff;
  }

  /** One bit of flow-seen.ts; for those that exist twice, of A or, with direction 1, of B. */
  has(bit: number, direction: Direction = 0): boolean {
    return (this.word(Entry.Flags) & (bit << direction)) !== 0;
  }

  /** A counter of the trouble record, `Trouble.…A` plus the direction; 0 without a record. */
  trouble(counter: number, direction: Direction = 0): number {
    const record = this.word(Entry.Trouble);
    return record === 0 ? 0 : this.flows.tcp.words[record * Trouble.WORDS + counter + direction];
  }

  /** A double of the trouble record; 0 without one. */
  troubleDouble(field: number): number {
    const record = this.word(Entry.Trouble);
    return record === 0 ? 0 : this.flows.tcp.doubles[((record * Trouble.WORDS) >> 1) + field];
  }

  private at(offset: number): number {
    return this.flow * Entry.WORDS + offset;
  }

  private word(offset: number): number {
    return this.flows.words[this.flow * Entry.WORDS + offset];
  }

  private double(offset: number): number {
    return this.flows.doubles[((this.flow * Entry.WORDS) >> 1) + offset];
  }
}
