/** What findings about several flows say of them together. */
import type { FlowView } from '../tally/flow-view.ts';
import { at } from './flow-facts.ts';
import { earliest, latest } from './group-by.ts';

/** Flows whose frames are shown; the display filter finds the others. */
const MAX_SHOWN = 5;

/** From the first packet of any to the last of any, in ns. */
export const spanOf = (view: FlowView, flows: readonly number[]): { first: number; last: number } => ({
  first: earliest(flows.map((flow) => at(view, flow).first)),
  last: latest(flows.map((flow) => at(view, flow).last)),
});

/** The first packet of the first few. */
export const firstFrames = (view: FlowView, flows: readonly number[]): number[] =>
  flows.slice(0, MAX_SHOWN).map((flow) => at(view, flow).firstFrame);

/** A frame of the trouble record of the first few. */
export const troubleFrames = (view: FlowView, flows: readonly number[], field: number): number[] =>
  flows.slice(0, MAX_SHOWN).map((flow) => at(view, flow).troubleDouble(field));
