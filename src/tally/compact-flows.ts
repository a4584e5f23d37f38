/** Takes flows out of the table; the others keep their order, and whatever names a flow by its number follows. */
import * as Entry from './flow-entry-layout.ts';
import type { FlowTable } from './flow-table.ts';

/** Stands for a flow that went without another in its place. */
export const GONE = -1;

/**
 * Closes up the flows. `into` says of each flow by number which one stands for it from now on: itself, another that stays, or `GONE`. What was counted for a flow
 * that went into another becomes that one's direction B → A.
 */
export function compactFlows(flows: FlowTable, into: Int32Array): void {
  const numbers = close(flows, into);
  for (let flow = 0; flow < into.length; flow++)
    if (into[flow] !== flow) numbers[flow] = into[flow] === GONE ? GONE : numbers[into[flow]];
  flows.moved.renumber(
    (flow) => numbers[flow],
    (flow) => into[flow] !== flow,
  );
  flows.tcp.renumber(numbers, flows.words);
  flows.recent.keepThoseOf(flows);
}

/** Moves the flows that stay to the front, empties the places behind them, and answers their new numbers. */
function close(flows: FlowTable, into: Int32Array): Int32Array {
  const { words } = flows;
  const numbers = new Int32Array(into.length);
  let size = 0;
  for (let flow = 0; flow < into.length; flow++) {
    if (into[flow] !== flow) continue;
    if (flow !== size) words.copyWithin(size * Entry.WORDS, flow * Entry.WORDS, (flow + 1) * Entry.WORDS);
    numbers[flow] = size++;
  }
  words.fill(0, size * Entry.WORDS, into.length * Entry.WORDS);
  flows.size = size;
  return numbers;
}
