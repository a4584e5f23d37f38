/** First lines of HTTP/1 messages (RFC 9112 §3, §4): which resources were asked for, and with which status answered. */
import { firstLine } from '../wire/http.ts';
import type { Packet } from '../wire/packet.ts';
import { Occurrences } from './occurrences.ts';

/** Distinct request lines; a crawler's thousands say no more than the first. */
const MAX_REQUESTS = 4096;
/** Characters of a path: enough to tell one service from another. */
const MAX_PATH = 80;
const REQUEST = /^([A-Z]+) ([^ ?#]+)/;
const STATUS = /^HTTP\/\d\.\d (\d{3})/;

/** A method and a path; what follows `?` is private and left out. Retransmissions and copies at other places count. */
export interface HttpRequest {
  method: string;
  path: string;
  seen: Occurrences;
}

export class HttpTally {
  /** By status code. */
  readonly statuses = new Map<number, Occurrences>();
  /** Request lines that a full table left out. */
  refused = 0;
  private readonly requests = new Map<string, HttpRequest>();

  /** Takes a message that begins at `at`. */
  add(packet: Packet, at: number): void {
    const line = firstLine(packet.view, at, packet.end);
    const status = STATUS.exec(line);
    if (status !== null) this.status(packet, Number(status[1]));
    else this.request(packet, REQUEST.exec(line));
  }

  /** Every request, most frequent first. */
  list(): HttpRequest[] {
    return [...this.requests.values()].sort((a, b) => b.seen.count - a.seen.count);
  }

  private status(packet: Packet, code: number): void {
    const seen = this.statuses.get(code) ?? new Occurrences();
    this.statuses.set(code, seen);
    seen.add(packet);
  }

  private request(packet: Packet, match: RegExpExecArray | null): void {
    if (match === null) return;
    const method = match[1];
    const path = match[2].slice(0, MAX_PATH);
    const key = `${method} ${path}`;
    const known = this.requests.get(key) ?? { method, path, seen: new Occurrences() };
    if (known.seen.count === 0 && this.requests.size >= MAX_REQUESTS) {
      this.refused++;
      return;
    }
    this.requests.set(key, known);
    known.seen.add(packet);
  }
}
