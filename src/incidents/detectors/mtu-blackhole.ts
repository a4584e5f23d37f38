/** Large segments vanish, small ones pass, and nobody says why. */
import * as Entry from '../../tally/flow-entry-layout.ts';
import type { Direction, FlowView } from '../../tally/flow-view.ts';
import * as Trouble from '../../tally/trouble-layout.ts';
import { inChain } from '../chain-text.ts';
import { and, hasAddress } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft, Fact, Next } from '../finding.ts';
import { at, STALL_REPEATS } from '../flow-facts.ts';
import { spanOf } from '../flow-span.ts';
import { groupBy } from '../group-by.ts';
import { counted, seconds } from '../wording.ts';
import { isTooBig } from './icmp-frag-needed.ts';

/** How long it must have lasted to be more than one loss: the second retransmission comes after 600 ms at the earliest (RFC 6298), in ns. */
const MIN_STALL_NS = 1e9;
/** A gap is at most a receive window (tcp_rmem: 6 MiB by default); more is a new connection on old ports. */
const MAX_GAP = 8 * 1024 * 1024;
/** Of the sender's packets, retransmissions: random loss leaves most of them first sendings. */
const MIN_SHARE = 0.25;
/** Full-size means at least this part of what both sides agreed on. */
const FULL_SIZE = 0.9;
const DIRECTIONS = [0, 1] as const;

export const mtuBlackhole: Detector = {
  id: 'mtu-blackhole',
  title: 'Large packets vanish without a word',
  reference: 'RFC 2923 §2.1; RFC 4821; cilium/cilium#46100',
  explain: `Connections open and small packets pass, but segments of full size never arrive: the sender repeats them, the receiver waits, and no router reports that they are too
large. The MTU of the ends is larger than what the path carries: an overlay whose 50 bytes (VXLAN) were not subtracted, jumbo frames on nodes behind an ordinary switch, a
tunnel in a tunnel, while ICMP is filtered or the link is switched and has nobody to say it.
On the sender's side one sees the same large segments repeated with growing pauses; on the receiver's side a gap that never fills although later small segments (FIN) arrive.
Random loss is told apart: there, full-size segments do get through. Where a router does answer, it is icmp-frag-needed.`,
  explains: ['tcp-retransmission'],
  detect: (input) => {
    const { view, stalled } = input.flows;
    const told = new Set(
      input.icmpErrors.filter(isTooBig).map(({ source, destination }) => `${source} ${destination}`),
    );
    const stalls: Stall[] = [];
    for (const flow of stalled) addStalls(at(view, flow), told, stalls);
    return [...groupBy(stalls, ({ context, from, to }) => `${context} ${from} ${to}`).values()].map((group) =>
      draft(input, group),
    );
  },
};

/** One direction of one flow in which large segments do not get through. */
interface Stall {
  flow: number;
  context: number;
  from: string;
  to: string;
  side: 'sender' | 'receiver';
  /** Bytes missing at the receiver, or in the segment that the sender repeats. */
  bytes: number;
  repeats: number;
  passed: number;
  lasted: number;
  frames: number[];
}

function addStalls(view: FlowView, told: ReadonlySet<string>, stalls: Stall[]): void {
  for (const direction of DIRECTIONS) {
    const repeating = isRepeating(view, direction);
    if (!repeating && !isMissing(view, direction)) continue;
    const from = view.address(direction);
    const to = view.address(direction === 0 ? 1 : 0);
    if (told.has(`${from} ${to}`)) continue;
    const side = repeating ? sender(view, direction) : receiver(view, direction);
    stalls.push({ flow: view.flow, context: view.context, from, to, ...side });
  }
}

/** Sender's side: mostly repetitions, of its largest segments, of which none as large came through. */
function isRepeating(view: FlowView, direction: Direction): boolean {
  const again = view.trouble(Trouble.RetransmissionsA, direction);
  const size = view.trouble(Trouble.LargestRetransmittedA, direction);
  if (again < STALL_REPEATS || again < view.packets(direction) * MIN_SHARE) return false;
  if (size <= Entry.NARROW_SEGMENT || view.passed(direction) >= (size > Entry.ETHERNET_SEGMENT ? 3 : 2)) return false;
  const lasted =
    view.troubleDouble(Trouble.LastRetransmissionTime) - view.troubleDouble(Trouble.FirstRetransmissionTime);
  return (
    size >= view.largestPayload(direction) * FULL_SIZE &&
    lasted >= MIN_STALL_NS &&
    view.packets(direction === 0 ? 1 : 0) > 0
  );
}

