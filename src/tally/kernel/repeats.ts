/** The same packet seen again: at another place of a capture of several devices, or twice at one because a switch reflected or mirrored it (docs/decisions/0006-duplicates.md). */
import * as IpNumber from '../../wire/ip-number';
import * as TcpFlag from '../../wire/tcp-flag';
import * as Entry from '../flow-entry-layout';
import * as Seen from '../flow-seen';
import * as Row from '../row-layout';
import * as Meta from '../row-meta';
import * as Host from './host';
import { double, setWord, word } from './memory';
import { goOn, isSamePlace, placeOf } from './places';
import { isCovered } from './segments';

/** A packet is taken for one already seen at most this long after the last of its flow, in ns: well below any retransmission timeout (200 ms). */
const REPEAT_WINDOW_NS: f64 = 100e6;
/**
 * The same at one place where nothing but content tells packets apart; there, bare acknowledgments may well be equal, and data or a FIN that follows an answer
 * is a retransmission.
 */
const ANONYMOUS_REPEAT_WINDOW_NS: f64 = 1e6;
/** Segments cut anew on the way (offload) follow the original within this time, in ns. */
const RESEGMENTED_WINDOW_NS: f64 = 5e6;

/** True when this very packet was seen a moment ago, here or elsewhere. */
export function repeats(flow: usize, direction: i32, row: usize): bool {
  const elapsed = Math.abs(double(row, Row.Time) - double(flow, Entry.Last));
  // Nearly all packets end here, those without a time as well.
  if (!(elapsed < REPEAT_WINDOW_NS)) return false;
  const elsewhere = isElsewhere(flow, direction, word(row, Row.Place));
  if (!isKnown(flow, direction, row))
    return elsewhere && elapsed < RESEGMENTED_WINDOW_NS && isCovered(flow, direction, row);
  return elsewhere || (word(row, Row.Meta) & Meta.Anonymous) === 0 || isCopy(flow, direction, row, elapsed);
}

/** Of packets at one place that only their content tells apart. A SYN is sent again after a second (RFC 6298 §2), so one that comes sooner is the same, answered or not. */
function isCopy(flow: usize, direction: i32, row: usize, elapsed: f64): bool {
  const meta = word(row, Row.Meta);
  if ((meta & Meta.Tcp) === 0) return (meta & Meta.Protocol) !== IpNumber.Tcp && wasForwarded(flow, direction, row);
  const flags = word(row, Row.TcpFlags);
  if ((flags & TcpFlag.Syn) !== 0) return true;
  const alone = ((word(flow, Entry.Flags) >>> Seen.LAST_SHIFT) & 1) === direction;
  const numbered = word(row, Row.Payload) > 0 || (flags & TcpFlag.Fin) !== 0;
  return alone && numbered && elapsed < ANONYMOUS_REPEAT_WINDOW_NS;
}

/** True when a packet that is no TCP has a smaller TTL than its equal before it: its sender gives all the same, only a router takes from it (RFC 8200 §3). */
function wasForwarded(flow: usize, direction: i32, row: usize): bool {
  const before = word(flow, Entry.NextA + direction);
  const ttl = (word(row, Row.Meta) >>> Meta.TtlShift) & 0xff;
  setWord(flow, Entry.NextA + direction, ttl);
  return ttl < before;
}

/** True when the packet was seen at another place than the last of its direction, which goes on where the next of several rotated captures does. */
function isElsewhere(flow: usize, direction: i32, place: u32): bool {
  const last = placeOf(flow, direction);
  if (last === place) return false;
  if (!isSamePlace(last, place)) return true;
  goOn(flow, direction, place);
  return false;
}

/** True when the signature is one of the last two of its direction, or of those that the flow remembers besides. */
function isKnown(flow: usize, direction: i32, row: usize): bool {
  const signature = word(row, Row.Signature);
  const field = Entry.Signatures + 2 * direction;
  if (word(flow, field) === signature || word(flow, field + 1) === signature) return true;
  return word(flow, Entry.Recent) !== 0 && Host.remembers(flow, direction, row);
}
