/** The judgement over one scene: all signals, their sum, and what it means in words. */
import { framesOfOne } from '../tally/frame-ref.ts';
import { HYPOTHESES, written } from './hypotheses.ts';
import { nextCapture } from './next-capture.ts';
import { withOpenSubmodes } from './open-submodes.ts';
import { posterior, type Weighed, weightFor } from './posterior.ts';
import { SIGNALS } from './registry.ts';
import type { Scene } from './scene.ts';
import { summary } from './summary.ts';
import type { Candidate, Evidence, Verdict } from './verdict.ts';

/** Candidates below this share are left out, and the rest made up to 1. */
const MIN_PROBABILITY = 0.001;
/** From here on, and with evidence of its own, an answer stands apart from all others. */
const IDENTIFIED = 0.8;
/** Decibans by which evidence alone, the prior aside, must set the answer apart from the next. */
const SEPARATED = 8;

/** The verdict on a scene. */
export function judge(scene: Scene): Verdict {
  const readings = SIGNALS.flatMap((signal) => signal.weigh(scene).map((reading): Weighed => ({ ...reading, signal })));
  const probabilities = posterior(readings, scene.frames);
  const candidates = candidatesOf(withOpenSubmodes(probabilities));
  const [first] = candidates;
  const identifiable = isIdentified(candidatesOf(probabilities), readings);
  return {
    mode: first.mode,
    submode: first.submode,
    confidence: first.probability,
    identifiable,
    summary: summary(candidates, identifiable),
    candidates,
    evidence: evidenceFor(readings, candidates),
    next: nextCapture(candidates, { vantage: scene.vantage, onWire: scene.tunnel !== null, identifiable }),
    vantage: scene.vantage,
  };
}

function candidatesOf(probabilities: ReadonlyMap<string, number>): Candidate[] {
  const likely = [...probabilities].filter(([, probability]) => probability >= MIN_PROBABILITY);
  const total = likely.reduce((sum, [, probability]) => sum + probability, 0);
  return likely
    .sort(([, one], [, other]) => other - one)
    .map(([name, probability]) => {
      const { mode, submode } = HYPOTHESES.get(name)!;
      return { mode, submode, probability: rounded(probability / total) };
    });
}

/** True when what was seen, not what was expected beforehand, sets the first candidate apart, from other submodes of its mode as well. */
function isIdentified([first, ...others]: Candidate[], readings: readonly Weighed[]): boolean {
  if (first.mode === 'none' || first.mode === 'unknown' || first.probability < IDENTIFIED) return false;
  const own = evidenceSum(first, readings);
  return others.every((other) => own - evidenceSum(other, readings) >= SEPARATED);
}

const evidenceSum = (candidate: Candidate, readings: readonly Weighed[]): number =>
  readings.reduce((sum, { weights }) => sum + weightFor(written(candidate), weights), 0);

/** One row for each reading: the pattern that speaks for the verdict, else the strongest. */
function evidenceFor(readings: readonly Weighed[], candidates: readonly Candidate[]): Evidence[] {
  const rows = readings.flatMap(({ signal, statement, weights, frames }) => {
    const named = candidates.map(written).find((name) => weightFor(name, weights) > 0) ?? strongest(weights);
    if (named === null) return [];
    const decibans = weightFor(named, weights);
    return [
      {
        signal: signal.id,
        statement,
        supports: supported(named, weights),
        decibans,
        ...framesOfOne(frames),
      },
    ];
  });
  return rows.sort((one, other) => Math.abs(other.decibans) - Math.abs(one.decibans));
}

function strongest(weights: Readonly<Record<string, number>>): string | null {
  const found = [...HYPOTHESES.keys()].filter((name) => weightFor(name, weights) !== 0);
  found.sort((one, other) => Math.abs(weightFor(other, weights)) - Math.abs(weightFor(one, weights)));
  return found[0] ?? null;
}

/** The mode alone when the weight is the same for all of its submodes. */
function supported(name: string, weights: Readonly<Record<string, number>>): string {
  const mode = name.split('/')[0];
  const siblings = [...HYPOTHESES.keys()].filter((other) => other.split('/')[0] === mode);
  return siblings.every((other) => weightFor(other, weights) === weightFor(name, weights)) ? mode : name;
}

/** To nine digits: the last of logarithms and powers differ between versions of Node. */
const rounded = (probability: number): number => Math.round(probability * 1e9) / 1e9;
