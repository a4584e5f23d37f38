/** What several detectors ask of one input is searched once. */
import type { DetectorInput } from './finding.ts';

/** The same function, which remembers its answer for each input. */
export function once<Answer>(search: (input: DetectorInput) => Answer): (input: DetectorInput) => Answer {
  const found = new WeakMap<DetectorInput, { answer: Answer }>();
  return (input) => {
    const known = found.get(input) ?? { answer: search(input) };
    found.set(input, known);
    return known.answer;
  };
}
