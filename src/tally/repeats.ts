/** Packets seen again (kernel/repeats.ts), counted (docs/decisions/0006-duplicates.md). */
import * as Entry from './flow-entry-layout.ts';
import type { FlowTable } from './flow-table.ts';
import type { Rows } from './row.ts';
import * as Row from './row-layout.ts';
import * as Trouble from './trouble-layout.ts';

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
const placeOf = (words: Int32Array, entry: number, direction: number): number =>
  (words[entry + Entry.Places] >>> (16 * direction)) & 0xffff;

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
