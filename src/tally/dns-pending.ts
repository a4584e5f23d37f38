/** DNS questions that may still be answered or sent again, oldest first. */
import { DNS_TIMEOUT_NS, type DnsGroup } from './dns-groups.ts';
import { SAME_MESSAGE_NS } from './message-times.ts';

/** Questions in flight: what a busy resolver has open in a few seconds. Beyond it the oldest are settled as they stand. */
export const MAX_PENDING = 2 ** 16;
/** A question sent again after longer than this is a new one; resolvers repeat after a timeout or two. */
export const RETRY_WINDOW_NS = 15e9;
/** A client that asks the same anew after this has given up on the question before; two programs of one host that ask at a time are closer. */
const ASKED_ANEW_NS = 250e6;
/** Different questions under one identifier and port: a client that uses neither well. */
const MAX_SAME_ID = 4;

/** A question on its way. */
export interface DnsQuestion {
  name: string;
  type: number;
  /** Null when the table of groups was full. */
  group: DnsGroup | null;
  firstNs: number;
  firstFrame: number;
  lastNs: number;
  lastFrame: number;
  answered: boolean;
}

/** What a question's packet turned out to be: a copy seen at another place, a repetition, or a question of its own. */
export type Sending = 'copy' | 'retry' | 'new';

export class PendingQuestions {
  /** By the ends, their ports and the identifier; the order is that of the last sending. */
  private readonly pending = new Map<string, DnsQuestion[]>();

  /** Notes that a question was sent. */
  send(key: string, question: DnsQuestion): Sending {
    const same = this.pending.get(key) ?? [];
    const index = same.findIndex(({ name, type }) => name === question.name && type === question.type);
    const known = same[index];
    const age = question.lastNs - known?.lastNs;
    if (age < SAME_MESSAGE_NS) return 'copy';
    this.pending.delete(key);
    this.pending.set(key, same);
    if (known !== undefined && !known.answered && !(age > RETRY_WINDOW_NS)) {
      known.lastNs = question.lastNs;
      known.lastFrame = question.lastFrame;
      return 'retry';
    }
    if (known !== undefined) same.splice(index, 1).forEach((old) => void settle(old, question.lastNs));
    if (same.length >= MAX_SAME_ID) settle(same.shift()!, question.lastNs);
    same.push(question);
    this.expire(question.lastNs);
    return 'new';
  }

  /** The question that an answer with this key, name and type is for; an answer without name takes the first that waits. */
  find(key: string, name: string, type: number): DnsQuestion | undefined {
    const same = this.pending.get(key) ?? [];
    const exact = same.find((question) => question.name === name && question.type === type);
    return exact ?? (name === '' ? (same.find(({ answered }) => !answered) ?? same[0]) : undefined);
  }

  /** Settles everything at the end of the capture. */
  finish(endNs: number): void {
    for (const same of this.pending.values()) for (const question of same) settle(question, endNs);
    this.pending.clear();
  }

  private expire(nowNs: number): void {
    for (const [key, same] of this.pending) {
      const old = same.every(({ lastNs }) => nowNs - lastNs > RETRY_WINDOW_NS);
      if (!old && this.pending.size <= MAX_PENDING) return;
      for (const question of same) settle(question, nowNs);
      this.pending.delete(key);
    }
  }
}

/** Adds a question that nobody answered to its group: as unanswered when it was waited for in vain, else as pending. */
function settle({ group, answered, lastNs, lastFrame }: DnsQuestion, nowNs: number): void {
  if (answered || group === null) return;
  const givenUp = nowNs - lastNs >= DNS_TIMEOUT_NS || group.queries.last - lastNs >= ASKED_ANEW_NS;
  if (givenUp) group.unanswered.addAt(lastNs, lastFrame);
  else group.pending++;
}
