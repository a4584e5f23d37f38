/** Lone SYNs of clients that sent many: who looks for a scan need not look at all others. A client is known by a mark, which it may share. */
import * as Entry from '../flow-entry-layout';
import * as Layout from '../kernel-layout';
import * as Meta from '../row-meta';
import * as Survey from '../survey-layout';
import { endHash } from './hash';
import { list, listed, listSize, startList } from './lists';
import { word } from './memory';

/** Forgets what an earlier survey listed; memory that nobody wrote to is left alone. */
export function startSyns(): void {
  if (listSize(Survey.LONE_SYNS) > 0) memory.fill(Layout.SYNS_BY_MARK, 0, 4 * Survey.MARKS);
}

/** Lists a flow of one SYN. */
export function listSyn(flow: usize, number: u32): void {
  const mark = markOf(flow);
  const at = Layout.SYNS_BY_MARK + (mark << 2);
  store<u32>(at, load<u32>(at) + 1);
  const size = listSize(Survey.LONE_SYNS);
  if (size < <u32>Survey.MAX_LISTED) store<u16>(Layout.SYN_MARKS + (size << 1), <u16>mark);
  list(Survey.LONE_SYNS, number);
}

/** Lists those of clients with at least so many, and a few others. */
export function listKeen(least: u32): void {
  startList(Survey.KEEN_SYNS);
  const size = min<u32>(listSize(Survey.LONE_SYNS), Survey.MAX_LISTED);
  for (let i: u32 = 0; i < size; i++) {
    const mark = load<u16>(Layout.SYN_MARKS + (i << 1));
    if (load<u32>(Layout.SYNS_BY_MARK + ((<u32>mark) << 2)) >= least)
      list(Survey.KEEN_SYNS, listed(Survey.LONE_SYNS, i));
  }
}

/** Of the client behind its chain. */
function markOf(flow: usize): u32 {
  const version = word(flow, Entry.Key) & Meta.Ipv6;
  return endHash(word(flow, Entry.AddressA), word(flow, Entry.Context) ^ version) & (Survey.MARKS - 1);
}
