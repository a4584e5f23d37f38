/** Runs all detectors and puts causes above their symptoms. */
import type { Observations } from '../tally/observations.ts';
import { complete } from './complete.ts';
import { detectorInput, NO_BACKGROUND } from './detector-input.ts';
import { type Background, type Detector, type Draft, type Finding, type Judgement, SEVERITIES } from './finding.ts';
import { DETECTORS } from './registry.ts';

/** Findings of one kind; a reader looks at a few, and the last says how many more there are. */
export const MAX_FINDINGS_PER_ID = 20;

/** Endpoints that cause and symptom must share: both ends of a conversation, or the one address that either is about. */
const SHARED_ENDPOINTS = 2;

/** A draft with its detector, and the finding that causes it. */
interface Found {
  detector: Detector;
  draft: Draft;
  cause: Found | null;
}

/** Everything that is wrong, worst first; symptoms follow their cause. */
export function detectAll(
  observations: Observations,
  judgement: Judgement | null = null,
  background: Background = NO_BACKGROUND,
): Finding[] {
  const input = detectorInput(observations, judgement, background);
  const found = DETECTORS.flatMap((detector) =>
    limited(detector.detect(input)).map((draft) => ({ detector, draft, cause: null }) as Found),
  );
  for (const symptom of found) symptom.cause = causeOf(symptom, found);
  return ordered(found).map((one) => complete(one.detector.id, explained(one), observations));
}

/** The worst of one kind; the last of them tells of the rest. */
function limited(drafts: Draft[]): Draft[] {
  const sorted = drafts.sort(compare);
  if (sorted.length <= MAX_FINDINGS_PER_ID) return sorted;
  const kept = sorted.slice(0, MAX_FINDINGS_PER_ID);
  const last = kept[MAX_FINDINGS_PER_ID - 1];
  const rest = {
    fact: 'further findings of this kind, not listed',
    value: sorted.length - MAX_FINDINGS_PER_ID,
    unit: 'findings',
  };
  kept[MAX_FINDINGS_PER_ID - 1] = { ...last, evidence: [...last.evidence, rest] };
  return kept;
}

/** Worse first, then more often. */
function compare(a: Draft, b: Draft): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    b.count - a.count ||
    (a.subject < b.subject ? -1 : 1)
  );
}

/** The first finding that says it causes this kind and is about the same addresses. */
function causeOf(symptom: Found, found: readonly Found[]): Found | null {
  const mine = new Set(symptom.draft.endpoints);
  const causes = ({ detector, draft }: Found): boolean => {
    const needed = Math.min(SHARED_ENDPOINTS, mine.size, draft.endpoints.length);
    const shared = draft.endpoints.filter((endpoint) => mine.has(endpoint)).length;
    return needed > 0 && shared >= needed && (detector.explains ?? []).includes(symptom.detector.id);
  };
  return found.find((one) => one !== symptom && causes(one)) ?? null;
}

/** Causes in order of severity, each followed by its symptoms. */
function ordered(found: readonly Found[]): Found[] {
  const placed = new Set<Found>();
  const place = (one: Found): Found[] => {
    if (placed.has(one)) return [];
    placed.add(one);
    const symptoms = found.filter(({ cause }) => cause === one).sort((a, b) => compare(a.draft, b.draft));
    return [one, ...symptoms.flatMap(place)];
  };
  const roots = found.filter(({ cause }) => cause === null).sort((a, b) => compare(a.draft, b.draft));
  return [...roots, ...found].flatMap(place);
}

/** A symptom names its cause and is not worse than it. */
function explained({ draft, cause }: Found): Draft {
  if (cause === null) return draft;
  const worst = Math.max(SEVERITIES.indexOf(draft.severity), SEVERITIES.indexOf(cause.draft.severity));
  const fact = { fact: 'explained by', value: `${cause.detector.id} ${cause.draft.subject}` };
  return { ...draft, severity: SEVERITIES[worst], evidence: [fact, ...draft.evidence] };
}
