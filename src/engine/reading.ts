/** One pass over the inputs: records in batches, each decoded and offered to the tallies. */
import { type CaptureInfo, type PacketSource, RecordBatch } from '../capture/packet-source.ts';
import { frameBase } from '../tally/frame-ref.ts';
import { InterfaceTally } from '../tally/interfaces.ts';
import * as Layout from '../tally/kernel-layout.ts';
import { Tallies } from '../tally/tallies.ts';
import { LINK_TYPES } from '../wire/next.ts';
import type { Packet } from '../wire/packet.ts';
import * as Protocol from '../wire/protocol.ts';
import { decode } from '../wire/registry.ts';
import { Clock } from './clock.ts';
import { loadKernel } from './kernel.ts';
import { packetFor } from './packet-for.ts';
import { Rotation } from './rotation.ts';

/** Longest frame believed, as Wireshark has it; record headers that claim more are damaged. */
const MAX_WIRE_LENGTH = 2 ** 31 - 1;

export type PacketFilter = (packet: Packet) => boolean;

export interface ReadingOptions {
  /** UDP ports that carry VXLAN, besides the usual ones. */
  vxlanPorts: readonly number[];
  /** Counts packets seen again at another place as packets of their flows. */
  keepDuplicates?: boolean;
  /** Flows kept apart at a time; beyond it the longest silent are added up and forgotten. As many as there are addresses for unless told. */
  maxFlows?: number;
  /** Packets to keep, and the expression that says so; all when null. */
  filter: { keeps: PacketFilter; text: string } | null;
}

/** State of a run over one or more inputs, in order. */
export class Reading {
  readonly infos: CaptureInfo[] = [];
  /** Frames read of each input. */
  readonly frames: number[] = [];
  /** The same, over all inputs. */
  packets = 0;
  /** Index of each input's first interface among all interfaces. */
  readonly firstInterfaces: number[] = [];
  readonly clock = new Clock();
  readonly tallies: Tallies;
  /** Every record read, whether the filter kept it or not. */
  readonly read = new InterfaceTally();
  /** Records that the filter kept; the same object as `read` without a filter. */
  readonly kept: InterfaceTally;
  readonly packet: Packet;
  private readonly batch = new RecordBatch();
  readonly filterText: string | null;
  private readonly filter: PacketFilter | null;
  private readonly rotation = new Rotation();
  private interfaces = 0;

  constructor(options: ReadingOptions) {
    this.packet = packetFor(options.vxlanPorts);
    this.tallies = new Tallies(this.packet, loadKernel());
    this.tallies.places.beginningOf = (captureInterface) => this.beginningOf(captureInterface);
    this.tallies.flows.keepsDuplicates = options.keepDuplicates ?? false;
    if (options.maxFlows !== undefined) this.tallies.flows.limit(options.maxFlows);
    this.filter = options.filter?.keeps ?? null;
    this.kept = options.filter === null ? this.read : new InterfaceTally();
    this.filterText = options.filter?.text ?? null;
  }

  /** Memory to read captures into, one at a time. */
  get memory(): Uint8Array {
    return this.tallies.flows.kernel.chunks;
  }

  /** Begins an input; frames are numbered from 1 again. */
  open(info: CaptureInfo): void {
    this.infos.push(info);
    this.tallies.flows.kernel.places.fill(Layout.UNKNOWN);
    this.frames.push(0);
    this.firstInterfaces.push(this.interfaces);
  }

  /** Takes in what the source has in its buffer; false when some is left because `hasRoom` said that there is no room for rows. */
  takeFrom(source: PacketSource, hasRoom: () => boolean = () => true): boolean {
    const { batch } = this;
    while (hasRoom()) {
      if (source.read(batch) === 0) return true;
      this.take(batch);
    }
    return false;
  }

  /** Ends an input: interfaces without packets count as well. */
  close(info: CaptureInfo): void {
    this.interfaces = this.firstInterfaces[this.infos.length - 1] + info.interfaces.length;
    this.reserve(this.interfaces);
  }

  private take(batch: RecordBatch): void {
    const { packet } = this;
    const { kernel } = this.tallies.flows;
    const { count } = batch;
    const input = this.infos.length - 1;
    this.reserve(this.firstInterfaces[input] + this.infos[input].interfaces.length);
    packet.bytes = batch.bytes;
    packet.view = batch.view;
    const ordered = this.tellTimes(batch);
    for (let from = 0; from < count; ) from = this.takeLoaded(batch, from, kernel.load(batch, from));
    this.addPlain();
    if (this.filter === null) this.keepTimes(batch, ordered);
    this.frames[input] += count;
    this.packets += count;
  }

