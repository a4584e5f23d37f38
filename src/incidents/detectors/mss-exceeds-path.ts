/** The MSS promises more than the path carries. */
import type { IcmpError } from '../../tally/icmp-errors.ts';
import { inChain } from '../chain-text.ts';
import { and, hasAddress } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { at } from '../flow-facts.ts';
import { groupBy } from '../group-by.ts';
import { isTooBig } from './icmp-frag-needed.ts';

/** IPv4 and TCP headers, and IPv6 and TCP headers, without options (RFC 9293 §3.7.1). */
const HEADERS = 40;
const HEADERS_6 = 60;

export const mssExceedsPath: Detector = {
  id: 'mss-exceeds-path',
  title: 'Both ends agree on segments that the path does not carry',
  reference: 'RFC 9293 §3.7.1; RFC 1191; projectcalico/calico#8953',
  explain: `The MSS of a connection's SYNs is larger than what the reported MTU of the path leaves for data. Every such connection first loses its large segments and then shrinks, if the
router's message arrives. The interface of one end has an MTU that is too large: the overlay's overhead (50 bytes for VXLAN, 60 for WireGuard, 20 for IPIP) was not subtracted.
Set the MTU in the CNI configuration, or clamp the MSS at the router.`,
  explains: ['icmp-frag-needed', 'tcp-retransmission'],
  detect: (input) => {
    const limits = new Map(
      input.icmpErrors
        .filter((error) => isTooBig(error) && (error.mtu ?? 0) > 0)
        .map((error) => [`${error.source} ${error.destination}`, error]),
    );
    if (limits.size === 0) return [];
    const found = input.flows.troubled.flatMap((flow) => excess(input, flow, limits));
    return [...groupBy(found, ({ error }) => `${error.source} ${error.destination}`).values()].map((group) =>
      draft(input, group),
    );
  },
};

interface Excess {
  flow: number;
  mss: number;
  room: number;
  error: IcmpError;
}

function excess({ flows }: DetectorInput, flow: number, limits: ReadonlyMap<string, IcmpError>): Excess[] {
  const view = at(flows.view, flow);
  const ends = [view.address(0), view.address(1)];
  const error = limits.get(ends.join(' ')) ?? limits.get(ends.reverse().join(' '));
  const mss = Math.min(view.mss(0), view.mss(1));
  const room = (error?.mtu ?? 0) - (view.isIpv6 ? HEADERS_6 : HEADERS);
  return error !== undefined && mss > room ? [{ flow, mss, room, error }] : [];
}

function draft({ observations, flows: { view } }: DetectorInput, group: readonly Excess[]): Draft {
  const [{ mss, room, error }] = group;
  const { source, destination, context, version } = error;
  return {
    severity: 'warning',
    subject: `${source} → ${destination}`,
    summary: `${source} and ${destination} agree on segments of ${mss} bytes${inChain(observations, context)}, but the path carries ${room}: the MTU of an interface is ${mss - room} bytes too large.`,
    count: group.length,
    first: error.first,
    last: error.last,
    confidence: 0.9,
    evidence: [
      {
        fact: 'MSS agreed on',
        value: mss,
        unit: 'bytes',
        frames: group.slice(0, 5).map(({ flow }) => at(view, flow).firstFrame),
      },
      { fact: `MTU reported by ${error.reporter}`, value: error.mtu ?? 0, unit: 'bytes', frames: [error.firstFrame] },
    ],
    displayFilter: and(
      hasAddress(source),
      hasAddress(destination),
      `(tcp.flags.syn == 1 || ${version === 4 ? 'icmp.type == 3' : 'icmpv6.type == 2'})`,
    ),
    alternatives: ['a smaller link for this destination only, which path MTU discovery handles'],
    next: {
      where: 'the nodes',
      command: 'ip -br link; ip route show | grep mtu',
      why: `the pod interfaces need an MTU of ${error.mtu} or less`,
    },
    endpoints: [source, destination],
    context,
  };
}
