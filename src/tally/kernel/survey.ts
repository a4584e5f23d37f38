/** One pass over all flows for what everybody asks of them: see ../flow-survey.ts. */
import * as IpNumber from '../../wire/ip-number';
import * as TcpFlag from '../../wire/tcp-flag';
import * as Entry from '../flow-entry-layout';
import * as Seen from '../flow-seen';
import * as Layout from '../kernel-layout';
import * as Meta from '../row-meta';
import * as Survey from '../survey-layout';
import { flowAt, flowCount } from './flows';
import { add, double, word } from './memory';

/** Writes a mark for each flow, and the counts. */
export function surveyFlows(): void {
  memory.fill(Layout.FLOWS_BY_PROTOCOL, 0, 2 * Survey.PROTOCOLS * 8);
  store<f64>(Layout.PORTLESS_PACKETS, 0);
  const end = flowCount();
  for (let number: u32 = 0; number < end; number++) {
    const flow = flowAt(number);
    store<u8>(Layout.FLOW_MARKS + number, mark(flow));
    count(flow);
  }
}

function count(flow: usize): void {
  const key = word(flow, Entry.Key);
  const protocol = (key & Meta.Protocol) << 3;
  add(Layout.FLOWS_BY_PROTOCOL + protocol, 1);
  if ((key & Meta.Portless) === 0) return;
  add(Layout.PORTLESS_BY_PROTOCOL + protocol, 1);
  add(Layout.PORTLESS_PACKETS, double(flow, Entry.PacketsA) + double(flow, Entry.PacketsB));
}

function mark(flow: usize): u32 {
  const portless: u32 = (word(flow, Entry.Key) & Meta.Portless) !== 0 ? Survey.PORTLESS : 0;
  if (double(flow, Entry.PacketsB) > 0)
    return portless | ((word(flow, Entry.Flags) & Seen.Refused) !== 0 ? Survey.REFUSED : 0);
  if (portless !== 0) return portless;
  if (isHalfSeen(flow)) return Survey.ONE_WAY | Survey.HALF_SEEN;
  return asks(flow) ? Survey.ONE_WAY | Survey.ASKS : Survey.ONE_WAY;
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