/** Receiver's side: a gap of at least a segment that never filled nor was acknowledged, and no full-size segment ever seen. */
function isMissing(view: FlowView, direction: Direction): boolean {
  if (view.trouble(Trouble.GapsA, direction) !== 1) return false;
  const gap = gapOf(view, direction);
  if (gap <= Math.max(Entry.SMALL_SEGMENT, view.largestPayload(direction)) || gap > MAX_GAP) return false;
  const full = Math.min(view.mss(0), view.mss(1));
  return (
    full > Entry.SMALL_SEGMENT &&
    view.largestPayload(direction) < full * FULL_SIZE &&
    view.trouble(Trouble.RetransmissionsA, direction) === 0 &&
    view.trouble(Trouble.AcknowledgedA, direction) === 0 &&
    view.last - view.troubleDouble(Trouble.GapTimeA + direction) >= MIN_STALL_NS
  );
}

const gapOf = (view: FlowView, direction: Direction): number =>
  (view.trouble(Trouble.GapEndA, direction) - view.trouble(Trouble.GapStartA, direction)) | 0;

const sender = (view: FlowView, direction: Direction): Omit<Stall, 'flow' | 'context' | 'from' | 'to'> => ({
  side: 'sender',
  bytes: view.trouble(Trouble.LargestRetransmittedA, direction),
  repeats: view.trouble(Trouble.RetransmissionsA, direction),
  passed: view.largestPayload(direction),
  lasted: view.troubleDouble(Trouble.LastRetransmissionTime) - view.troubleDouble(Trouble.FirstRetransmissionTime),
  frames: [view.troubleDouble(Trouble.FirstRetransmission), view.troubleDouble(Trouble.LastRetransmission)],
});

const receiver = (view: FlowView, direction: Direction): Omit<Stall, 'flow' | 'context' | 'from' | 'to'> => ({
  side: 'receiver',
  bytes: gapOf(view, direction),
  repeats: 0,
  passed: view.largestPayload(direction),
  lasted: view.last - view.troubleDouble(Trouble.GapTimeA + direction),
  frames: [view.firstFrame],
});

function draft({ observations, flows: { view } }: DetectorInput, stalls: readonly Stall[]): Draft {
  const worst = stalls.reduce((best, stall) => (stall.lasted > best.lasted ? stall : best));
  const { from, to, context, side } = worst;
  const flows = stalls.map(({ flow }) => flow);
  return {
    severity: 'error',
    subject: `${from} → ${to}`,
    summary: `Large segments from ${from} do not reach ${to}${inChain(observations, context)} while small ones do, and no router reports an MTU: ${
      side === 'sender' ? `${worst.bytes} bytes are sent again and again` : `${worst.bytes} bytes never came`
    }.`,
    count: stalls.length,
    ...spanOf(view, flows),
    confidence: side === 'sender' ? 0.85 : 0.75,
    evidence: [
      ...factsOf(worst),
      {
        fact: 'MSS announced by the two ends',
        value: `${at(view, worst.flow).mss(0)} and ${view.mss(1)}`,
        unit: 'bytes',
      },
    ],
    displayFilter: and(
      hasAddress(from),
      hasAddress(to),
      'tcp',
      side === 'sender' ? 'tcp.analysis.retransmission' : '(tcp.analysis.lost_segment || tcp.flags.syn == 1)',
    ),
    alternatives: ['a policy or middlebox that drops by content', 'a loss that happened to hit only large segments'],
    next: probe(at(view, worst.flow), from, to),
    endpoints: [from, to],
    context,
  };
}

/** Pings as large as a full segment: what stands around the payload is 12 bytes less than around a segment's. */
function probe(view: FlowView, from: string, to: string): Next {
  const full = Math.min(view.mss(0), view.mss(1)) || Entry.ETHERNET_SEGMENT - (view.isIpv6 ? 20 : 0);
  return {
    where: from,
    command: `ping -M do -s ${full + 12} -c 3 ${to}; tracepath -n ${to}`,
    why: `the largest size that passes, plus ${view.isIpv6 ? 48 : 28}, is the MTU to configure`,
  };
}

const factsOf = ({ side, bytes, repeats, passed, lasted, frames }: Stall): Fact[] =>
  side === 'sender'
    ? [
        { fact: 'largest segment sent again', value: bytes, unit: 'bytes', frames },
        { fact: `${counted(repeats, 'retransmission')} over`, value: seconds(lasted), unit: 'seconds' },
      ]
    : [
        { fact: 'bytes missing in one gap', value: bytes, unit: 'bytes', frames },
        { fact: 'the gap stayed open for', value: seconds(lasted), unit: 'seconds' },
        { fact: 'largest segment that came through', value: passed, unit: 'bytes' },
      ];
