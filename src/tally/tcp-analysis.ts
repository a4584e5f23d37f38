/**
 * What a flow's segments tell of loss: retransmissions, reordering, gaps, resets and closed windows; segments in order never come here (kernel/segments.ts).
 * Sequence numbers compare modulo 2^32 (RFC 9293 §3.4). A segment is
 *  - a retransmission when it ends at or before the next expected number and fills no gap, or fills one a round trip or more after it opened;
 *  - out of order when it fills a gap sooner than that;
 *  - a keep-alive when it is at most one byte just below the next expected number (RFC 9293 §3.8.4).
 */
import * as TcpFlag from '../wire/tcp-flag.ts';
import * as Entry from './flow-entry-layout.ts';
import * as Seen from './flow-seen.ts';
import type { Rows } from './row.ts';
import * as Row from './row-layout.ts';
import * as Trouble from './trouble-layout.ts';

/** Packets that overtake one another on a path arrive within this time, where nothing is known of its round trip. Wireshark uses the same bound. */
const OUT_OF_ORDER_NS = 3e6;
/** Senders that hear nothing send again after this time, however long the round trip (200 ms on Linux). */
const RETRANSMISSION_TIMEOUT_NS = 200e6;

const INITIAL_RECORDS = 64;

export class TcpAnalysis {
  /** Trouble records; number 0 is "none". */
  size = 1;
  words = new Int32Array(INITIAL_RECORDS * Trouble.WORDS);
  doubles = new Float64Array(this.words.buffer);

  /** The number of the flow's trouble record, made when there is none. */
  troubleOf(words: Int32Array, entry: number): number {
    const known = words[entry + Entry.Trouble];
    if (known !== 0) return known;
    const record = this.size++;
    if (this.words.length < this.size * Trouble.WORDS) this.grow();
    words[entry + Entry.Trouble] = record;
    this.words[record * Trouble.WORDS + Trouble.Flow] = entry / Entry.WORDS;
    return record;
  }

  /** Gives flows their new numbers, and drops the records of those with a negative one; records are numbered anew as well. */
  renumber(numbers: Int32Array, flows: Int32Array): void {
    const { words, size } = this;
    this.size = 1;
    for (let record = 1; record < size; record++) {
      const owner = words[record * Trouble.WORDS + Trouble.Flow];
      const flow = owner < 0 ? owner : numbers[owner];
      if (flow < 0) continue;
      words.copyWithin(this.size * Trouble.WORDS, record * Trouble.WORDS, (record + 1) * Trouble.WORDS);
      words[this.size * Trouble.WORDS + Trouble.Flow] = flow;
      flows[flow * Entry.WORDS + Entry.Trouble] = this.size++;
    }
    words.fill(0, this.size * Trouble.WORDS, size * Trouble.WORDS);
  }

  /** A reset; a port is closed when it comes instead of a SYN-ACK. */
  reset(words: Int32Array, entry: number, direction: number, batch: Rows, row: number): void {
    const seen = words[entry + Entry.Flags];
    const answeredSyn = (seen & (Seen.SynA << (1 - direction))) !== 0;
    if (answeredSyn && (seen & (Seen.SynAckA << direction)) === 0) words[entry + Entry.Flags] |= Seen.Refused;
    const trouble = this.troubleOf(words, entry) * Trouble.WORDS;
    this.words[trouble + Trouble.ResetsA + direction]++;
    const double = trouble >> 1;
    const time = batch.doubles[(row >> 1) + Row.Time];
    this.mark(
      double + Trouble.FirstReset,
      batch.doubles[(row >> 1) + Row.Frame],
      double + Trouble.FirstResetTime,
      time,
    );
    this.doubles[double + Trouble.LastResetTime] = time;
  }

  /** A SYN that was seen before. */
  synAgain(words: Int32Array, entry: number, direction: number, batch: Rows, row: number): void {
    this.retransmitted(words, entry, direction, batch, row, Trouble.SynRetransmissionsA);
  }

  /** A segment that brings nothing new at the end. */
  old(words: Int32Array, entry: number, direction: number, batch: Rows, row: number): void {
    const rows = batch.words;
    const sequence = rows[row + Row.Sequence];
    const payload = rows[row + Row.Payload];
    const trouble = this.troubleOf(words, entry) * Trouble.WORDS;
    if (
      payload <= 1 &&
      (rows[row + Row.TcpFlags] & TcpFlag.Fin) === 0 &&
      this.probes(words, entry, direction, sequence)
    ) {
      this.keepAlive(words, entry, direction);
      return;
    }
    const elapsed = batch.doubles[(row >> 1) + Row.Time] - this.doubles[(trouble >> 1) + Trouble.GapTimeA + direction];
    if (this.fills(trouble, direction, sequence, payload) && elapsed < this.reordering(words, entry, trouble)) {
      this.words[trouble + Trouble.OutOfOrderA + direction]++;
      return;
    }
    this.retransmitted(words, entry, direction, batch, row, Trouble.RetransmissionsA);
    const largest = trouble + Trouble.LargestRetransmittedA + direction;
    if (payload > this.words[largest]) this.words[largest] = payload;
  }

