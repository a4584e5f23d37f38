/** The contract of a signal: one thing that frames can show, and how much likelier it makes some hypotheses than the rest. */
import type { Scene } from './scene.ts';

// Weights in decibans by pattern: `ipvlan/l2`, `ipvlan/*`, `*/calico` or `*`. A hypothesis gets the weight of the narrowest pattern that fits.
export type Weights = Readonly<Record<string, number>>;

/** One sighting of a signal. */
export interface Reading {
  /** One sentence with the measured facts. */
  statement: string;
  weights: Weights;
  /** Frame references that show it, at most MAX_FRAMES. */
  frames: number[];
  /** As a signal's, of this reading alone. */
  undiscounted?: true;
}

export interface Signal {
  id: string;
  title: string;
  /** Where the mechanism is described. */
  reference: string;
  /** Signals of one group say the same thing in different words: for each hypothesis only the strongest of them counts. */
  group?: string;
  /** True for what a few frames show as surely as many: that they are few, or that a tunnel is there. */
  undiscounted?: true;
  /** For the handbook: how it comes about, what it is confused with, what to do. */
  explain: string;
  weigh(scene: Scene): Reading[];
}

/** Frames that one piece of evidence names. */
export const MAX_FRAMES = 5;
