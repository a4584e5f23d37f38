/**
 * What detectors need of all flows, found in one pass over their marks. Lists hold flow numbers; a detector puts them into a `FlowView` and reads the rest there.
 */

import { FlowView } from '../tally/flow-view.ts';
import type { Observations } from '../tally/observations.ts';
import * as Survey from '../tally/survey-layout.ts';
import * as Trouble from '../tally/trouble-layout.ts';

/** Flows listed for one reason: a scan makes millions of them, and beyond this they say nothing new. */
const MAX_LISTED = 2 ** 18;

export interface FlowFacts {
  view: FlowView;
  /** Only one end was heard. */
  oneWay: readonly number[];
  /** TCP flows of which only one end was heard although it acknowledges what the other sends. */
  halfSeen: readonly number[];
  /** A reset answered the SYN. */
  refused: readonly number[];
  /** Retransmissions, resets, closed windows, gaps or duplicates. */
  troubled: readonly number[];
  /** Addresses (`addressKey`) that get answers which this capture does not hold. */
  unheard: ReadonlySet<number>;
  /** Lists that were cut at MAX_LISTED. */
  cut: boolean;
}

/** The address of an end as one number: IPv4, or 2^32 and more for the number of an IPv6 address. */
export const addressKey = (view: FlowView, end: 0 | 1): number =>
  (view.isIpv6 ? 2 ** 32 : 0) + (view.addressWord(end) >>> 0);

/** Puts a flow under the view's cursor. */
export function at(view: FlowView, flow: number): FlowView {
  view.flow = flow;
  return view;
}

/** Walks over all flows once. */
export function flowFacts({ tallies }: Observations): FlowFacts {
  const view = new FlowView(tallies.flows);
  const oneWay: number[] = [];
  const halfSeen: number[] = [];
  const refused: number[] = [];
  const unheard = new Set<number>();
  const { marks } = tallies.survey;
  for (let flow = 0; flow < marks.length; flow++) {
    const mark = marks[flow];
    if ((mark & Survey.REFUSED) !== 0 && refused.length < MAX_LISTED) refused.push(flow);
    if ((mark & Survey.ONE_WAY) === 0 || oneWay.length >= MAX_LISTED) continue;
    oneWay.push(flow);
    if ((mark & Survey.HALF_SEEN) === 0) continue;
    halfSeen.push(flow);
    unheard.add(addressKey(at(view, flow), 0));
  }
  const troubled = troubledFlows(tallies.flows.tcp.words, tallies.flows.tcp.size);
  return { view, oneWay, halfSeen, refused, troubled, unheard, cut: oneWay.length >= MAX_LISTED };
}

/** Record 0 of the trouble table is nobody's. */
const troubledFlows = (words: Int32Array, size: number): number[] =>
  Array.from({ length: Math.min(size - 1, MAX_LISTED) }, (_, i) => words[(i + 1) * Trouble.WORDS + Trouble.Flow]);
