/** A receiver that can take no more. */
import type { FlowView } from '../../tally/flow-view.ts';
import * as Trouble from '../../tally/trouble-layout.ts';
import { inChain } from '../chain-text.ts';
import { and, fromAddress } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { addressKey, at } from '../flow-facts.ts';
import { earliest, groupBy, latest, sumOf } from '../group-by.ts';
import { counted } from '../wording.ts';

/** Once or twice a slow reader; more is a program that does not keep up. */
const MIN_SEGMENTS = 3;
const ENDS = [0, 1] as const;

export const tcpZeroWindow: Detector = {
  id: 'tcp-zero-window',
  title: 'A receiver closes its window',
  reference: 'RFC 9293 §3.8.6',
  explain: `A host announces a receive window of zero: its program does not read what arrived, so the sender must wait. The network is fine; the receiving process is slow, blocked, or
out of CPU (look at the pod's limits). A window that stays closed is announced again and again, in answers to the sender's window probes (RFC 9293 §3.8.6.1); they are counted
as well. The window in the last segment of a reset connection is not.`,
  detect: (input) => {
    const { view, closed: shut } = input.flows;
    const ends: { flow: number; end: 0 | 1 }[] = [];
    for (const flow of shut) {
      for (const end of ENDS) if (closed(at(view, flow), end) > 0) ends.push({ flow, end });
    }
    return [...groupBy(ends, ({ flow, end }) => `${at(view, flow).context} ${addressKey(view, end)}`).values()]
      .filter((group) => sumOf(group, ({ flow, end }) => closed(at(view, flow), end)) >= MIN_SEGMENTS)
      .map((group) => draft(input, group));
  },
};

const closed = (view: FlowView, end: 0 | 1): number => view.trouble(Trouble.ZeroWindowA, end);

function draft(
  { observations, flows: { view } }: DetectorInput,
  group: readonly { flow: number; end: 0 | 1 }[],
): Draft {
  const [{ flow, end }] = group;
  const { context } = at(view, flow);
  const host = view.address(end);
  const count = sumOf(group, (one) => closed(at(view, one.flow), one.end));
  return {
    severity: 'warning',
    subject: host,
    summary: `${host} announced a closed receive window in ${counted(count, 'segment')} of ${counted(group.length, 'connection')}${inChain(observations, context)}: its program does not read fast enough.`,
    count,
    first: earliest(group.map((one) => at(view, one.flow).troubleDouble(Trouble.FirstZeroWindowTime))),
    last: latest(group.map((one) => at(view, one.flow).troubleDouble(Trouble.LastZeroWindowTime))),
    confidence: 0.9,
    evidence: [
      {
        fact: 'segments with window 0',
        value: count,
        unit: 'segments',
        frames: group.slice(0, 5).map((one) => at(view, one.flow).troubleDouble(Trouble.FirstZeroWindow)),
      },
      { fact: 'connections', value: group.length, unit: 'connections' },
    ],
    displayFilter: and(fromAddress(host), 'tcp.window_size_value == 0 && tcp.flags.reset == 0'),
    alternatives: ['a program that pauses on purpose'],
    next: {
      where: `the host or pod of ${host}`,
      command: 'ss -tnmi; kubectl top pod',
      why: 'a full receive queue (Recv-Q) names the program that does not read',
    },
    endpoints: [host],
    context,
  };
}
