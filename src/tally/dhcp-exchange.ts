/** One DHCP exchange: the messages of one client under one transaction id (RFC 2131 §4.1). */
import { SAME_MESSAGE_NS } from './message-times.ts';
import { Occurrences } from './occurrences.ts';

/** DHCP message types (RFC 2132 §9.6); 0 is plain BOOTP. */
export const DhcpType = {
  Discover: 1,
  Offer: 2,
  Request: 3,
  Decline: 4,
  Ack: 5,
  Nak: 6,
  Release: 7,
  Inform: 8,
} as const;
/** A client repeats after 4 seconds, give or take one (RFC 2131 §4.1): what was not answered by then was missed. */
export const ANSWER_NS = 4e9;
/** Servers, addresses and stations kept of one exchange; real ones have one or two. */
const MAX_VALUES = 8;

/** What is read of a message; empty text for options that are not there. */
export interface DhcpMessage {
  type: number;
  timeNs: number;
  frame: number;
  /** True from a client, false from a server or relay. */
  request: boolean;
  /** Client identifier option in hex. */
  clientId: string;
  hostName: string;
  requestedAddress: string;
  /** "Your" address of replies; empty for 0.0.0.0. */
  yourAddress: string;
  /** Server identifier option. */
  server: string;
  /** IP source of the packet, and source station; the latter is empty when the link has none. */
  source: string;
  station: string;
}

/** Questions of one kind: how often put, and how often nobody answered. */
export interface DhcpQuestions {
  asked: Occurrences;
  /** Times and frames are those of the questions. */
  unanswered: Occurrences;
  /** 1 when nothing tells what became of the last: the capture ended, or a REQUEST was not sent again. */
  pending: number;
}

/** The messages of one hardware address under one transaction id; counts leave out copies seen at another place. */
export interface DhcpExchange {
  /** Of the first message. */
  context: number;
  /** chaddr, six bytes. */
  hardware: string;
  xid: number;
  /** By DHCP message type. */
  messages: Map<number, Occurrences>;
  clientId: string;
  hostName: string;
  /** The last one. */
  requestedAddress: string;
  offered: Set<string>;
  acknowledged: Set<string>;
  /** Server identifiers of replies, or their sources; and servers that the client chose. */
  servers: Set<string>;
  /** Source stations of the client's messages. */
  stations: Set<string>;
  discovers: DhcpQuestions;
  /** REQUEST and INFORM. */
  requests: DhcpQuestions;
  /** Of each type, what the last message was: to know its copies. */
  lastSeen: Map<number, { timeNs: number; source: string }>;
  /** The question that waits for its answer. */
  waiting: { questions: DhcpQuestions; timeNs: number; frame: number } | null;
}

/** An exchange before its first message. */
export const emptyExchange = (context: number, hardware: string, xid: number): DhcpExchange => ({
  context,
  hardware,
  xid,
  messages: new Map(),
  clientId: '',
  hostName: '',
  requestedAddress: '',
  offered: new Set(),
  acknowledged: new Set(),
  servers: new Set(),
  stations: new Set(),
  discovers: noQuestions(),
  requests: noQuestions(),
  lastSeen: new Map(),
  waiting: null,
});

/** Adds a message, unless it is a copy of the last of its type and sender. */
export function noteMessage(exchange: DhcpExchange, message: DhcpMessage): void {
  const { type, timeNs, source } = message;
  const last = exchange.lastSeen.get(type);
  exchange.lastSeen.set(type, { timeNs, source });
  if (last !== undefined && last.source === source && timeNs - last.timeNs < SAME_MESSAGE_NS) return;
  const seen = exchange.messages.get(type) ?? new Occurrences();
  exchange.messages.set(type, seen);
  seen.addAt(timeNs, message.frame);
  if (message.request) noteQuestion(exchange, message);
  else noteReply(exchange, message);
}

/**
 * The capture is over: what still waits was missed, or had no time. After an offer the client's REQUEST is a broadcast, so silence means that none came; an
 * acknowledgment goes to the client alone, and only a REQUEST that is sent again was not answered (RFC 2131 §4.1).
 */
export function settle(exchange: DhcpExchange, endNs: number): void {
  const { waiting, discovers } = exchange;
  if (waiting === null) return;
  if (waiting.questions === discovers && endNs - waiting.timeNs >= ANSWER_NS) miss(exchange);
  else waiting.questions.pending++;
  exchange.waiting = null;
}

function noteQuestion(exchange: DhcpExchange, message: DhcpMessage): void {
  const { type, timeNs, frame } = message;
  exchange.clientId = message.clientId || exchange.clientId;
  exchange.hostName = message.hostName || exchange.hostName;
  exchange.requestedAddress = message.requestedAddress || exchange.requestedAddress;
  keep(exchange.stations, message.station);
  if (provesAnswer(message)) {
    keep(exchange.servers, message.server);
    if (type === DhcpType.Decline || exchange.waiting?.questions === exchange.discovers) exchange.waiting = null;
  }
  const questions = questionsOf(exchange, type);
  if (questions === null) return;
  // A client that repeats itself, or starts over, has not been answered.
  miss(exchange);
  questions.asked.addAt(timeNs, frame);
  exchange.waiting = { questions, timeNs, frame };
}

/** A client names a server to choose its offer, or to decline what it acknowledged (RFC 2131 §4.3.2, §4.4.1), whether or not either was seen. */
const provesAnswer = ({ type, server }: DhcpMessage): boolean =>
  server !== '' && (type === DhcpType.Request || type === DhcpType.Decline);

function noteReply(exchange: DhcpExchange, message: DhcpMessage): void {
  const { type, yourAddress } = message;
  keep(exchange.servers, message.server || message.source);
  if (type === DhcpType.Offer) keep(exchange.offered, yourAddress);
  if (type === DhcpType.Ack) keep(exchange.acknowledged, yourAddress);
  const { waiting } = exchange;
  if (waiting === null) return;
  // An acknowledgment answers a DISCOVER too: rapid commit (RFC 4039).
  if (type === DhcpType.Ack || type === DhcpType.Nak) exchange.waiting = null;
  else if (type === DhcpType.Offer && waiting.questions === exchange.discovers) exchange.waiting = null;
}

function questionsOf(exchange: DhcpExchange, type: number): DhcpQuestions | null {
  if (type === DhcpType.Discover) return exchange.discovers;
  return type === DhcpType.Request || type === DhcpType.Inform ? exchange.requests : null;
}

function miss({ waiting }: DhcpExchange): void {
  waiting?.questions.unanswered.addAt(waiting.timeNs, waiting.frame);
}

function keep(values: Set<string>, value: string): void {
  if (value !== '' && values.size < MAX_VALUES) values.add(value);
}

const noQuestions = (): DhcpQuestions => ({ asked: new Occurrences(), unanswered: new Occurrences(), pending: 0 });
