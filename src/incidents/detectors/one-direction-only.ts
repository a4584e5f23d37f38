/** The capture holds one side of conversations only. */
import * as Survey from '../../tally/survey-layout.ts';
import { and, fromAddress, or } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { at } from '../flow-facts.ts';
import { firstFrames, spanOf } from '../flow-span.ts';
import { TCP } from '../ip-numbers.ts';
import { listed, percent } from '../wording.ts';

/** Of the TCP flows: below it some connections are half seen, above it the capture is. */
const MIN_SHARE = 0.5;
const MIN_FLOWS = 2;

export const oneDirectionOnly: Detector = {
  id: 'one-direction-only',
  title: 'Only one direction was captured',
  reference: 'tcpdump(1) -Q; switch port mirroring; drivers/net/ipvlan (L3S)',
  explain: `Most TCP connections are seen from one side only, although that side acknowledges what the other sends: the capture point sees one direction. Causes: a mirror port for
received (or sent) frames only, tcpdump -Q in, a filter on one address, ipvlan L3S (whose pods' taps see only what the pod sends), or asymmetric routing (found apart when the
station is seen alive). Loss and round-trip times cannot be measured from such a capture, and unanswered requests are not reported.`,
  detect: (input) => {
    const { survey } = input.observations.tallies;
    const half = survey.count(Survey.HALF_SEEN);
    const all = survey.byProtocol[TCP];
    return half >= MIN_FLOWS && half >= all * MIN_SHARE ? [draft(input, half, all)] : [];
  },
};

function draft({ flows: { view, halfSeen } }: DetectorInput, half: number, all: number): Draft {
  const heard = [...new Set(halfSeen.slice(0, 1000).map((flow) => at(view, flow).address(0)))];
  return {
    severity: 'info',
    subject: listed(heard),
    summary: `Of ${all} TCP connections ${half} (${percent(half / all)}) are seen from one side only: the capture point does not see the other direction.`,
    count: half,
    ...spanOf(view, halfSeen),
    confidence: 0.9,
    evidence: [
      {
        fact: 'connections seen from one side',
        value: half,
        unit: 'flows',
        frames: firstFrames(view, halfSeen),
      },
      { fact: 'all TCP connections', value: all, unit: 'flows' },
    ],
    displayFilter: and('tcp', or(heard.map(fromAddress))),
    alternatives: ['asymmetric routing: the other direction takes another way'],
    next: {
      where: 'where the capture was taken',
      command: 'tcpdump -Q inout -ni any',
      why: 'shows whether the other direction passes this computer at all',
    },
    endpoints: heard.slice(0, 4),
  };
}
