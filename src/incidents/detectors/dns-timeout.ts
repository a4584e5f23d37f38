/** DNS questions that nobody answers. */
import type { DnsGroup } from '../../tally/dns-groups.ts';
import { type Occurrences, together } from '../../tally/occurrences.ts';
import { type DnsFault, dnsDraft, dnsFaults, dnsFilter } from '../dns-groups.ts';
import type { Detector, DetectorInput, Draft, Fact } from '../finding.ts';
import { sumOf } from '../group-by.ts';
import { shellWord } from '../shell.ts';

/** One lost datagram is no fault of the server. */
const MIN_ERRORS = 2;
/** A client that asks the same again without an answer gave up waiting; a second question sooner is a second program. In ns. */
const ASKED_AGAIN_NS = 500e6;
/** As said of a server that answered all questions, but only after DNS_TIMEOUT_NS. */
const TOOK_LONG = 'took 5 s or more to answer';
/** Wireshark knows the answer of a question once it has read the whole file. */
const UNANSWERED = 'dns.flags.response == 0 && !dns.response_in';

export const dnsTimeout: Detector = {
  id: 'dns-timeout',
  title: 'DNS questions are not answered',
  reference: 'RFC 1035 §7.3; resolv.conf(5) (timeout: 5 s); kubernetes/kubernetes#56903',
  explain: `A question got no answer within five seconds, the time after which resolvers give up or ask again: programs then hang for 5, 10 or 15 seconds. Causes: the server is
down, a policy drops UDP port 53, the answer is lost, or the well-known race of two questions (A and AAAA) from one port in conntrack, where exactly one of the two is lost.
Questions that were answered at last, when they were sent again or by a server that waited for another, count as well, from the second on; they are a warning.
Questions in the last seconds of a capture are not counted. Where the capture holds no answer at all it may simply not see them.
The display filter leaves out questions with an answer once the whole file was read, as Wireshark does, and tshark with -2.`,
  explains: ['unanswered-flow'],
  detect: (input) => dnsFaults(input, timedOut).flatMap((fault) => draft(input, fault)),
};

/** Questions without an answer for five seconds, or given up and put again. */
function timedOut({ unanswered, late, answers, queries, retries }: DnsGroup): Occurrences | undefined {
  if (unanswered.count + late.count > 0) return together(unanswered, late);
  const again =
    queries.count + retries.count > 1 &&
    Math.max(queries.last, retries.count > 0 ? retries.last : 0) - queries.first >= ASKED_AGAIN_NS;
  return answers.size === 0 && again ? queries : undefined;
}

function draft(input: DetectorInput, fault: DnsFault): Draft[] {
  const { client, server, context, count } = fault;
  const all = input.observations.tallies.control.dns
    .list()
    .filter((group) => group.client === client && group.context === context);
  const hears = all.some(({ answers }) => answers.size > 0);
  const alive = all.some((group) => group.server === server && group.answers.size > 0);
  const repeated = fault.groups.some(({ queries, retries }) => queries.count + retries.count > 1);
  const late = sumOf(fault.groups, (group) => group.late.count);
  if ((!hears && !repeated) || (late === count && count < MIN_ERRORS)) return [];
  const common = dnsDraft(input, fault, late === count ? TOOK_LONG : alive ? 'did not answer' : 'never answered');
  return [
    {
      ...common,
      severity: hears && count - late >= MIN_ERRORS ? 'error' : 'warning',
      confidence: !hears ? 0.6 : count >= MIN_ERRORS ? 0.9 : 0.8,
      evidence: late === 0 ? common.evidence : [...common.evidence, lateFact(late)],
      displayFilter: filter(fault, late > 0),
      alternatives: alternatives(hears, late === count),
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

const lateFact = (late: number): Fact => ({ fact: 'of them answered at last', value: late, unit: 'questions' });

/** Sendings that nothing answered, and answers that came late. */
const filter = (fault: DnsFault, late: boolean): string =>
  dnsFilter(fault, late ? `((${UNANSWERED}) || dns.time >= 5)` : UNANSWERED);

function alternatives(hears: boolean, late: boolean): string[] {
  if (late) return ['the server itself waits for its upstream'];
  return [hears ? 'the answers were late by more than five seconds' : 'the capture does not see the answers'];
}
