/** Questions by ARP that nobody answers, by asker and target. */
import { type ArpQuestion, MIN_QUESTIONS } from '../arp-questions.ts';
import { inChain } from '../chain-text.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { earliest, groupBy, latest, sumOf } from '../group-by.ts';
import { counted, listed, seconds } from '../wording.ts';

/** Kernels ask again after a second (RFC 1122 §2.3.2.1). An asker that gets unicast answers this capture cannot see asks far less often; in ns. */
const RETRY_NS = 3e9;
/** Where answers to this asker are seen, a missing one is missing however seldom it asks. A neighbour's entry lives about this long, in ns. */
const MAX_INTERVAL_NS = 60e9;
/** An asker with more unanswered targets is scanning or has lost its whole network: one finding for all. */
const MAX_TARGETS = 4;

export const arpUnanswered: Detector = {
  id: 'arp-unanswered',
  title: 'ARP requests that nobody answers',
  reference: 'RFC 826; RFC 1122 §2.3.2.1; net/ipv4/arp.c (mcast_solicit)',
  explain: `A station asks again and again who has an address and nothing comes back, so it cannot send it a single packet. Kernels ask three times, a second apart,
and report "no route to host". Where the capture sees only broadcasts, answers are invisible; the finding is made only when the asker repeats within
seconds, or is seen to be answered about other addresses, and never sends the target a packet.
Likely causes, by what the capture shows: the target is alive elsewhere: macvlan isolation between host and pods, private or VEPA mode, a wrong VLAN, port
security, or ipvlan L3 (which never answers ARP); the target was never seen, or not since the first question: wrong address, stopped or deleted pod, host down.`,
  explains: ['unanswered-flow'],
  detect: (input) => {
    const open = input.questions.filter(isUnanswered);
    return [...groupBy(open, ({ context, asker, station }) => `${context} ${asker} ${station}`).values()].flatMap(
      (questions) =>
        questions.length > MAX_TARGETS ? [many(input, questions)] : questions.map((question) => one(input, question)),
    );
  },
};

/** True when the asker did not hear an answer, as far as this capture can tell. */
export function isUnanswered({ questions, answered, talked, intervalNs, askerHears }: ArpQuestion): boolean {
  if (talked || answered > 0 || questions < MIN_QUESTIONS) return false;
  return intervalNs <= (askerHears ? MAX_INTERVAL_NS : RETRY_NS);
}

function one({ observations }: DetectorInput, question: ArpQuestion): Draft {
  const { context, asker, target, station, targetAlive } = question;
  return {
    severity: targetAlive ? 'error' : 'warning',
    subject: `${asker} → ${target}`,
    summary: `${asker} (${station}) asked ${counted(question.questions, 'time')} for ${target}${inChain(observations, context)} and was never answered; ${
      targetAlive ? 'the target is alive but does not answer it' : absenceOf(question)
    }.`,
    count: question.questions,
    first: question.first,
    last: question.last,
    confidence: question.askerHears || question.questions > MIN_QUESTIONS ? 0.95 : 0.85,
    evidence: evidence(question),
    displayFilter: `arp.src.proto_ipv4 == ${asker} && arp.dst.proto_ipv4 == ${target} || arp.src.proto_ipv4 == ${target} && arp.dst.proto_ipv4 == ${asker}`,
    alternatives: targetAlive
      ? ['the answers took another way than past this capture']
      : [goneOrWrong(question), 'the answers took another way than past this capture'],
    next: {
      where: `the host of ${target}`,
      command: `tcpdump -eni any arp and host ${target}`,
      why: 'shows whether the request arrives (then the answer is lost on its way back) or not (isolation, VLAN, port security)',
    },
    endpoints: [asker, target],
    context,
  };
}

const absenceOf = ({ targetHeard, first }: ArpQuestion): string =>
  Number.isNaN(targetHeard)
    ? 'the target was not seen at all'
    : `the target was last heard ${seconds(first - targetHeard)} s before the first question`;

const goneOrWrong = ({ targetHeard }: ArpQuestion): string =>
  Number.isNaN(targetHeard)
    ? 'the host is switched off, or the address is wrong'
    : 'the host was switched off, or the pod deleted, while somebody still knows its address';

const evidence = ({ questions, frames, intervalNs, askerHears, targetAlive }: ArpQuestion): Draft['evidence'] => [
  { fact: 'questions without an answer', value: questions, unit: 'questions', frames },
  { fact: 'mean time between them', value: seconds(intervalNs), unit: 'seconds' },
  { fact: 'the asker is answered about other addresses', value: askerHears ? 'yes' : 'not seen' },
  { fact: 'the target is heard during the questions or after them', value: targetAlive ? 'yes' : 'no' },
];

function many({ observations }: DetectorInput, questions: readonly ArpQuestion[]): Draft {
  const [{ asker, station, context }] = questions;
  const targets = questions.map(({ target }) => target);
  return {
    severity: 'warning',
    subject: `${asker} → ${targets.length} addresses`,
    summary: `${asker} (${station}) asked again and again for ${targets.length} addresses${inChain(observations, context)} and was never answered: ${listed(targets)}.`,
    count: sumOf(questions, (question) => question.questions),
    first: earliest(questions.map(({ first }) => first)),
    last: latest(questions.map(({ last }) => last)),
    confidence: 0.9,
    evidence: questions.slice(0, MAX_TARGETS).map(({ target, questions: count, frames }) => ({
      fact: `questions for ${target}`,
      value: count,
      unit: 'questions',
      frames,
    })),
    displayFilter: `arp.src.proto_ipv4 == ${asker} && arp.opcode == 1`,
    alternatives: ['a scan, or a program with a list of hosts that are gone'],
    next: { where: asker, command: 'ip neigh show nud failed', why: 'lists the neighbours it could not resolve' },
    endpoints: [asker],
    context,
  };
}
