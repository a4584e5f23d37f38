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
  /** Requests of which only one end was heard: TCP with a SYN and neither ACK nor RST, and ICMP of either version. */
  asking: readonly number[];
  /** TCP flows of which only one end was heard although it acknowledges what the other sends. */
  halfSeen: readonly number[];
  /** A reset answered the SYN. */
  refused: readonly number[];
  /** Retransmissions, resets, closed windows, gaps or duplicates. */
  troubled: readonly number[];
  /** Of these: with segments sent again; the same or gaps; with SYNs sent again; resets; closed windows; packets seen twice. */
  resent: readonly number[];
  stalled: readonly number[];
  synsResent: readonly number[];
  reset: readonly number[];
  closed: readonly number[];
  duplicated: readonly number[];
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
  const asking: number[] = [];
  let oneWay = 0;
  const halfSeen: number[] = [];
  const refused: number[] = [];
  const unheard = new Set<number>();
  const { marks } = tallies.survey;
  for (let flow = 0; flow < marks.length; flow++) {
    const mark = marks[flow];
    if ((mark & Survey.REFUSED) !== 0 && refused.length < MAX_LISTED) refused.push(flow);
    if ((mark & Survey.ONE_WAY) === 0 || oneWay >= MAX_LISTED) continue;
    oneWay++;
    if ((mark & Survey.ASKS) !== 0) asking.push(flow);
    if ((mark & Survey.HALF_SEEN) === 0) continue;
    halfSeen.push(flow);
    unheard.add(addressKey(at(view, flow), 0));
  }
  const troubles = troublesOf(tallies.flows.tcp.words, tallies.flows.tcp.size);
  return { view, asking, halfSeen, refused, ...troubles, unheard, cut: oneWay >= MAX_LISTED };
}

type Troubles = Pick<FlowFacts, 'troubled' | 'resent' | 'synsResent' | 'stalled' | 'reset' | 'closed' | 'duplicated'>;

/** One walk over the trouble records, of which the first is nobody's. */
function troublesOf(words: Int32Array, size: number): Troubles {
  const troubled: number[] = [];
  const [resent, synsResent, stalled, reset, closed, duplicated]: number[][] = [[], [], [], [], [], []];
  for (let at = Trouble.WORDS; at < Math.min(size, MAX_LISTED + 1) * Trouble.WORDS; at += Trouble.WORDS) {
    const flow = words[at + Trouble.Flow];
    const either = (counter: number): boolean => words[at + counter] > 0 || words[at + counter + 1] > 0;
    troubled.push(flow);
    const again = either(Trouble.RetransmissionsA);
    if (again) resent.push(flow);
    if (again || either(Trouble.GapsA)) stalled.push(flow);
    if (either(Trouble.SynRetransmissionsA)) synsResent.push(flow);
    if (either(Trouble.ResetsA)) reset.push(flow);
    if (either(Trouble.ZeroWindowA)) closed.push(flow);
    if (either(Trouble.DuplicatesElsewhere)) duplicated.push(flow);
  }
  return { troubled, resent, synsResent, stalled, reset, closed, duplicated };
}
