/** Replies leave, and the asker never hears them. */
import { type ArpQuestion, MIN_QUESTIONS } from '../arp-questions.ts';
import { inChain } from '../chain-text.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { handingOver } from '../handing-over.ts';
import { once } from '../once.ts';
import { counted } from '../wording.ts';

/** An asker that heard the answer does not ask again for as long as its neighbour entry lives, 15 s at least (base_reachable_time); in ns. */
const RETRY_NS = 3e9;
/** Answers seen to almost every question: the last may come after the end of the capture. */
const MISSING_ANSWERS = 1;

export const replyLost: Detector = {
  id: 'reply-lost',
  title: 'Answers leave but never reach the asker',
  reference:
    'RFC 826; net/ipv4/arp.c; VMware: forged transmits, MAC address changes; Linux: bridge port security, VF spoof check',
  explain: `The capture shows each question and its answer, and yet the asker repeats the question every second and sends nothing to the address: the answers are
lost between here and there. Typical causes: a switch port or virtual switch that accepts only the node's own address (port security, "forged transmits: reject",
"MAC address changes: reject"), a VF with spoof check, a cloud that drops foreign MAC addresses, or a filter for ARP.
It is not said of an asker that goes on to talk to the target, nor of one that sends its questions to the target's own station: it knows the answer, as arping does after the first. Nor of one that goes
on to hand the target's station packets for others, as a host does whose bonding driver watches its router by ARP (arp_ip_target). What is left of look-alikes repeats broadcasts although
it hears the answers, and sends the station nothing: arping -b, or a bond that watches a host it does not use. With --filter nothing is said: it may have left out that the asker talks to
the target.`,
  explains: ['arp-unanswered', 'unanswered-flow'],
  // A filter may have left out that the asker does talk to the target.
  detect: (input) =>
    input.observations.filter === null ? lostReplies(input).map((question) => draft(input, question)) : [],
};

/** Questions whose answers are seen to leave while the asker behaves as if there were none. */
export const lostReplies = once((input): ArpQuestion[] => {
  const lost = input.questions.filter(isLost);
  const known = handingOver(input, lost);
  return lost.filter((question) => !known.has(question));
});

function isLost({ questions, answered, directed, talked, relayed, intervalNs }: ArpQuestion): boolean {
  return (
    !talked &&
    !relayed &&
    questions - directed >= MIN_QUESTIONS &&
    answered >= questions - MISSING_ANSWERS &&
    answered >= MIN_QUESTIONS - MISSING_ANSWERS &&
    intervalNs <= RETRY_NS
  );
}

function draft({ observations }: DetectorInput, question: ArpQuestion): Draft {
  const { asker, target, context, questions, answered, first, last, frames, heard } = question;
  return {
    severity: 'error',
    subject: `${target} → ${asker}`,
    summary: `${target} answered ${counted(answered, 'question')} of ${asker}${inChain(observations, context)}, but ${asker} kept asking: the answers do not reach it.`,
    count: answered,
    first,
    last,
    confidence: heard ? 0.9 : 0.8,
    evidence: [
      { fact: 'questions', value: questions, unit: 'questions', frames },
      { fact: 'answers seen to leave', value: answered, unit: 'answers' },
      { fact: `packets from ${asker} to ${target}`, value: 0, unit: 'packets' },
      { fact: `packets from ${target} to ${asker}`, value: heard ? 'yes, unanswered' : 'none' },
    ],
    displayFilter: `arp && arp.src.proto_ipv4 in {${asker}, ${target}} && arp.dst.proto_ipv4 in {${asker}, ${target}}`,
    alternatives: [
      'arping -b, a bond that watches this address (arp_ip_target) or a monitoring tool that repeats its question although it is answered',
    ],
    next: {
      where: `the switch port or virtual switch of ${target}`,
      command: null,
      why: 'port security, forged transmits and MAC address changes decide whether frames with the pod’s own address may pass; a capture at the asker shows that nothing arrives',
    },
    endpoints: [asker, target],
    context,
  };
}
