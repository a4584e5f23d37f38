/** A router says that packets are too large, and for which MTU. */
import type { IcmpError } from '../../tally/icmp-errors.ts';
import { inChain } from '../chain-text.ts';
import { and, hasAddress } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { earliest, groupBy, latest, sumOf } from '../group-by.ts';
import { FRAGMENTATION_NEEDED, PACKET_TOO_BIG_6, UNREACHABLE } from '../ip-numbers.ts';
import { counted, listed } from '../wording.ts';

export const icmpFragNeeded: Detector = {
  id: 'icmp-frag-needed',
  title: 'Packets are too large for a link on the way',
  reference: 'RFC 1191 §3; RFC 8201 §4',
  explain: `A router could not pass on a packet that must not be fragmented, and says so with the MTU of its next link ("fragmentation needed", or "packet too big" in IPv6).
The sender should then use smaller packets: each new connection loses a few packets and some milliseconds. It is a sign that interfaces are configured with an MTU that the
path does not carry: an overlay whose encapsulation was not subtracted (50 bytes for VXLAN), jumbo frames on one side only. When the sender goes on with large packets, the
messages do not reach it; when no such message is seen although large packets vanish, look for mtu-blackhole.`,
  explains: ['tcp-retransmission'],
  detect: (input) => {
    const tooBig = input.icmpErrors.filter((error) => isTooBig(error) && error.source !== '');
    return [
      ...groupBy(tooBig, ({ reporter, source, mtu, context }) => `${context} ${reporter} ${source} ${mtu}`).values(),
    ].map((errors) => draft(input, errors));
  },
};

/** Type 3 code 4, and its sister of IPv6. */
export const isTooBig = ({ version, type, code }: IcmpError): boolean =>
  version === 4 ? type === UNREACHABLE && code === FRAGMENTATION_NEEDED : type === PACKET_TOO_BIG_6;

function draft({ observations }: DetectorInput, errors: readonly IcmpError[]): Draft {
  const [{ reporter, source, mtu, context, version }] = errors;
  const count = sumOf(errors, (error) => error.count);
  const destinations = [...new Set(errors.map(({ destination }) => destination))];
  const largest = Math.max(...errors.map(({ quotedLength }) => quotedLength));
  const limit = mtu === null || mtu === 0 ? 'a smaller MTU that it does not name' : `an MTU of ${mtu} bytes`;
  return {
    severity: 'warning',
    subject: `${source} → ${listed(destinations)}`,
    summary: `${reporter} rejected ${counted(count, 'packet')} of ${source} to ${listed(destinations)}${inChain(observations, context)}: the next link has ${limit}.`,
    count,
    first: earliest(errors.map(({ first }) => first)),
    last: latest(errors.map(({ last }) => last)),
    confidence: 0.97,
    evidence: [
      {
        fact: 'messages',
        value: count,
        unit: 'packets',
        frames: errors.flatMap(({ firstFrame, lastFrame }) => [firstFrame, lastFrame]),
      },
      { fact: 'MTU of the next link', value: mtu ?? 0, unit: 'bytes' },
      { fact: 'length of a packet that was rejected', value: largest, unit: 'bytes' },
      { fact: 'reported by', value: reporter },
    ],
    displayFilter:
      version === 4
        ? and('icmp.type == 3 && icmp.code == 4', hasAddress(source))
        : and('icmpv6.type == 2', hasAddress(source)),
    alternatives: ['path MTU discovery at work: the first large packet of a path is rejected once'],
    next: {
      where: source,
      command: `ip route get ${destinations[0] || reporter}; tracepath -n ${destinations[0] || reporter}`,
      why: 'shows the MTU that the sender has learned, and the hop where it shrinks',
    },
    endpoints: [source, ...destinations.slice(0, 3)],
    context,
  };
}
