/**
 * All flows. The work that every packet needs is done by the kernel (kernel/*.ts, WebAssembly) in a memory of its own; this is its host: it gives the flows to
 * whoever reads them, and does what few packets need.
 */
import { takeFields } from '../base/fields.ts';
import * as Entry from './flow-entry-layout.ts';
import { FoldedFlows } from './fold-flows.ts';
import { Ipv6Table } from './ipv6-table.ts';
import { type CompiledKernel, Kernel, type KernelHost, type KernelMemory } from './kernel.ts';
import * as Layout from './kernel-layout.ts';
import { MovedStations } from './moved-stations.ts';
import { RecentSignatures } from './recent-signatures.ts';
import { countRepeat } from './repeats.ts';
import type { Rows } from './row.ts';
import * as Row from './row-layout.ts';
import type { StraightHost } from './straight-way.ts';
import { TcpAnalysis } from './tcp-analysis.ts';

const RING_WORDS = Layout.RING_BATCHES * Layout.ROWS_PER_BATCH * Layout.ROW_WORDS;

/** What another thread needs, besides the memory, to go on with the flows: `FlowTable.state` as structured cloning leaves it. */
export type FlowState = ReturnType<FlowTable['state']>;

export class FlowTable {
  /** Flow i begins at word i × `Entry.WORDS`, see flow-entry-layout.ts; made anew when the memory grows. */
  words: Int32Array = new Int32Array(0);
  doubles: Float64Array = new Float64Array(0);
  readonly kernel: Kernel;
  readonly ipv6: Ipv6Table;
  readonly recent = new RecentSignatures();
  readonly moved = new MovedStations();
  readonly tcp = new TcpAnalysis();
  /** What is left of flows for which there was no room. */
  readonly folded = new FoldedFlows();
  /** Makes room; called when there is none for another flow. */
  onFull = (): void => {};
  /** Counts packets seen again at another place in the flows as well. */
  keepsDuplicates = false;
  /** Packets seen again at another place, left out of the flows' counts unless `keepsDuplicates`. */
  duplicatesElsewhere = 0;
  /** Packets seen again at the same place, counted. */
  duplicatesHere = 0;
  /** Rows that wait to be counted. */
  readonly rows: Rows = { words: new Int32Array(0), doubles: new Float64Array(0) };

  /** `straight` does what the straight way asks for (kernel/host.ts); `memory` is that of the thread whose rows are counted here, if they are another's. */
  constructor(kernel: CompiledKernel, straight: StraightHost, memory: KernelMemory | null = null) {
    this.kernel = new Kernel(kernel, { ...this.host(), ...straight }, memory);
    this.ipv6 = new Ipv6Table(this.kernel.memory.buffer);
    this.lookAnew();
  }

  get size(): number {
    return this.kernel.exports.flowCount() >>> 0;
  }

  /** After flows were taken out. */
  set size(size: number) {
    this.kernel.exports.setFlowCount(size);
  }

  /** Keeps at most so many flows apart, two or more; before the first packet. */
  limit(flows: number): void {
    this.kernel.exports.setFlowLimit(Math.max(2, Math.min(flows, Layout.MAX_FLOWS)));
  }

  /** Counts the rows that still wait. */
  flush(): void {
    this.kernel.exports.flush();
  }

  /** All that is not in the kernel's memory. */
  state() {
    const { ipv6, recent, moved, tcp, keepsDuplicates, duplicatesElsewhere, duplicatesHere } = this;
    const { exports } = this.kernel;
    return {
      counts: [exports.flowCount(), exports.flowRoom(), exports.flowLimit(), exports.slotMask()] as const,
      fields: { ipv6, recent, moved, tcp, keepsDuplicates, duplicatesElsewhere, duplicatesHere },
    };
  }

  /** Goes on with flows in this memory that another thread had. */
  goOn({ counts, fields }: FlowState): void {
    this.kernel.exports.takeOver(...counts);
    takeFields<FlowState['fields']>(this, fields);
    this.kernel.lookAnew();
    this.lookAnew();
  }

  /** Lays views over the memory. */
  private lookAnew(): void {
    const { buffer } = this.kernel.memory;
    this.words = new Int32Array(buffer, Layout.FLOWS);
    this.doubles = new Float64Array(buffer, Layout.FLOWS);
    this.rows.words = new Int32Array(buffer, Layout.ROWS, RING_WORDS);
    this.rows.doubles = new Float64Array(buffer, Layout.ROWS, RING_WORDS / 2);
  }

  /** What the kernel calls (kernel/host.ts); it names rows and flows by their first byte. */
  private host(): KernelHost {
    const { rows, tcp } = this;
    type Deed = (words: Int32Array, entry: number, direction: number, rows: Rows, row: number) => void;
    const of = (deed: Deed) => (flow: number, direction: number, row: number) => {
      deed.call(tcp, this.words, entryOf(flow), direction, rows, rowOf(row));
    };
    const ringOf = (flow: number): number => this.words[entryOf(flow) + Entry.Recent];
    const signatureOf = (row: number): number => rows.words[rowOf(row) + Row.Signature];
    return {
      grown: () => {
        this.kernel.lookAnew();
        this.lookAnew();
      },
      full: () => this.onFull(),
      ipv6Number: (at) => this.ipv6.numberBeyond(rows.words, rowOf(at)),
      countRepeat: (flow, direction, row) => Number(countRepeat(this, entryOf(flow), direction, rows, rowOf(row))),
      remember: (flow, direction, row) => this.recent.remember(ringOf(flow), direction, signatureOf(row)),
      remembers: (flow, direction, row) => Number(this.recent.has(ringOf(flow), direction, signatureOf(row))),
      moved: (flow, direction, row) => this.moved.move(entryOf(flow), direction, rows, rowOf(row)),
      reset: of(tcp.reset),
      synAgain: of(tcp.synAgain),
      zeroWindow: of(tcp.zeroWindow),
      keepAlive: (flow, direction) => tcp.keepAlive(this.words, entryOf(flow), direction),
      old: of(tcp.old),
      gap: of(tcp.gap),
      acknowledged: (flow, direction) => tcp.acknowledged(this.words, entryOf(flow), direction),
    };
  }
}

/** Places in this memory are unsigned; JavaScript is given them signed. */
const entryOf = (flow: number): number => ((flow >>> 0) - Layout.FLOWS) / 4;
const rowOf = (row: number): number => (row - Layout.ROWS) / 4;
