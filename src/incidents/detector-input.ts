/** What all detectors read, derived once from the observations. */
import type { Observations } from '../tally/observations.ts';
import { arpQuestions } from './arp-questions.ts';
import type { Background, DetectorInput, Judgement } from './finding.ts';
import { flowFacts } from './flow-facts.ts';

/** Frames alone. */
export const NO_BACKGROUND: Background = { declared: null, segments: [] };

/** Walks over the flows and lists what the control tallies hold. */
export function detectorInput(
  observations: Observations,
  judgement: Judgement | null = null,
  background: Background = NO_BACKGROUND,
): DetectorInput {
  const { control, groupFrames } = observations.tallies;
  return {
    observations,
    flows: flowFacts(observations),
    questions: arpQuestions(observations),
    contested: control.addressClaims.list(),
    moves: groupFrames.moved(),
    icmpErrors: control.icmpErrors.list(),
    judgement,
    ...background,
  };
}
