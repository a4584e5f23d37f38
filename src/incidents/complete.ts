/** From a detector's draft to the finding that reports show. */
import { framesOfOne } from '../tally/frame-ref.ts';
import { type Observations, timeText } from '../tally/observations.ts';
import { chainText } from './chain-text.ts';
import type { Draft, Evidence, Fact, Finding } from './finding.ts';
import { fingerprint } from './fingerprint.ts';

/** Frames listed with one fact: enough to look at; the display filter shows them all. */
const MAX_FRAMES = 10;
/** Wireshark and every reader of the report count to 2^53; a probability is never certain. */
const MAX_CONFIDENCE = 0.99;

/** Writes times, frames and fingerprint out. */
export function complete(id: string, draft: Draft, observations: Observations): Finding {
  const { severity, subject, summary, count, first, last, displayFilter, next } = draft;
  return {
    id,
    severity,
    subject,
    summary,
    count,
    first: timeText(observations, first),
    last: timeText(observations, last),
    confidence: Math.min(MAX_CONFIDENCE, Math.max(0, draft.confidence)),
    evidence: draft.evidence.map(evidenceOf),
    displayFilter,
    alternatives: [...draft.alternatives],
    next,
    fingerprint: fingerprint([id, ...[...draft.endpoints].sort(), chainText(observations, draft.context ?? 0)]),
  };
}

/** Frames of one fact belong to one input: that of the first. */
function evidenceOf({ fact, value, unit, frames }: Fact): Evidence {
  const shown = framesOfOne(frames ?? []);
  const sorted = shown.frames.sort((a, b) => a - b);
  return { fact, value, unit: unit ?? null, input: shown.input, frames: sorted.slice(0, MAX_FRAMES) };
}
