/** A capture whose packets are rewritten before anybody sees them. */
import type { PacketSource, RecordBatch } from '../capture/packet-source.ts';
import type { Packet } from '../wire/packet.ts';
import { decode } from '../wire/registry.ts';
import type { Rewriter } from './rewriter.ts';

export type PacketFilter = (packet: Packet) => boolean;

/** Rewrites each batch in place; with a filter, notes before that which of its packets the filter keeps. */
export class AnonymizedSource implements PacketSource {
  readonly info: PacketSource['info'];
  private readonly source: PacketSource;
  private readonly rewriter: Rewriter;
  private readonly original: OriginalFilter | null;

  constructor(source: PacketSource, rewriter: Rewriter, original: OriginalFilter | null) {
    this.info = source.info;
    this.source = source;
    this.rewriter = rewriter;
    this.original = original;
  }

  fill(): boolean | Promise<boolean> {
    return this.source.fill();
  }

  read(batch: RecordBatch): number {
    const count = this.source.read(batch);
    this.original?.look(batch, this.info);
    for (let i = 0; i < count; i++) this.rewrite(batch, i);
    return count;
  }

  close(): void {
    this.source.close();
  }

  private rewrite({ bytes, view, starts, ends, wireLengths, interfaces }: RecordBatch, i: number): void {
    const { linkType, fcsLength } = this.info.interfaces[interfaces[i]];
    const frame = { bytes, view, start: starts[i], end: ends[i], wireLength: wireLengths[i], fcsLength };
    this.rewriter.rewrite(frame, linkType);
  }
}

/** A filter that means the addresses and names as they were captured. */
export class OriginalFilter {
  private readonly keeps: PacketFilter;
  private readonly packet: Packet;
  /** Where the packets that are kept begin, of the batch that was read last. */
  private readonly kept = new Set<number>();

  /** Packets are decoded into `packet`. */
  constructor(keeps: PacketFilter, packet: Packet) {
    this.keeps = keeps;
    this.packet = packet;
  }

  /** What the filter said of a packet of the last batch before it was rewritten. */
  readonly verdict: PacketFilter = ({ start }) => this.kept.has(start);

  /** Looks at a batch that is not rewritten yet. */
  look(batch: RecordBatch, info: PacketSource['info']): void {
    const { packet, kept } = this;
    kept.clear();
    packet.bytes = batch.bytes;
    packet.view = batch.view;
    for (let i = 0; i < batch.count; i++) {
      packet.reset(batch.starts[i], batch.ends[i], batch.wireLengths[i]);
      decode(packet, info.interfaces[batch.interfaces[i]].linkType);
      if (this.keeps(packet)) kept.add(batch.starts[i]);
    }
  }
}
