/** Multicast DNS (RFC 6762): who announces which name. Its questions need no answer and are counted only. */
import { printable } from '../base/printable.ts';
import {
  answerCount,
  HEADER_LENGTH,
  isResponse,
  questionCount,
  questionName,
  questionNameEnd,
} from '../wire/dns-message.ts';
import type { Packet } from '../wire/packet.ts';
import { asciiAt } from '../wire/readers.ts';
import { senderText, sourceText } from './address-words.ts';
import { Occurrences } from './occurrences.ts';

/** Distinct names by announcer; a busy office has some hundred. */
const MAX_NAMES = 4096;

/** A name that a host announced first in a message. */
export interface MdnsName {
  context: number;
  source: string;
  /** Empty when the link has none. */
  station: string;
  name: string;
  seen: Occurrences;
}

export class MdnsTally {
  queries = 0;
  responses = 0;
  /** Announcements that a full table left out. */
  refused = 0;
  private readonly names = new Map<string, MdnsName>();

  /** Takes a message whose header begins at `at` and is whole. */
  add(packet: Packet, at: number): void {
    if (!isResponse(packet.view, at)) {
      this.queries++;
      return;
    }
    this.responses++;
    const name = firstName(packet, at);
    if (name !== '') this.announce(packet, name);
  }

  /** Every name announced, in order of first appearance. */
  list(): MdnsName[] {
    return [...this.names.values()];
  }

  private announce(packet: Packet, name: string): void {
    const source = sourceText(packet);
    const key = `${packet.context} ${source} ${name}`;
    const known = this.names.get(key);
    if (known !== undefined) known.seen.add(packet);
    else if (this.names.size >= MAX_NAMES) this.refused++;
    else this.names.set(key, announced(packet, source, name));
  }
}

function announced(packet: Packet, source: string, name: string): MdnsName {
  const seen = new Occurrences();
  seen.add(packet);
  return { context: packet.context, source, station: senderText(packet), name, seen };
}

/** The name of the first record: it stands where a question's would, and cannot be compressed there. */
function firstName({ view, end }: Packet, at: number): string {
  if (questionCount(view, at) > 0) return printable(questionName(view, at, end));
  const stop = answerCount(view, at) === 0 ? -1 : questionNameEnd(view, at, end);
  const labels: string[] = [];
  for (let cursor = at + HEADER_LENGTH; cursor < stop - 1; cursor += 1 + view.getUint8(cursor)) {
    labels.push(asciiAt(view, cursor + 1, view.getUint8(cursor)));
  }
  return labels.join('.');
}
