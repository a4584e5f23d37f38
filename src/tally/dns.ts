/** DNS questions and their answers (RFC 1035 §4.1), over UDP and TCP, and what multicast DNS announces. */

import { nextMessage } from '../wire/dns.ts';
import {
  answerCount,
  flags,
  HEADER_LENGTH,
  id,
  isResponse,
  questionName,
  questionType,
  rcode,
} from '../wire/dns-message.ts';
import type { Packet } from '../wire/packet.ts';
import * as Path from '../wire/path.ts';
import * as Protocol from '../wire/protocol.ts';
import { destinationPort, sourcePort } from '../wire/udp.ts';
import { destinationText, sourceText } from './address-words.ts';
import { Conversations } from './conversations.ts';
import { countAnswer, type DnsGroup, DnsGroups } from './dns-groups.ts';
import { PendingQuestions } from './dns-pending.ts';
import { MdnsTally } from './mdns.ts';

/** Of the flags; 0 is QUERY. */
const OPCODE_MASK = 0x7800;

export class DnsTally {
  readonly mdns = new MdnsTally();
  /** Answers to questions that were not seen. */
  unasked = 0;
  /** Updates, notifications and other operations that are no questions. */
  others = 0;
  private readonly groups = new DnsGroups();
  private readonly pending = new PendingQuestions();
  private readonly conversations = new Conversations();

  /** Questions that a full table left out. */
  get refused(): number {
    return this.groups.refused;
  }

  /** Takes a DNS or multicast DNS message that begins at `at`; over TCP all that begin in the segment, each behind its length. */
  add(packet: Packet, at: number): void {
    if (packet.end - at < HEADER_LENGTH || packet.networks === 0) return;
    if (packet.protocols[packet.count - 1] === Protocol.Mdns) this.mdns.add(packet, at);
    else for (let message = at; message >= 0; message = nextMessage(packet, message)) this.message(packet, message);
  }

  /** Settles the questions that still wait; `endNs` is the time of the capture's last packet. */
  finish(endNs: number): void {
    this.pending.finish(endNs);
  }

  /** Every client, server, name and type, in order of first appearance; what was not answered is told after `finish`. */
  list(): DnsGroup[] {
    return this.groups.list();
  }

  private message(packet: Packet, at: number): void {
    const { view, paths, path } = packet;
    if ((flags(view, at) & OPCODE_MASK) !== 0) this.others++;
    else if (paths[path + Path.Transport] < 0) return;
    else if (isResponse(view, at)) this.answer(packet, at);
    else this.ask(packet, at);
  }

  private ask(packet: Packet, at: number): void {
    const { view, end, context, timeNs, frame } = packet;
    const client = sourceText(packet);
    const server = destinationText(packet);
    const name = nameAt(view, at, end);
    const type = questionType(view, at, end);
    const group = this.groups.of({ context, client, server, name, type });
    const sent = { firstNs: timeNs, firstFrame: frame, lastNs: timeNs, lastFrame: frame };
    const question = { name, type, group, ...sent, answered: false };
    const sending = this.pending.send(this.keyOf(packet, at, client, server), question);
    if (sending === 'new') group?.queries.add(packet);
    else if (sending === 'retry') group?.retries.add(packet);
  }

  private answer(packet: Packet, at: number): void {
    const { view, end, timeNs, frame } = packet;
    const key = this.keyOf(packet, at, destinationText(packet), sourceText(packet));
    const question = this.pending.find(key, nameAt(view, at, end), questionType(view, at, end));
    if (question === undefined) this.unasked++;
    if (question === undefined || question.answered) return;
    question.answered = true;
    if (question.group === null) return;
    const answer = { rcode: rcode(view, at), flags: flags(view, at), records: answerCount(view, at), timeNs, frame };
    countAnswer(question.group, answer, question);
  }

  /** Equal for a question and its answer. UDP and TCP ports stand at the same place. */
  private keyOf(packet: Packet, at: number, client: string, server: string): string {
    const { view, paths, path } = packet;
    const transport = paths[path + Path.Transport];
    const port = isResponse(view, at) ? destinationPort(view, transport) : sourcePort(view, transport);
    return `${this.conversations.of(packet)} ${client} ${port} ${server} ${id(view, at)}`;
  }
}

/** Names are equal whatever their case (RFC 1035 §2.3.3); some resolvers mix it on purpose. */
const nameAt = (view: DataView, at: number, end: number): string => questionName(view, at, end).toLowerCase();
