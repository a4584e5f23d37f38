/**
 * TCP segments as they come in order: sequence numbers, flags, handshake. What tells of loss goes to the host (../tcp-analysis.ts), which says what counts as what.
 * Sequence numbers compare modulo 2^32 (RFC 9293 §3.4).
 */
import * as TcpFlag from '../../wire/tcp-flag';
import * as Entry from '../flow-entry-layout';
import * as Seen from '../flow-seen';
import * as Row from '../row-layout';
import * as Host from './host';
import { double, setDouble, setWord, word } from './memory';

const MAX_LARGEST: u32 = 0xffff;

/** Takes a segment into its flow's state. */
export function segment(flow: usize, direction: i32, row: usize): void {
  const flags = word(row, Row.TcpFlags);
  see(flow, flags << (Seen.TcpB * direction));
  if ((flags & TcpFlag.Rst) !== 0) Host.reset(flow, direction, row);
  else if ((flags & TcpFlag.Syn) !== 0) synchronize(flow, direction, row);
  else data(flow, direction, row);
}

/** True when the packet carries data whose whole range was seen before. */
export function isCovered(flow: usize, direction: i32, row: usize): bool {
  const payload = word(row, Row.Payload);
  if (payload === 0 || !knowsNext(flow, direction)) return false;
  return <i32>(word(row, Row.Sequence) + payload - word(flow, Entry.NextA + direction)) <= 0;
}

function see(flow: usize, bits: u32): void {
  setWord(flow, Entry.Flags, word(flow, Entry.Flags) | bits);
}

function knowsNext(flow: usize, direction: i32): bool {
  return (word(flow, Entry.Flags) & (Seen.NextA << direction)) !== 0;
}

function synchronize(flow: usize, direction: i32, row: usize): void {
  const next = word(row, Row.Sequence) + 1 + word(row, Row.Payload);
  const again = knowsNext(flow, direction) && word(flow, Entry.NextA + direction) === next;
  const acknowledges = (word(row, Row.TcpFlags) & TcpFlag.Ack) !== 0;
  setWord(flow, Entry.NextA + direction, next);
  see(flow, ((acknowledges ? Seen.SynAckA | Seen.WatchedA : Seen.SynA) | Seen.NextA) << direction);
  if (again) Host.synAgain(flow, direction, row);
  handshake(flow, direction, row, acknowledges);
}

/** Notes when a SYN was sent or answered, and its options. */
function handshake(flow: usize, direction: i32, row: usize, acknowledges: bool): void {
  if (Number.isNaN(double(flow, Entry.SynAckTime)))
    setDouble(flow, acknowledges ? Entry.SynAckTime : Entry.SynTime, double(row, Row.Time));
  const options = word(row, Row.Options);
  keepFirst(flow, Entry.Mss, 16 - 16 * direction, 0xffff, options);
  keepFirst(flow, Entry.Scales, 8 - 8 * direction, 0xff, options >>> 16);
  keepFirst(flow, Entry.Scales, 16 + 2 * direction, 3, options >>> Row.CHECKSUM_SHIFT);
}

/** Puts a value into its bits of a word where nothing stands yet: a second SYN changes nothing. */
function keepFirst(flow: usize, field: i32, shift: i32, bits: u32, value: u32): void {
  const known = word(flow, field);
  if (((known >>> shift) & bits) === 0) setWord(flow, field, known | ((value & bits) << shift));
}

function data(flow: usize, direction: i32, row: usize): void {
  const flags = word(row, Row.TcpFlags);
  if ((flags & TcpFlag.Ack) !== 0) acknowledge(flow, 1 - direction, row);
  if (word(row, Row.Window) === 0 && (flags & TcpFlag.Fin) === 0) Host.zeroWindow(flow, direction, row);
  const payload = word(row, Row.Payload);
  const sequence = word(row, Row.Sequence);
  const end = sequence + payload + (flags & TcpFlag.Fin);
  const next = word(flow, Entry.NextA + direction);
  const known = knowsNext(flow, direction);
  if (end === sequence) {
    // One below what comes next and nothing in it: RFC 9293 §3.8.4.
    if (known && sequence + 1 === next) Host.keepAlive(flow, direction);
    return;
  }
  keepLargest(flow, direction, payload);
  if (!known) {
    see(flow, Seen.NextA << direction);
    setWord(flow, Entry.NextA + direction, end);
  } else if (<i32>(end - next) <= 0) Host.old(flow, direction, row);
  else {
    if (<i32>(sequence - next) > 0) {
      Host.gap(flow, direction, row);
      see(flow, Seen.WatchedA << direction);
    }
    setWord(flow, Entry.NextA + direction, end);
  }
}

/** Notes what has passed when all that the other end sent is acknowledged, and ends the watch: that is told of flows in trouble only. */
function acknowledge(flow: usize, sender: i32, row: usize): void {
  if (<i32>(word(row, Row.Acknowledgment) - word(flow, Entry.NextA + sender)) < 0) return;
  const largest = (word(flow, Entry.Largest) >>> (16 * sender)) & MAX_LARGEST;
  if (largest > <u32>Entry.SMALL_SEGMENT) pass(flow, Entry.PASSED_SHIFT + 2 * sender, largest);
  const seen = word(flow, Entry.Flags);
  const watched: u32 = Seen.WatchedA << sender;
  if ((seen & watched) === 0) return;
  setWord(flow, Entry.Flags, seen & ~watched);
  if (word(flow, Entry.RoundTrip) === 0) setWord(flow, Entry.RoundTrip, roundTrip(flow, row));
  if (word(flow, Entry.Trouble) !== 0) Host.acknowledged(flow, sender);
}

/** See `Entry.RoundTrip`; data that acknowledges the SYN-ACK shows nothing, it comes when there is some. */
function roundTrip(flow: usize, row: usize): u32 {
  const answered = double(flow, Entry.SynAckTime);
  const longer = max(answered - double(flow, Entry.SynTime), double(row, Row.Time) - answered);
  const isShown = word(row, Row.Payload) === 0 && longer >= 1 && longer < <f64>Entry.UNKNOWN;
  return isShown ? <u32>longer : Entry.UNKNOWN;
}

/** Raises the two bits from `shift` on to what the size stands for. */
function pass(flow: usize, shift: i32, size: u32): void {
  const key = word(flow, Entry.Key);
  const passed: u32 = size > <u32>Entry.ETHERNET_SEGMENT ? 3 : size > <u32>Entry.NARROW_SEGMENT ? 2 : 1;
  if (((key >>> shift) & 3) < passed) setWord(flow, Entry.Key, (key & ~((<u32>3) << shift)) | (passed << shift));
}

/** Keeps the largest payload of a direction, in 16 bits. */
function keepLargest(flow: usize, direction: i32, payload: u32): void {
  const shift = 16 * direction;
  const both = word(flow, Entry.Largest);
  const size = min(payload, MAX_LARGEST);
  if (size > ((both >>> shift) & MAX_LARGEST))
    setWord(flow, Entry.Largest, (both & (<u32>0xffff0000 >>> shift)) | (size << shift));
}
