/** What kind of network made the capture, and why that is believed. */
import { Type } from 'typebox';
import { Chain, TunnelId } from './flows.ts';
import { amount, count, flag, frames, mac, oneOf, orNull, ratio, text, texts } from './words.ts';

/** Modes of the contract. */
export const Mode = oneOf(
  [
    'bridge',
    'macvlan',
    'ipvlan',
    'host-device',
    'vlan',
    'ptp',
    'vxlan',
    'geneve',
    'ipip',
    'wireguard',
    'gre',
    'native',
    'none',
    'unknown',
  ],
  'how the pods are attached',
);
/** Variant or product. */
export const Submode = orNull(Type.String(), 'variant or product, such as l2 or flannel; null when it cannot be told');

const Candidate = Type.Object(
  { mode: Mode, submode: Submode, probability: ratio('of this answer; all candidates together give 1') },
  { title: 'Candidate' },
);

const SignalEvidence = Type.Object(
  {
    signal: text('id of the rule'),
    statement: text('what was seen, one sentence'),
    supports: text('mode or mode/submode that the weight counts for'),
    decibans: amount('weight in decibans: +10 makes it ten times likelier, −10 ten times less likely'),
    input: orNull(
      count('index'),
      'into inputs, from 0: the file that the frame numbers belong to; null when there are none',
    ),
    frames: frames('packets that show it'),
  },
  { title: 'SignalEvidence' },
);

/** The next thing to do: a place, a command, a reason. */
export const Next = Type.Object(
  {
    where: text('host, interface or person'),
    command: orNull(Type.String(), 'to be typed there; null when there is none'),
    why: text('what it will show'),
  },
  { title: 'Next' },
);

const Vantage = Type.Object(
  {
    id: text('where the capture was taken, such as pod, host, wire or any'),
    confidence: ratio('probability of that'),
    evidence: texts('what was seen, one sentence each'),
  },
  { title: 'Vantage' },
);

/** The judgement over a capture or one segment of it. */
export const Verdict = Type.Object(
  {
    mode: Mode,
    submode: Submode,
    confidence: ratio('probability that mode and submode are right'),
    identifiable: flag('false when the capture alone cannot tell the leading candidates apart'),
    summary: text('the verdict in one sentence'),
    candidates: Type.Array(Candidate, { description: 'likeliest first' }),
    evidence: Type.Array(SignalEvidence, { description: 'strongest first' }),
    next: orNull(Next, 'null when nothing is in doubt'),
    vantage: orNull(Vantage, 'null when nothing tells'),
  },
  { title: 'Verdict' },
);

const Host = Type.Object(
  { mac: mac('hardware address'), ips: texts('its addresses in this segment') },
  { title: 'Host' },
);

/** The same judgement for one L2 segment. */
export const Segment = Type.Object(
  {
    interface: orNull(
      Type.String(),
      'interface by name or number, or several of one network, with several inputs behind the name of the file; null when not split by interface',
    ),
    vlan: orNull(count('VLAN identifier'), 'innermost tag outside of any tunnel; null for untagged frames'),
    tunnel: orNull(TunnelId, 'null for frames outside any tunnel'),
    chain: Chain,
    frames: count('packets of the segment'),
    verdict: Verdict,
    stations: count('stations that sent frames of the segment or claimed an address; all of them'),
    hosts: Type.Array(Host, {
      description:
        'the busiest of the stations that sent IP packets to one other or claimed an address, with their own IPv4 addresses',
    }),
  },
  { title: 'Segment' },
);
