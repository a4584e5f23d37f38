/**
 * What detectors need of all flows. Lists hold flow numbers; a detector puts them into a `FlowView` and reads the rest there.
 */

import * as Entry from '../tally/flow-entry-layout.ts';
import { FlowView } from '../tally/flow-view.ts';
import type { Observations } from '../tally/observations.ts';
import * as Survey from '../tally/survey-layout.ts';
import * as Trouble from '../tally/trouble-layout.ts';

/** The same segments again and again: more than a loss. */
export const STALL_REPEATS = 3;

export interface FlowFacts {
  view: FlowView;
  /** Lists of the survey: see `Survey`. */
  refused: readonly number[];
  halfSeen: readonly number[];
  halfOpened: readonly number[];
  askedAgain: readonly number[];
  /** Of `Survey.LONE_SYNS` those whose clients sent at least so many, and a few others. */
  keenSyns: (least: number) => readonly number[];
  /** Retransmissions, resets, closed windows, gaps or duplicates. */
  troubled: readonly number[];
  /** Of these: with segments sent again; where data seem to stop; with SYNs sent again; resets; closed windows; packets seen twice. */
  resent: readonly number[];
  stalled: readonly number[];
  synsResent: readonly number[];
  reset: readonly number[];
  closed: readonly number[];
  duplicated: readonly number[];
  /** Addresses (`addressKey`) that get answers which this capture does not hold. */
  unheard: ReadonlySet<number>;
  /** Lists of the survey were cut. */
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

export function flowFacts({ tallies: { flows, survey } }: Observations): FlowFacts {
  const view = new FlowView(flows);
  const halfSeen = survey.list(Survey.HALF_SEEN);
  let unheard: ReadonlySet<number> | null = null;
  return {
    view,
    refused: survey.list(Survey.REFUSED),
    halfSeen,
    halfOpened: survey.list(Survey.HALF_OPENED),
    askedAgain: survey.list(Survey.ASKED_AGAIN),
    keenSyns: (least) => survey.keenSyns(least),
    ...troublesOf(flows.tcp.words, flows.tcp.size),
    // Few captures have anything to be looked for in it.
    get unheard() {
      unheard ??= sendersOf(new FlowView(flows), halfSeen);
      return unheard;
    },
    cut: survey.refused > 0,
  };
}

/** By a cursor of its own: who asks has put a flow under the common one. */
const sendersOf = (view: FlowView, list: readonly number[]): Set<number> =>
  new Set(list.map((flow) => addressKey(at(view, flow), 0)));

type Troubles = Pick<FlowFacts, 'troubled' | 'resent' | 'synsResent' | 'stalled' | 'reset' | 'closed' | 'duplicated'>;

/** Segments of one direction are sent again and again, or one gap stays open that is no small one. */
function stops(words: Int32Array, at: number, direction: 0 | 1): boolean {
  if (words[at + Trouble.RetransmissionsA + direction] >= STALL_REPEATS) return true;
  const gap = words[at + Trouble.GapEndA + direction] - words[at + Trouble.GapStartA + direction];
  return words[at + Trouble.GapsA + direction] === 1 && (gap | 0) > Entry.SMALL_SEGMENT;
}

/** One walk over the trouble records, of which the first is nobody's. */
function troublesOf(words: Int32Array, size: number): Troubles {
  const troubled: number[] = [];
  const [resent, synsResent, stalled, reset, closed, duplicated]: number[][] = [[], [], [], [], [], []];
  for (let at = Trouble.WORDS; at < Math.min(size, Survey.MAX_LISTED + 1) * Trouble.WORDS; at += Trouble.WORDS) {
    const flow = words[at + Trouble.Flow];
    const either = (counter: number): boolean => words[at + counter] > 0 || words[at + counter + 1] > 0;
    troubled.push(flow);
    if (either(Trouble.RetransmissionsA)) resent.push(flow);
    if (stops(words, at, 0) || stops(words, at, 1)) stalled.push(flow);
    if (either(Trouble.SynRetransmissionsA)) synsResent.push(flow);
    if (either(Trouble.ResetsA)) reset.push(flow);
    if (either(Trouble.ZeroWindowA)) closed.push(flow);
    if (either(Trouble.DuplicatesElsewhere)) duplicated.push(flow);
  }
  return { troubled, resent, synsResent, stalled, reset, closed, duplicated };
}
