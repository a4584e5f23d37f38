/** One pass over all flows for what everybody asks of them: see ../flow-survey.ts. */
import * as IpNumber from '../../wire/ip-number';
import * as TcpFlag from '../../wire/tcp-flag';
import * as Checksum from '../checksum-state';
import * as Entry from '../flow-entry-layout';
import * as Seen from '../flow-seen';
import * as Layout from '../kernel-layout';
import * as Meta from '../row-meta';
import * as Survey from '../survey-layout';
import { flowAt, flowCount } from './flows';
import { listSyn, startSyns } from './keen';
import { list, startList } from './lists';
import { add, double, word } from './memory';

/** Empties the lists and the counts. */
export function startSurvey(): void {
  startSyns();
  memory.fill(Layout.FLOWS_BY_PROTOCOL, 0, 2 * Survey.PROTOCOLS * 8);
  for (let one: u32 = 0; one < <u32>Survey.LISTS; one++) startList(one);
  store<f64>(Layout.PORTLESS_PACKETS, 0);
}

/** Lists and counts some of the flows from number `from` on, and answers the number of the next. Flows whose ports were not captured are on no list of what was answered. */
export function surveyFlows(from: u32): u32 {
  const end = min(flowCount(), from + Layout.FLOWS_A_CALL);
  for (let number = from; number < end; number++) {
    const flow = flowAt(number);
    count(flow);
    sortSegments(flow, number);
    if ((word(flow, Entry.Key) & Meta.Portless) === 0) sort(flow, number);
  }
  return end;
}

function count(flow: usize): void {
  const key = word(flow, Entry.Key);
  const protocol = (key & Meta.Protocol) << 3;
  add(Layout.FLOWS_BY_PROTOCOL + protocol, 1);
  if ((key & Meta.Portless) === 0) return;
  add(Layout.PORTLESS_BY_PROTOCOL + protocol, 1);
  add(Layout.PORTLESS_PACKETS, double(flow, Entry.PacketsA) + double(flow, Entry.PacketsB));
}

function sort(flow: usize, number: u32): void {
  if (double(flow, Entry.PacketsB) > 0) {
    if ((word(flow, Entry.Flags) & Seen.Refused) !== 0) list(Survey.REFUSED, number);
  } else if (isHalfSeen(flow)) {
    list(Survey.HALF_SEEN, number);
    if ((word(flow, Entry.Flags) & TcpFlag.Syn) !== 0) list(Survey.HALF_OPENED, number);
  } else if (asks(flow)) {
    if (double(flow, Entry.PacketsA) > 1) list(Survey.ASKED_AGAIN, number);
    else if ((word(flow, Entry.Key) & Meta.Protocol) === IpNumber.Tcp) listSyn(flow, number);
  }
}

/** What the capturing computer's network card does to segments shows in their flows. */
function sortSegments(flow: usize, number: u32): void {
  if ((word(flow, Entry.Key) & Meta.Protocol) !== IpNumber.Tcp) return;
  const announced = word(flow, Entry.Mss);
  const largest = word(flow, Entry.Largest);
  if (exceeds(largest & 0xffff, announced & 0xffff) || exceeds(largest >>> 16, announced >>> 16))
    list(Survey.OVERSIZED, number);
  const checksums = word(flow, Entry.Scales) >>> 16;
  if ((checksums & 3) === Checksum.Unfinished || ((checksums >>> 2) & 3) === Checksum.Unfinished)
    list(Survey.UNFINISHED, number);
}

/** 0 for an MSS that was not seen. */
function exceeds(segment: u32, mss: u32): bool {
  return mss > 0 && segment > mss;
}

function asks(flow: usize): bool {
  const protocol = word(flow, Entry.Key) & Meta.Protocol;
  if (protocol === IpNumber.Icmp || protocol === IpNumber.Icmpv6) return true;
  const flags = word(flow, Entry.Flags) & (TcpFlag.Syn | TcpFlag.Ack | TcpFlag.Rst);
  return protocol === IpNumber.Tcp && flags === TcpFlag.Syn;
}

/** True when an end that alone was heard acknowledges: somebody else was heard by it. A SYN-ACK alone does so as well. */
function isHalfSeen(flow: usize): bool {
  if ((word(flow, Entry.Key) & Meta.Protocol) !== IpNumber.Tcp) return false;
  const flags = word(flow, Entry.Flags);
  if ((flags & (TcpFlag.Ack | TcpFlag.Rst)) !== TcpFlag.Ack) return false;
  return (flags & TcpFlag.Syn) === 0 || double(flow, Entry.PacketsA) > 1;
}
