/** Somebody on the way, or the target itself, says that it cannot be reached. */
import type { IcmpError } from '../../tally/icmp-errors.ts';
import { inChain } from '../chain-text.ts';
import { and, hasAddress } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft, Next } from '../finding.ts';
import { earliest, groupBy, latest, sumOf } from '../group-by.ts';
import { UDP, UNREACHABLE, UNREACHABLE_6 } from '../ip-numbers.ts';
import { traceroutes } from '../traceroute.ts';
import { counted, listed, socket } from '../wording.ts';
import { isTooBig } from './icmp-frag-needed.ts';

/** RFC 792, RFC 1122 §3.2.2.1, RFC 1812 §5.2.7.1. */
const REASONS: Readonly<Record<number, string>> = {
  0: 'network unreachable',
  1: 'host unreachable',
  2: 'protocol unreachable',
  3: 'port unreachable',
  5: 'source route failed',
  6: 'network unknown',
  7: 'host unknown',
  9: 'network prohibited',
  10: 'host prohibited',
  13: 'prohibited by a filter',
};
/** RFC 4443 §3.1. */
const REASONS_6: Readonly<Record<number, string>> = {
  0: 'no route',
  1: 'prohibited by a filter',
  2: 'beyond the scope of the source',
  3: 'address unreachable',
  4: 'port unreachable',
  5: 'source address failed a policy',
  6: 'rejected by a route',
};
const PORT_UNREACHABLE = 3;
const PORT_UNREACHABLE_6 = 4;
/** DNS clients close their port before a late answer comes; everything else that is refused by UDP was meant. */
const DNS_PORT = 53;
/** Ports of one host listed one by one. */
const MAX_PORTS = 8;

export const icmpUnreachable: Detector = {
  id: 'icmp-unreachable',
  title: 'Destinations are reported unreachable',
  reference: 'RFC 792; RFC 1812 §5.2.7.1; RFC 4443 §3.1',
  explain: `A router or the target itself answers with "destination unreachable". The code says why: port unreachable (no UDP service there, or a rule that rejects), host unreachable (the last router
got no ARP answer), network unreachable or no route (a route is missing), prohibited (a firewall or NetworkPolicy that rejects). The reporter is the place to look at.
Port-unreachable messages for late DNS answers and those that end a traceroute are normal and left out.`,
  explains: ['unanswered-flow', 'syn-retransmission'],
  detect: (input) => {
    const { atTheEnd } = traceroutes(input.icmpErrors);
    const errors = input.icmpErrors.filter((error) => isUnreachable(error) && !atTheEnd(error));
    const groups = groupBy(errors, keyOf);
    const perTarget = groupBy(errors, targetOf);
    const chosen = [...groups.values()].length > MAX_PORTS ? perTarget : groups;
    return [...chosen.values()].map((group) => draft(input, group));
  },
};

const isUnreachable = (error: IcmpError): boolean =>
  error.type === (error.version === 4 ? UNREACHABLE : UNREACHABLE_6) &&
  !isTooBig(error) &&
  error.sourcePort !== DNS_PORT;

/** Messages whose quotation was cut off are one problem of their reporter's, whatever they say. */
const targetOf = ({ context, reporter, destination, code }: IcmpError): string =>
  destination === '' ? `${context} ${reporter}` : `${context} ${reporter} ${destination} ${code}`;

const keyOf = (error: IcmpError): string =>
  error.destination === '' ? targetOf(error) : `${targetOf(error)} ${error.protocol} ${error.port}`;

function draft({ observations }: DetectorInput, errors: readonly IcmpError[]): Draft {
  const [{ reporter, destination, version, context, port }] = errors;
  const count = sumOf(errors, (error) => error.count);
  const sources = [...new Set(errors.map(({ source }) => source))].filter(Boolean);
  const ports = [...new Set(errors.flatMap((error) => (error.port === null ? [] : [error.port])))];
  const codes = [...new Set(errors.map((error) => error.code))];
  const reason = listed(codes.map((one) => (version === 4 ? REASONS : REASONS_6)[one] ?? `code ${one}`));
  const told = sources.length === 0 ? '' : ` to ${listed(sources)}`;
  const target =
    ports.length === 1 && port !== null ? socket(destination, port) : destination || 'a destination that was cut off';
  return {
    severity: 'warning',
    subject: target,
    summary: `${reporter} reports ${target} as unreachable${told}${inChain(observations, context)}: ${reason}.`,
    count,
    first: earliest(errors.map(({ first }) => first)),
    last: latest(errors.map(({ last }) => last)),
    confidence: 0.95,
    evidence: [
      {
        fact: `messages: ${reason}`,
        value: count,
        unit: 'packets',
        frames: errors.slice(0, 5).flatMap(({ firstFrame, lastFrame }) => [firstFrame, lastFrame]),
      },
      { fact: 'reported by', value: reporter },
      ...(sources.length > 0 ? [{ fact: 'senders that were told', value: listed(sources) }] : []),
      ...(ports.length > 1 ? [{ fact: 'ports', value: listed(ports) }] : []),
    ],
    displayFilter: and(
      version === 4 ? 'icmp.type == 3' : 'icmpv6.type == 1',
      codes.length > 1 ? '' : `${version === 4 ? 'icmp' : 'icmpv6'}.code == ${codes[0]}`,
      destination === '' ? '' : hasAddress(destination),
    ),
    alternatives: [`${counted(count, 'answer')} to a scan or a traceroute`],
    next: errors.every(isClosedPort) ? nextOnHost(reporter, ports) : nextOnWay(reporter, destination),
    endpoints: [
      destination || reporter,
      ...sources.slice(0, 4),
      ...(ports.length === 1 ? [`port ${ports[0]}`] : []),
      ...(codes.length === 1 ? [`code ${codes[0]}`] : []),
    ],
    context,
  };
}

/** The target itself has no program at a UDP port; about TCP its system would send a reset, so a rule rejects. */
const isClosedPort = ({ version, code, protocol, reporter, destination }: IcmpError): boolean =>
  code === (version === 4 ? PORT_UNREACHABLE : PORT_UNREACHABLE_6) && protocol === UDP && reporter === destination;

const nextOnHost = (host: string, ports: readonly number[]): Next => ({
  where: host,
  command: ports.length === 1 ? `ss -lunp 'sport = :${ports[0]}'` : 'ss -lunp',
  why: 'shows whether a program listens there; if one does, a rule rejects (nft list ruleset)',
});

const nextOnWay = (reporter: string, destination: string): Next => ({
  where: reporter,
  command: destination === '' ? 'ip route; nft list ruleset' : `ip route get ${destination}; nft list ruleset`,
  why: 'shows the route or the rule that rejects',
});
