/**
 * From readings to probabilities: naive Bayes in decibans. Readings of one group are not independent: for each hypothesis only the strongest of them counts. The
 * sum is discounted in captures of a few frames, where each fact may be an accident of the cut.
 */
import { HYPOTHESES } from './hypotheses.ts';
import type { Reading, Signal, Weights } from './signal.ts';

const DECIBANS_PER_DECADE = 10;
/** Frames at which evidence counts half. */
const HALF_FRAMES = 2;

/** Of a deciban: what is the same but for the last bit of a logarithm ranks the same in every version of Node. */
const PARTS = 1e9;

/** A reading with the signal it comes from. */
export interface Weighed extends Reading {
  signal: Signal;
}

/** Probability of each hypothesis. */
export function posterior(readings: readonly Weighed[], frames: number): Map<string, number> {
  const trust = frames / (frames + HALF_FRAMES);
  const scores = new Map<string, number>();
  for (const [name, { prior }] of HYPOTHESES) {
    const score = DECIBANS_PER_DECADE * Math.log10(prior) + sumFor(name, readings, trust);
    scores.set(name, Math.round(score * PARTS) / PARTS);
  }
  const top = Math.max(...scores.values());
  const masses = [...scores].map(([name, score]) => [name, 10 ** ((score - top) / DECIBANS_PER_DECADE)] as const);
  const total = masses.reduce((sum, [, mass]) => sum + mass, 0);
  return new Map(masses.map(([name, mass]) => [name, mass / total]));
}

// Decibans that a reading gives a hypothesis: of the narrowest pattern that fits, `mode/submode`, `mode/*`, `*/submode` or `*`.
export function weightFor(name: string, weights: Weights): number {
  const [mode, submode] = name.split('/');
  return weights[name] ?? weights[`${mode}/*`] ?? weights[`*/${submode}`] ?? weights['*'] ?? 0;
}

function sumFor(name: string, readings: readonly Weighed[], trust: number): number {
  let sum = 0;
  const groups = new Map<string, number>();
  for (const { signal, weights, undiscounted } of readings) {
    const weight = weightFor(name, weights) * (signal.undiscounted || undiscounted ? 1 : trust);
    if (signal.group === undefined) sum += weight;
    else if (Math.abs(weight) > Math.abs(groups.get(signal.group) ?? 0)) groups.set(signal.group, weight);
  }
  for (const weight of groups.values()) sum += weight;
  return sum;
}
