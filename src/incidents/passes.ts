/** Packets that really pass a place again, by flow: copies of them are no fault of the capture. */
import { KEY_WORDS as MOVED_KEY_WORDS, NO_FLOW } from '../tally/moved-stations.ts';
import * as Trouble from '../tally/trouble-layout.ts';
import { circlingSenders } from './circling-senders.ts';
import type { DetectorInput } from './finding.ts';
import { at } from './flow-facts.ts';
import { hasSeveralTtls, loopingFlows } from './looping-flows.ts';

/** Passes through a one-armed router, and all of what circles between routers or in a ring of bridges. */
export function passesOf(input: DetectorInput): Map<number, number> {
  const passes = routedPasses(input);
  const { view } = input.flows;
  for (const flow of [...loopingFlows(input), ...circlingFlows(input)])
    passes.set(flow, at(view, flow).trouble(Trouble.DuplicatesHere));
  return passes;
}

/** A one-armed router sends each packet out by the port it came in by: the same packet with a smaller TTL, in a frame between other stations. */
function routedPasses({ observations, flows: { view } }: DetectorInput): Map<number, number> {
  const routed = new Map<number, number>();
  const { table, packets } = observations.tallies.flows.moved;
  for (let row = 0; row < table.size; row++) {
    const flow = table.keys[row * MOVED_KEY_WORDS];
    if (flow === NO_FLOW || !hasSeveralTtls(at(view, flow))) continue;
    const copies = view.trouble(Trouble.DuplicatesHere);
    if (copies > 0) routed.set(flow, Math.min(copies, (routed.get(flow) ?? 0) + packets[row]));
  }
  return routed;
}

/** Flows of stations whose frames go round. */
function circlingFlows({ observations, flows: { view, duplicated } }: DetectorInput): number[] {
  const circling = new Set(circlingSenders(observations).map(({ station }) => station));
  return circling.size === 0 ? [] : duplicated.filter((flow) => circling.has(at(view, flow).source(0) ?? ''));
}