  /** Puts the batch's times on the run's clock; true when none is earlier than the one before it. */
  private tellTimes({ seconds, nanoseconds, count }: RecordBatch): boolean {
    const { clock } = this;
    const { times } = this.tallies.flows.kernel;
    let ordered = true;
    let before = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < count; i++) {
      const time = clock.at(seconds[i], nanoseconds[i]);
      if (!(time >= before)) ordered = false;
      times[i] = before = time;
    }
    return ordered;
  }

  /** Takes records whose bytes the kernel has: plain frames the straight way, the others one by one. */
  private takeLoaded(batch: RecordBatch, from: number, until: number): number {
    for (let i = from; i < until; ) {
      const next = this.filter === null ? this.takePlain(batch, i, until) : i;
      if (next === i) this.takeAny(batch, i++);
      else i = next;
    }
    return until;
  }

  /** Takes plain frames of one bucket of the timeline, and answers the first record that is none. */
  private takePlain(batch: RecordBatch, from: number, until: number): number {
    const { timeline, flows } = this.tallies;
    const { kernel } = flows;
    this.offer(batch.interfaces[from]);
    if (!timeline.moveTo(kernel.times[from])) return from;
    const stop = kernel.exports.takeRun(from, until, kernel.delta, this.frameOf(0), timeline.start, timeline.end);
    timeline.addFrames(kernel.run);
    return stop;
  }

  /** Says to the kernel at which place an interface is, when it is an Ethernet whose frames end with their payload. */
  private offer(number: number): void {
    const { places, flows } = this.tallies;
    if (flows.kernel.places[number] !== Layout.UNKNOWN) return;
    const input = this.infos.length - 1;
    const { linkType, fcsLength } = this.infos[input].interfaces[number];
    const plain = LINK_TYPES[linkType] === Protocol.Ethernet && fcsLength === 0;
    flows.kernel.places[number] = plain ? places.of(this.firstInterfaces[input] + number, 0) : Layout.REFUSED;
  }

  /** The first of the interfaces that one continues, whose first packet is in this batch. */
  private beginningOf(captureInterface: number): number {
    const { batch, kept, rotation } = this;
    const { times } = this.tallies.flows.kernel;
    const input = this.infos.length - 1;
    const first = this.firstInterfaces[input];
    const begin = batch.interfaces.indexOf(captureInterface - first);
    const latestOf = (other: number): number => {
      let latest = kept.latestOf(other);
      for (let i = 0; i < begin; i++) if (batch.interfaces[i] === other - first && times[i] > latest) latest = times[i];
      return latest;
    };
    const description = this.infos[input].interfaces[captureInterface - first];
    return rotation.begin(captureInterface, input, description, times[begin], latestOf);
  }

  /** Counts what the kernel took of the batch, by interface. */
  private addPlain(): void {
    const { read, tallies } = this;
    const { places, framesByInterface, capturedByInterface, originalByInterface } = tallies.flows.kernel;
    const input = this.infos.length - 1;
    const count = Math.min(this.infos[input].interfaces.length, Layout.INTERFACES_KNOWN);
    for (let number = 0; number < count; number++) {
      if (capturedByInterface[number] === 0) continue;
      read.add(this.firstInterfaces[input] + number, 0, capturedByInterface[number], 0);
      capturedByInterface[number] = 0;
      for (let cast = 0; cast < Layout.CASTS; cast++) {
        const at = number * Layout.CASTS + cast;
        read.add(this.firstInterfaces[input] + number, framesByInterface[at], 0, originalByInterface[at]);
        tallies.l2.addFrames(places[number], cast, framesByInterface[at], originalByInterface[at]);
        framesByInterface[at] = originalByInterface[at] = 0;
      }
    }
  }

  /** Widens the time span to hold all records of a batch, and follows their interfaces' clocks. */
  private keepTimes(batch: RecordBatch, ordered: boolean): void {
    const { kept, tallies } = this;
    const { seconds, nanoseconds, count } = batch;
    const { times } = tallies.flows.kernel;
    const input = this.infos.length - 1;
    const first = this.firstInterfaces[input];
    const alone = ordered && this.infos[input].interfaces.length === 1;
    if (!alone || !kept.followOrdered(first, count, times[0], times[count - 1])) {
      for (let i = 0; i < count; i++) this.keepTime(batch, i);
      return;
    }
    kept.span(seconds[0], nanoseconds[0]);
    kept.span(seconds[count - 1], nanoseconds[count - 1]);
  }

  /** Widens the time span to hold a record that was kept, and follows its interface's clock. */
  private keepTime(batch: RecordBatch, i: number): void {
    const { kept, tallies } = this;
    const captureInterface = this.firstInterfaces[this.infos.length - 1] + batch.interfaces[i];
    kept.span(batch.seconds[i], batch.nanoseconds[i]);
    kept.follow(captureInterface, tallies.flows.kernel.times[i], this.frameOf(i));
  }

  private takeAny(batch: RecordBatch, i: number): void {
    const { packet, tallies, read, kept, filter } = this;
    const { starts, ends, wireLengths, interfaces } = batch;
    const input = this.infos.length - 1;
    const { linkType, fcsLength } = this.infos[input].interfaces[interfaces[i]];
    const captureInterface = this.firstInterfaces[input] + interfaces[i];
    const start = starts[i];
    const captured = ends[i] - start;
    const original = Math.min(wireLengths[i], MAX_WIRE_LENGTH);
    read.add(captureInterface, 1, captured, original);
    const fcs = captured >= original ? fcsLength : 0;
    packet.reset(start, Math.max(start, ends[i] - fcs), Math.max(0, original - fcs));
    packet.wireLength = original;
    packet.frame = this.frameOf(i);
    packet.timeNs = tallies.flows.kernel.times[i];
    decode(packet, linkType);
    packet.place = tallies.places.of(captureInterface, packet.interfaceIndex);
    if (filter !== null) {
      if (!filter(packet)) return;
      kept.add(captureInterface, 1, captured, original);
      this.keepTime(batch, i);
    }
    if (packet.count === 0) kept.undecoded[captureInterface]++;
    tallies.add(packet);
  }

  /** Reference of record i of the batch. */
  private frameOf(i: number): number {
    const input = this.infos.length - 1;
    return frameBase(input) + this.frames[input] + 1 + i;
  }

  private reserve(interfaces: number): void {
    this.read.reserve(interfaces);
    this.kept.reserve(interfaces);
  }
}
