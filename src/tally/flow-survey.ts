/** What is asked of all flows again and again, found in one pass of the kernel (kernel/survey.ts) once all packets are in. */
import type { FlowTable } from './flow-table.ts';
import { FlowView } from './flow-view.ts';
import * as Layout from './kernel-layout.ts';
import * as Survey from './survey-layout.ts';

/** Weight of a flow that is in no list. */
const NOT_LISTED = -1;

export class FlowSurvey {
  /** By flow: bits of `Survey`. */
  readonly marks: Uint8Array;
  /** Flows by IP protocol number, and those of them whose ports were not captured. */
  readonly byProtocol: Float64Array;
  readonly portlessByProtocol: Float64Array;
  /** Packets of those. */
  readonly portlessPackets: number;
  private readonly flows: FlowTable;
  private known: Float64Array | null = null;

  /** Over a table that takes no more packets. */
  constructor(flows: FlowTable) {
    const { memory, exports } = flows.kernel;
    exports.surveyFlows();
    this.flows = flows;
    this.marks = new Uint8Array(memory.buffer, Layout.FLOW_MARKS, flows.size);
    this.byProtocol = new Float64Array(memory.buffer, Layout.FLOWS_BY_PROTOCOL, Survey.PROTOCOLS);
    this.portlessByProtocol = new Float64Array(memory.buffer, Layout.PORTLESS_BY_PROTOCOL, Survey.PROTOCOLS);
    [this.portlessPackets] = new Float64Array(memory.buffer, Layout.PORTLESS_PACKETS, 1);
  }

  /** Bytes on the wire by flow, −1 for flows that are in no list. */
  get weights(): Float64Array {
    this.known ??= weightsOf(new FlowView(this.flows), this.marks);
    return this.known;
  }
}

function weightsOf(view: FlowView, marks: Uint8Array): Float64Array {
  const weights = new Float64Array(marks.length);
  for (view.flow = 0; view.flow < marks.length; view.flow++) {
    const listed = (marks[view.flow] & Survey.PORTLESS) === 0;
    weights[view.flow] = listed ? view.bytes(0) + view.bytes(1) : NOT_LISTED;
  }
  return weights;
}
