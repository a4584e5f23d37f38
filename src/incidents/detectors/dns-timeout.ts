/** DNS questions that nobody answers. */
import type { DnsGroup } from '../../tally/dns-groups.ts';
import type { Occurrences } from '../../tally/occurrences.ts';
import { type DnsFault, dnsDraft, dnsFaults, dnsFilter } from '../dns-groups.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { shellWord } from '../shell.ts';

/** One lost datagram is no fault of the server. */
const MIN_ERRORS = 2;
/** A client that asks the same again without an answer gave up waiting; a second question sooner is a second program. In ns. */
const ASKED_AGAIN_NS = 500e6;

export const dnsTimeout: Detector = {
  id: 'dns-timeout',
  title: 'DNS questions are not answered',
  reference: 'RFC 1035 §7.3; resolv.conf(5) (timeout: 5 s); kubernetes/kubernetes#56903',
  explain: `A question got no answer within five seconds, the time after which resolvers give up or ask again: programs then hang for 5, 10 or 15 seconds. Causes: the server is
down, a policy drops UDP port 53, the answer is lost, or the well-known race of two questions (A and AAAA) from one port in conntrack, where exactly one of the two is lost.
Questions in the last seconds of a capture are not counted. Where the capture holds no answer at all it may simply not see them.`,
  explains: ['unanswered-flow'],
  detect: (input) => dnsFaults(input, timedOut).flatMap((fault) => draft(input, fault)),
};

/** Questions without an answer for five seconds, or given up and put again. */
function timedOut({ unanswered, answers, queries, retries }: DnsGroup): Occurrences | undefined {
  if (unanswered.count > 0) return unanswered;
  const again =
    queries.count + retries.count > 1 &&
    Math.max(queries.last, retries.count > 0 ? retries.last : 0) - queries.first >= ASKED_AGAIN_NS;
  return answers.size === 0 && again ? queries : undefined;
}

function draft(input: DetectorInput, fault: DnsFault): Draft[] {
  const { client, server, context } = fault;
  const all = input.observations.tallies.control.dns
    .list()
    .filter((group) => group.client === client && group.context === context);
  const hears = all.some(({ answers }) => answers.size > 0);
  const alive = all.some((group) => group.server === server && group.answers.size > 0);
  const repeated = fault.groups.some(({ queries, retries }) => queries.count + retries.count > 1);
  if (!hears && !repeated) return [];
  return [
    {
      ...dnsDraft(input, fault, alive ? 'did not answer' : 'never answered'),
      severity: hears && fault.count >= MIN_ERRORS ? 'error' : 'warning',
      confidence: !hears ? 0.6 : fault.count >= MIN_ERRORS ? 0.9 : 0.8,
      displayFilter: dnsFilter(fault, 'dns.flags.response == 0'),
      alternatives: hears
        ? ['the answers were late by more than five seconds']
        : ['the capture does not see the answers'],
      next: {
        where: client,
        command: `nslookup -timeout=2 ${shellWord(fault.names[0] || 'NAME')} ${server}`,
        why: alive
          ? 'shows whether this name alone hangs (upstream) or every second question does (conntrack race)'
          : 'shows whether the server is reached at all',
      },
    },
  ];
}
