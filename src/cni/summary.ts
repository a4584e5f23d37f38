/** The verdict in one sentence. */
import { written } from './hypotheses.ts';
import { hasNoName } from './open-submodes.ts';
import type { Candidate } from './verdict.ts';

/** Candidates worth naming in a sentence. */
const NAMED_SHARE = 0.1;
const SURE = 0.9;
const PROBABLE = 0.5;

/** What to say of the candidates, likeliest first. */
export function summary(candidates: readonly Candidate[], identifiable: boolean): string {
  const [first] = candidates;
  const share = first.probability > 0.99 ? 'more than 99 %' : `${Math.round(100 * first.probability)} %`;
  if (first.mode === 'unknown' && first.probability >= PROBABLE)
    return 'Too little in this capture to tell how pods are attached.';
  if (first.mode === 'none' && first.probability >= PROBABLE)
    return `Ordinary hosts as far as these frames show (${share})${alternatives(candidates)}.`;
  if (identifiable)
    return `${first.probability >= SURE ? 'These frames show' : 'Probably'} ${written(first)} (${share}).`;
  if (hasNoName(first) && first.probability >= SURE)
    return `These frames show ${first.mode} (${share}), but not which product's.`;
  const name = hasNoName(first) ? `${written(first)} of a product that does not show` : written(first);
  return `${first.probability >= PROBABLE ? 'Probably' : 'Perhaps'} ${name} (${share})${alternatives(candidates)}.`;
}

function alternatives([, ...others]: readonly Candidate[]): string {
  const named = others.filter(({ probability }) => probability >= NAMED_SHARE).slice(0, 3);
  return named.length === 0 ? '' : `; these frames do not exclude ${named.map(written).join(', ')}`;
}
