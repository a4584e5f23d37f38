/** One pass over the inputs: records in batches, each decoded and offered to the tallies. */
import { type CaptureInfo, type PacketSource, RecordBatch } from '../capture/packet-source.ts';
import { frameBase } from '../tally/frame-ref.ts';
import { InterfaceTally } from '../tally/interfaces.ts';
import { Tallies } from '../tally/tallies.ts';
import type { Packet } from '../wire/packet.ts';
import { decode } from '../wire/registry.ts';
import { Clock } from './clock.ts';
import { packetFor } from './packet-for.ts';

/** Longest frame believed, as Wireshark has it; record headers that claim more are damaged. */
const MAX_WIRE_LENGTH = 2 ** 31 - 1;

export type PacketFilter = (packet: Packet) => boolean;

export interface ReadingOptions {
  /** UDP ports that carry VXLAN, besides the usual ones. */
  vxlanPorts: readonly number[];
  /** Counts packets seen again at another place as packets of their flows. */
  keepDuplicates?: boolean;
  /** Packets to keep, and the expression that says so; all when null. */
  filter: { keeps: PacketFilter; text: string } | null;
}

/** State of a run over one or more inputs, in order. */
export class Reading {
  readonly infos: CaptureInfo[] = [];
  /** Frames read of each input. */
  readonly frames: number[] = [];
  /** Index of each input's first interface among all interfaces. */
  readonly firstInterfaces: number[] = [];
  readonly clock = new Clock();
  readonly tallies = new Tallies();
  /** Every record read, whether the filter kept it or not. */
  readonly read = new InterfaceTally();
  /** Records that the filter kept; the same object as `read` without a filter. */
  readonly kept: InterfaceTally;
  readonly packet: Packet;
  private readonly batch = new RecordBatch();
  readonly filterText: string | null;
  private readonly filter: PacketFilter | null;
  private interfaces = 0;

  constructor(options: ReadingOptions) {
    this.packet = packetFor(options.vxlanPorts);
    this.tallies.flows.keepsDuplicates = options.keepDuplicates ?? false;
    this.filter = options.filter?.keeps ?? null;
    this.kept = options.filter === null ? this.read : new InterfaceTally();
    this.filterText = options.filter?.text ?? null;
  }

  /** Begins an input; frames are numbered from 1 again. */
  open(info: CaptureInfo): void {
    this.infos.push(info);
    this.frames.push(0);
    this.firstInterfaces.push(this.interfaces);
  }

  /** Takes in what the source has in its buffer. */
  takeFrom(source: PacketSource): void {
    const { batch } = this;
    while (source.read(batch) > 0) this.take(batch);
  }

  /** Ends an input: interfaces without packets count as well. */
  close(info: CaptureInfo): void {
    this.interfaces = this.firstInterfaces[this.infos.length - 1] + info.interfaces.length;
    this.reserve(this.interfaces);
  }

  private take(batch: RecordBatch): void {
    const { packet, tallies, read, kept, filter, clock } = this;
    const { starts, ends, wireLengths, seconds, nanoseconds, interfaces, count } = batch;
    const input = this.infos.length - 1;
    const info = this.infos[input];
    const firstInterface = this.firstInterfaces[input];
    const frame = frameBase(input) + this.frames[input] + 1;
    this.reserve(firstInterface + info.interfaces.length);
    packet.bytes = batch.bytes;
    packet.view = batch.view;
    for (let i = 0; i < count; i++) {
      const start = starts[i];
      const captured = ends[i] - start;
      const { linkType, fcsLength } = info.interfaces[interfaces[i]];
      const captureInterface = firstInterface + interfaces[i];
      const original = Math.min(wireLengths[i], MAX_WIRE_LENGTH);
      read.add(captureInterface, captured, original);
      const fcs = captured >= original ? fcsLength : 0;
      packet.reset(start, Math.max(start, ends[i] - fcs), Math.max(0, original - fcs));
      packet.wireLength = original;
      packet.frame = frame + i;
      packet.timeNs = clock.at(seconds[i], nanoseconds[i]);
      decode(packet, linkType);
      packet.place = tallies.places.of(captureInterface, packet.interfaceIndex);
      if (filter !== null) {
        if (!filter(packet)) continue;
        kept.add(captureInterface, captured, original);
      }
      kept.span(seconds[i], nanoseconds[i]);
      if (packet.count === 0) kept.undecoded[captureInterface]++;
      tallies.add(packet);
    }
    this.frames[input] += count;
  }

  private reserve(interfaces: number): void {
    this.read.reserve(interfaces);
    this.kept.reserve(interfaces);
  }
}
