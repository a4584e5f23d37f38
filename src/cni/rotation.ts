/** Whether files were captured one after the other, as the parts of a rotated capture are, or at the same time. */
import { FlowView } from '../tally/flow-view.ts';
import { frameRef } from '../tally/frame-ref.ts';
import { allInterfaces, type Observations } from '../tally/observations.ts';
import { flowSample } from './flow-sample.ts';

/** Rows looked at. */
const MAX_ROWS = 20_000;

/** From when to when an input was heard, in ns. */
type Span = [from: number, to: number];

/** True for inputs that follow one another: none of them begins, answers or ends a flow, or hears a group, between two such times of another, and no packet was seen twice. */
export function follows(observations: Observations, inputs: readonly number[]): boolean {
  const { tallies } = observations;
  if (tallies.flows.duplicatesElsewhere > 0) return false;
  const all = allInterfaces(observations);
  const inputAt = (place: number): number => all[tallies.places.list[place].interface].input;
  const spans = new Map<number, Span>();
  const view = new FlowView(tallies.flows);
  for (const flow of flowSample(tallies.flows)) {
    view.flow = flow;
    widen(spans, frameRef(view.firstFrame).input, view.first);
    if (view.packets(1) > 0) widen(spans, frameRef(view.firstFrameB).input, view.firstB);
    const [one, other] = [inputAt(view.place(0)), inputAt(view.place(view.packets(1) > 0 ? 1 : 0))];
    if (one === other) widen(spans, one, view.last);
  }
  const { senders } = tallies.groupFrames;
  for (let row = 0; row < Math.min(senders.size, MAX_ROWS); row++) {
    widen(spans, frameRef(senders.firstFrame[row]).input, senders.first[row]);
    widen(spans, frameRef(senders.lastFrame[row]).input, senders.last[row]);
  }
  const ordered = inputs.flatMap((input) => (spans.has(input) ? [spans.get(input)!] : []));
  ordered.sort(([one], [other]) => one - other);
  return ordered.every(([from], i) => i === 0 || ordered[i - 1][1] <= from);
}

function widen(spans: Map<number, Span>, input: number, time: number): void {
  const span = spans.get(input);
  if (span === undefined) spans.set(input, [time, time]);
  else {
    span[0] = Math.min(span[0], time);
    span[1] = Math.max(span[1], time);
  }
}
