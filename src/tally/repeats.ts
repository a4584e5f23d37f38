/**
 * The same packet seen again: at another place of a capture of several devices, or twice at one because a switch reflected or mirrored it
 * (docs/decisions/0006-duplicates.md).
 */
import * as Entry from './flow-entry-layout.ts';
import * as Seen from './flow-seen.ts';
import type { FlowTable } from './flow-table.ts';
import type { Rows } from './row.ts';
import * as Row from './row-layout.ts';
import * as Meta from './row-meta.ts';
import * as Trouble from './trouble-layout.ts';

/** A packet is taken for one already seen at most this long after the last of its direction, in ns: well below any retransmission timeout (200 ms). */
const REPEAT_WINDOW_NS = 100e6;
/**
 * The same at one place where nothing but content tells packets apart; there, acknowledgments without data may well be equal, and data that follows an answer
 * is a retransmission.
 */
const ANONYMOUS_REPEAT_WINDOW_NS = 1e6;
/** Segments cut anew on the way (offload) follow the original within this time, in ns. */
const RESEGMENTED_WINDOW_NS = 5e6;

/** True when this very packet was seen a moment ago, here or elsewhere; `covered` says that it is elsewhere now and all its data was seen before. */
export function repeats(
  flows: FlowTable,
  entry: number,
  direction: number,
  batch: Rows,
  row: number,
  covered: boolean,
): boolean {
  const { words, doubles } = flows;
  const rows = batch.words;
  const elapsed = Math.abs(batch.doubles[(row >> 1) + Row.Time] - doubles[(entry >> 1) + Entry.Last]);
  const elsewhere = placeOf(words, entry, direction) !== rows[row + Row.Place];
  if (sameAsRecent(flows, entry, direction, rows[row + Row.Signature])) {
    if (elsewhere || (rows[row + Row.Meta] & Meta.Anonymous) === 0) return elapsed < REPEAT_WINDOW_NS;
    const alone = ((words[entry + Entry.Flags] >>> Seen.LAST_SHIFT) & 1) === direction;
    return alone && rows[row + Row.Payload] > 0 && elapsed < ANONYMOUS_REPEAT_WINDOW_NS;
  }
  return covered && elapsed < RESEGMENTED_WINDOW_NS;
}

/** Counts a packet that was seen before; true when it belongs to the flow's packets all the same. */
export function countRepeat(flows: FlowTable, entry: number, direction: number, batch: Rows, row: number): boolean {
  const { words, tcp } = flows;
  if (words[entry + Entry.Recent] === 0) keepRecent(flows, entry);
  const trouble = tcp.troubleOf(words, entry) * Trouble.WORDS;
  const frame = (trouble >> 1) + Trouble.FirstDuplicate;
  if (tcp.doubles[frame] === 0) tcp.doubles[frame] = batch.doubles[(row >> 1) + Row.Frame];
  if (placeOf(words, entry, direction) === batch.words[row + Row.Place]) {
    flows.duplicatesHere++;
    tcp.words[trouble + Trouble.DuplicatesHere]++;
    return true;
  }
  flows.duplicatesElsewhere++;
  tcp.words[trouble + Trouble.DuplicatesElsewhere]++;
  if (flows.keepsDuplicates) return true;
  flows.moved.sight(batch, row);
  return false;
}

/** Where the last counted packet of a direction was seen. */
export const placeOf = (words: Int32Array, entry: number, direction: number): number =>
  (words[entry + Entry.Places] >>> (16 * direction)) & 0xffff;

function sameAsRecent({ words, recent }: FlowTable, entry: number, direction: number, signature: number): boolean {
  const at = entry + Entry.Signatures + 2 * direction;
  if (words[at] === signature || words[at + 1] === signature) return true;
  const ring = words[entry + Entry.Recent];
  return ring !== 0 && recent.has(ring, direction, signature);
}

/** From now on the flow remembers more than two packets of each direction. */
function keepRecent({ words, recent }: FlowTable, entry: number): void {
  const ring = recent.add();
  words[entry + Entry.Recent] = ring;
  for (let direction = 0; direction < 2; direction++) {
    const at = entry + Entry.Signatures + 2 * direction;
    recent.remember(ring, direction, words[at + 1]);
    recent.remember(ring, direction, words[at]);
  }
}
