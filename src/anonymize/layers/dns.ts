/** DNS messages (RFC 1035 §4.1), multicast ones included: names label by label, addresses in A and AAAA records; other data are emptied. */
import { HEADER_LENGTH } from '../../wire/dns-message.ts';
import { dnsLabel } from '../names/dns-names.ts';
import type { Layer, Rewrite, Tools } from './layer.ts';

const COUNTS = 4;
const QUESTION_TAIL = 4;
/** Type, class, TTL, length of the data. */
const RECORD_HEADER = 10;
const DATA_LENGTH = 8;
const POINTER = 0xc0;
const MAX_LABEL = 63;
/** RFC 1035 §2.3.4: 255 bytes of at least two for each label. */
const MAX_LABELS = 127;
/** Types: A, AAAA; bytes before the name or names, and how many, in NS, CNAME, SOA, PTR, MX, SRV, DNAME, NSEC. */
const A = 1;
const AAAA = 28;
const NAMES_IN: ReadonlyMap<number, { before: number; count: number; after: number }> = new Map([
  [2, { before: 0, count: 1, after: 0 }],
  [5, { before: 0, count: 1, after: 0 }],
  [6, { before: 0, count: 2, after: 20 }],
  [12, { before: 0, count: 1, after: 0 }],
  [15, { before: 2, count: 1, after: 0 }],
  [33, { before: 6, count: 1, after: 0 }],
  [39, { before: 0, count: 1, after: 0 }],
  [47, { before: 0, count: 1, after: 65_535 }],
]);

export const dnsPart: Rewrite = (layer, tools) => new Message(layer, tools).rewrite();

/** One message: names are read from a copy, because they share their ends. */
class Message {
  private readonly layer: Layer;
  private readonly tools: Tools;
  private readonly original: Uint8Array;
  private readonly view: DataView;
  private readonly done = new Set<number>();

  constructor(layer: Layer, tools: Tools) {
    this.layer = layer;
    this.tools = tools;
    this.original = layer.bytes.slice(layer.at, layer.end);
    this.view = new DataView(this.original.buffer);
  }

  /** Answers how far the message could be understood. */
  rewrite(): number {
    const [questions, ...records] = [0, 2, 4, 6].map((i) => this.view.getUint16(COUNTS + i));
    let at = this.questions(HEADER_LENGTH, questions);
    for (let left = records[0] + records[1] + records[2]; left > 0 && at.whole; left--) at = this.record(at.end);
    return this.layer.at + Math.min(at.end, this.original.length);
  }

  private questions(from: number, count: number): { end: number; whole: boolean } {
    let end = from;
    for (let left = count; left > 0; left--) {
      const after = this.name(end);
      if (after < 0) return { end: this.cutName(end), whole: false };
      end = after + QUESTION_TAIL;
      if (end > this.original.length) return { end, whole: false };
    }
    return { end, whole: true };
  }

  private record(from: number): { end: number; whole: boolean } {
    const { original, view } = this;
    const header = this.name(from);
    if (header < 0) return { end: this.cutName(from), whole: false };
    if (header + RECORD_HEADER > original.length) return { end: original.length, whole: false };
    const data = header + RECORD_HEADER;
    const end = data + view.getUint16(header + DATA_LENGTH);
    const whole = end <= original.length;
    this.data(view.getUint16(header), data, Math.min(end, original.length));
    return { end, whole };
  }

  private data(type: number, data: number, end: number): void {
    const { layer, tools } = this;
    const { bytes, at } = layer;
    const names = NAMES_IN.get(type);
    let done = data;
    if (type === A) done = tools.addresses.replaceIpv4(bytes, at + data, at + end) - at;
    else if (type === AAAA) done = tools.addresses.replaceIpv6(bytes, at + data, at + end) - at;
    else if (names !== undefined) done = this.names(data + names.before, end, names.count) + names.after;
    if (done < end) bytes.fill(0, at + done, at + end);
  }

  /** Where the names end; at their beginning when they do not fit, so that nothing of them stays. */
  private names(from: number, end: number, count: number): number {
    let at = from;
    for (let left = count; left > 0; left--) {
      const after = this.name(at);
      if (after < 0 || after > end) return at;
      at = after;
    }
    return at;
  }

  /** Rewrites the name at `from`; answers where it ends, −1 when it does not. */
  private name(from: number): number {
    const found = this.labels(from);
    if (found === null) return -1;
    // Names share their ends: those that were dealt with cost nothing more.
    if (found.labels.every(({ at }) => this.done.has(at))) return found.end;
    const texts = found.labels.map(({ at, length }) =>
      Buffer.from(this.original.subarray(at, at + length)).toString('latin1'),
    );
    found.labels.forEach(({ at }, i) => {
      if (this.done.has(at)) return;
      this.done.add(at);
      const label = dnsLabel(texts[i], texts.slice(i + 1), this.tools.words);
      this.layer.bytes.set(Buffer.from(label, 'latin1'), this.layer.at + at);
    });
    return found.end;
  }

  /** A name that the capture cuts stays one: its labels are replaced all the same. Answers where they end. */
  private cutName(from: number): number {
    const { original, layer, tools } = this;
    let at = from;
    while (at < original.length && original[at] > 0 && original[at] <= MAX_LABEL) {
      const label = at + 1;
      at = Math.min(label + original[at], original.length);
      tools.replaceBytes(layer.bytes, layer.at + label, layer.at + at);
    }
    return at;
  }

  /** The labels of a name, pointers followed: each must lead further to the front. */
  private labels(from: number): { labels: { at: number; length: number }[]; end: number } | null {
    const { original } = this;
    const labels: { at: number; length: number }[] = [];
    let end = -1;
    let start = from;
    for (let at = from; at < original.length && labels.length <= MAX_LABELS; ) {
      const length = original[at];
      if (length === 0) return { labels, end: end < 0 ? at + 1 : end };
      if (length <= MAX_LABEL) {
        if (at + 1 + length > original.length) return null;
        labels.push({ at: at + 1, length });
        at += 1 + length;
        continue;
      }
      const target = at + 1 < original.length ? this.view.getUint16(at) & ~(POINTER << 8) : start;
      if (length < POINTER || target >= start) return null;
      if (end < 0) end = at + 2;
      at = target;
      start = target;
    }
    return null;
  }
}
