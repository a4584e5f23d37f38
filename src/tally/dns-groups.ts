/** What is told of DNS in the end: questions of one client to one server about one name and type, by what became of them. */
import { printable } from '../base/printable.ts';
import { Occurrences } from './occurrences.ts';

/** Distinct groups; names made at random would fill any table, and half a kilobyte each is 32 MB. */
const MAX_GROUPS = 2 ** 16;
/** What a resolver waits before it gives up or asks again (resolv.conf(5): timeout). */
export const DNS_TIMEOUT_NS = 5e9;
/** Header flags and response codes (RFC 1035 §4.1.1). */
const TRUNCATED = 0x0200;
const NO_ERROR = 0;

/** A client, a server, and what was asked. */
export interface DnsSubject {
  context: number;
  client: string;
  server: string;
  /** Lower case without the last dot; empty when the question was cut. */
  name: string;
  /** IANA: 1 A, 28 AAAA, 12 PTR …; −1 when the question was cut. */
  type: number;
}

/** All questions about one subject. */
export interface DnsGroup extends DnsSubject {
  /** Questions, the same one sent again not counted. */
  queries: Occurrences;
  /** Times that a question was sent again with its identifier. */
  retries: Occurrences;
  /** Answered questions by response code: 0 no error, 2 server failure, 3 no such name, 5 refused; times and frames are the answers'. */
  answers: Map<number, Occurrences>;
  /** Of the answers without error, those that held no record. */
  empty: number;
  /** Answers cut to fit a datagram. */
  truncated: number;
  /** Questions answered DNS_TIMEOUT_NS or more after they were first sent; times are of that sending, frames too when it was sent again, else the answers'. */
  late: Occurrences;
  /** Questions that nobody was seen to answer in DNS_TIMEOUT_NS or before the client asked anew; times and frames are those of the last sending. */
  unanswered: Occurrences;
  /** Questions that the capture, or a full table, left no time to be answered. */
  pending: number;
  /** From the first sending to the answer, in ns; `count` questions have one. */
  latencyNs: { min: number; max: number; sum: number; count: number };
}

/** What of an answer is counted. */
export interface DnsAnswer {
  rcode: number;
  flags: number;
  records: number;
  timeNs: number;
  frame: number;
}

export class DnsGroups {
  /** Questions that a full table left out. */
  refused = 0;
  private readonly groups = new Map<string, DnsGroup>();

  /** The group of a subject; null when the table is full. */
  of(subject: DnsSubject): DnsGroup | null {
    const key = `${subject.context} ${subject.client} ${subject.server} ${subject.type} ${subject.name}`;
    const known = this.groups.get(key);
    if (known !== undefined) return known;
    if (this.groups.size >= MAX_GROUPS) {
      this.refused++;
      return null;
    }
    const group = emptyGroup(subject);
    this.groups.set(key, group);
    return group;
  }

  /** In order of first appearance. */
  list(): DnsGroup[] {
    return [...this.groups.values()];
  }
}

/** What of its question is needed: when and in which frame it was first sent, and when last. */
interface Asked {
  firstNs: number;
  firstFrame: number;
  lastNs: number;
}

/** Counts the answer to a question. */
export function countAnswer(group: DnsGroup, answer: DnsAnswer, { firstNs, firstFrame, lastNs }: Asked): void {
  const { latencyNs } = group;
  const answers = group.answers.get(answer.rcode) ?? new Occurrences();
  group.answers.set(answer.rcode, answers);
  answers.addAt(answer.timeNs, answer.frame);
  if (answer.rcode === NO_ERROR && answer.records === 0) group.empty++;
  if ((answer.flags & TRUNCATED) !== 0) group.truncated++;
  const waited = answer.timeNs - firstNs;
  if (Number.isNaN(waited)) return;
  if (waited >= DNS_TIMEOUT_NS) group.late.addAt(firstNs, lastNs > firstNs ? firstFrame : answer.frame);
  latencyNs.min = Math.min(latencyNs.min, waited);
  latencyNs.max = Math.max(latencyNs.max, waited);
  latencyNs.sum += waited;
  latencyNs.count++;
}

/** The name is network data: made safe to show. */
const emptyGroup = ({ name, ...subject }: DnsSubject): DnsGroup => ({
  ...subject,
  name: printable(name),
  queries: new Occurrences(),
  retries: new Occurrences(),
  answers: new Map(),
  empty: 0,
  truncated: 0,
  late: new Occurrences(),
  unanswered: new Occurrences(),
  pending: 0,
  latencyNs: { min: Number.POSITIVE_INFINITY, max: 0, sum: 0, count: 0 },
});