  /** True when the sequence number is the one just below the next expected. */
  private probes(words: Int32Array, entry: number, direction: number, sequence: number): boolean {
    if ((words[entry + Entry.Flags] & (Seen.NextA << direction)) === 0) return false;
    return ((sequence + 1 - words[entry + Entry.NextA + direction]) | 0) === 0;
  }

  /** A segment that asks whether the other end is still there. */
  keepAlive(words: Int32Array, entry: number, direction: number): void {
    const trouble = this.troubleOf(words, entry) * Trouble.WORDS;
    this.words[trouble + Trouble.KeepAlivesA + direction]++;
  }

  /** True when the segment lies in the open gap of its direction, which it then shortens. */
  private fills(trouble: number, direction: number, sequence: number, payload: number): boolean {
    const start = trouble + Trouble.GapStartA + direction;
    const end = trouble + Trouble.GapEndA + direction;
    const { words } = this;
    if (words[start] === words[end] || ((sequence - words[start]) | 0) < 0) return false;
    const last = (sequence + payload) | 0;
    if (((last - words[end]) | 0) > 0) return false;
    if (sequence === words[start]) words[start] = last;
    else words[end] = sequence;
    return true;
  }

  /**
   * How late data may be out of order, in ns. It is no retransmission within a round trip, for the other end has to tell of the gap; a handshake in which
   * something was repeated does not show how long that is (RFC 6298 §3).
   */
  private reordering(words: Int32Array, entry: number, trouble: number): number {
    const roundTrip = words[entry + Entry.RoundTrip] >>> 0;
    const repeated = Trouble.SynRetransmissionsA;
    const isKnown = roundTrip !== 0 && roundTrip !== Entry.UNKNOWN;
    if (!isKnown || this.words[trouble + repeated] + this.words[trouble + repeated + 1] > 0) return OUT_OF_ORDER_NS;
    return Math.min(roundTrip, RETRANSMISSION_TIMEOUT_NS);
  }

  /** A segment behind bytes that were not seen. */
  gap(words: Int32Array, entry: number, direction: number, batch: Rows, row: number): void {
    const trouble = this.troubleOf(words, entry) * Trouble.WORDS;
    this.words[trouble + Trouble.GapsA + direction]++;
    this.words[trouble + Trouble.GapStartA + direction] = words[entry + Entry.NextA + direction];
    this.words[trouble + Trouble.GapEndA + direction] = batch.words[row + Row.Sequence];
    this.doubles[(trouble >> 1) + Trouble.GapTimeA + direction] = batch.doubles[(row >> 1) + Row.Time];
    this.words[trouble + Trouble.AcknowledgedA + direction] = 0;
  }

  /** The other end has acknowledged all that was sent in this direction: what was missing was missed by the capture. */
  acknowledged(words: Int32Array, entry: number, direction: number): void {
    this.words[this.troubleOf(words, entry) * Trouble.WORDS + Trouble.AcknowledgedA + direction] = 1;
  }

  /** A segment that closes its sender's window. */
  zeroWindow(words: Int32Array, entry: number, direction: number, batch: Rows, row: number): void {
    const trouble = this.troubleOf(words, entry) * Trouble.WORDS;
    const double = trouble >> 1;
    this.words[trouble + Trouble.ZeroWindowA + direction]++;
    const time = batch.doubles[(row >> 1) + Row.Time];
    this.mark(
      double + Trouble.FirstZeroWindow,
      batch.doubles[(row >> 1) + Row.Frame],
      double + Trouble.FirstZeroWindowTime,
      time,
    );
    this.doubles[double + Trouble.LastZeroWindowTime] = time;
  }

  /** Counts a retransmission, of data or of a SYN, and keeps the first and last of them. */
  private retransmitted(
    words: Int32Array,
    entry: number,
    direction: number,
    batch: Rows,
    row: number,
    counter: number,
  ): void {
    const trouble = this.troubleOf(words, entry) * Trouble.WORDS;
    const double = trouble >> 1;
    this.words[trouble + counter + direction]++;
    const frame = batch.doubles[(row >> 1) + Row.Frame];
    const time = batch.doubles[(row >> 1) + Row.Time];
    this.mark(double + Trouble.FirstRetransmission, frame, double + Trouble.FirstRetransmissionTime, time);
    this.doubles[double + Trouble.LastRetransmission] = frame;
    this.doubles[double + Trouble.LastRetransmissionTime] = time;
  }

  /** Keeps the first frame written, and its time; frames are never 0. */
  private mark(frameAt: number, frame: number, timeAt: number, time: number): void {
    if (this.doubles[frameAt] !== 0) return;
    this.doubles[frameAt] = frame;
    this.doubles[timeAt] = time;
  }

  private grow(): void {
    const words = new Int32Array(this.words.length * 2);
    words.set(this.words);
    this.words = words;
    this.doubles = new Float64Array(words.buffer);
  }
}
