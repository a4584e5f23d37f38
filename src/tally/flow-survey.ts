/** What is asked of all flows again and again, found in one pass of the kernel (kernel/survey.ts) once all packets are in. */
import type { FlowTable } from './flow-table.ts';
import { FlowView } from './flow-view.ts';
import * as Layout from './kernel-layout.ts';
import * as Survey from './survey-layout.ts';

const WORD = 4;
/** Weight of a flow that is in no list. */
const NOT_LISTED = -1;

export class FlowSurvey {
  /** Flows by IP protocol number, and those of them whose ports were not captured. */
  readonly byProtocol: Float64Array;
  readonly portlessByProtocol: Float64Array;
  /** Packets of those. */
  readonly portlessPackets: number;
  private readonly flows: FlowTable;
  private readonly view: FlowView;

  /** Over a table that takes no more packets. */
  constructor(flows: FlowTable) {
    const { memory, exports } = flows.kernel;
    exports.startSurvey();
    for (let from = 0; from < flows.size; ) from = exports.surveyFlows(from) >>> 0;
    this.flows = flows;
    this.view = new FlowView(flows);
    this.byProtocol = new Float64Array(memory.buffer, Layout.FLOWS_BY_PROTOCOL, Survey.PROTOCOLS);
    this.portlessByProtocol = new Float64Array(memory.buffer, Layout.PORTLESS_BY_PROTOCOL, Survey.PROTOCOLS);
    [this.portlessPackets] = new Float64Array(memory.buffer, Layout.PORTLESS_PACKETS, 1);
  }

  /** Flow numbers on a list of `Survey`, in ascending order; the first of them when there are more than `most`. */
  list(one: number, most = Survey.MAX_LISTED): number[] {
    const { buffer } = this.flows.kernel.memory;
    const size = Math.min(this.sizes[one], most, Survey.MAX_LISTED);
    const numbers = new Uint32Array(buffer, startOf(one), size);
    // Array.from makes an object for each number on its way.
    const list = new Array<number>(size);
    for (let i = 0; i < size; i++) list[i] = numbers[i];
    return list;
  }

  /** Flows between the same ends as some of `sought` (MAX_LISTED at most), whatever is around either, and a few others; in ascending order. */
  *alike(sought: readonly number[]): Generator<number> {
    const { exports, memory } = this.flows.kernel;
    new Uint32Array(memory.buffer, startOf(Survey.SOUGHT), sought.length).set(sought);
    exports.seek(sought.length);
    for (let from = 0; from < this.flows.size; ) {
      from = exports.listAlike(from) >>> 0;
      yield* this.list(Survey.ALIKE);
    }
  }

  /** Lone SYNs of clients that sent at least so many, and a few others; in ascending order. */
  keenSyns(least: number): number[] {
    this.flows.kernel.exports.listKeen(least);
    return this.list(Survey.KEEN_SYNS);
  }

  /** How many flows belong on a list. */
  count(one: number): number {
    return this.sizes[one];
  }

  /** Flows that are missing from lists which are read to their end. */
  get refused(): number {
    return this.sizes
      .subarray(0, Survey.READ_WHOLE)
      .reduce((sum, size) => sum + Math.max(0, size - Survey.MAX_LISTED), 0);
  }

  /** Bytes of a flow on the wire; −1 for flows that are in no list. */
  weightOf(flow: number): number {
    const { view } = this;
    view.flow = flow;
    return view.isPortless ? NOT_LISTED : view.bytes(0) + view.bytes(1);
  }

  private get sizes(): Uint32Array {
    return new Uint32Array(this.flows.kernel.memory.buffer, Layout.LIST_SIZES, Survey.LISTS);
  }
}

const startOf = (list: number): number => Layout.FLOW_LISTS + list * Survey.MAX_LISTED * WORD;
