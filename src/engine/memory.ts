/** How much memory a run may take, and how many flows fit into it. */
import { totalmem } from 'node:os';
import { UsageError } from '../base/errors.ts';

const MEGABYTE = 2 ** 20;
/** Peak of a run with few flows: the runtime, code, buffers and small tables; 100 to 150 MB were measured. */
const WITHOUT_FLOWS = 160 * MEGABYTE;
/** Bytes a flow: 192 for itself, 8 to 16 of the index, 40 while half of them are taken out, the rest for the hosts and lists made of it; 210 to 270 were measured. */
const A_FLOW = 320;
/** Fewer flows than this say nothing of a capture. */
const FEWEST_FLOWS = 65_536;

/** Less cannot be kept to; in bytes. */
export const LEAST_MEMORY = WITHOUT_FLOWS + FEWEST_FLOWS * A_FLOW;

/** Half of what the machine has, or of what the process's control group leaves it; in bytes. */
export function defaultMemory(): number {
  const constrained = process.constrainedMemory();
  const total = totalmem();
  return (constrained > 0 && constrained < total ? constrained : total) / 2;
}

/** Flows that may be kept apart within so many bytes. Throws `UsageError` when they are too few to work with. */
export function flowsWithin(bytes: number): number {
  const flows = Math.floor((bytes - WITHOUT_FLOWS) / A_FLOW);
  if (flows >= FEWEST_FLOWS) return flows;
  throw new UsageError(
    `${Math.floor(bytes / MEGABYTE)} MB of memory are too little; at least ${Math.ceil(LEAST_MEMORY / MEGABYTE)} MB are needed`,
  );
}
