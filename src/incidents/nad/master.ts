/** The declared master against the device that the network's packets were seen at. */
import { type Declared, fullName } from '../../declared/declared.ts';
import { type Observations, placeName } from '../../tally/observations.ts';
import { listed } from '../wording.ts';
import { declaredAt, framesOf, type Mismatch } from './mismatch.ts';
import type { AttachmentSighting } from './sightings.ts';

/** Both devices may be in one segment, where each hears what is flooded. */
const CONFIDENCE = 0.55;

/** One finding when the network's addresses were seen at the master of another attachment, and never at its own. */
export function checkMaster(
  { network, voices }: AttachmentSighting,
  declared: Declared,
  observations: Observations,
): Mismatch[] {
  const { master } = network;
  if (master === null) return [];
  const heard = voices.filter(({ onLink, places }) => onLink && places.size > 0);
  const seen = [...new Set(heard.flatMap(({ places }) => [...places]))].map((place) => placeName(observations, place));
  const others = declared.attachments.flatMap((other) =>
    other.master === null || other.master === master ? [] : [other.master],
  );
  const wrong = seen.filter((name) => others.includes(name));
  if (wrong.length === 0 || seen.some((name) => name === master || name.startsWith(`${master}.`))) return [];
  return [
    {
      network: fullName(network),
      aspect: 'master',
      severity: 'warning',
      summary: `${fullName(network)} is declared on ${master}, but its addresses were seen at ${listed(wrong)} only.`,
      confidence: CONFIDENCE,
      evidence: [
        declaredAt(network, `master ${master}`),
        { fact: 'seen at', value: listed(wrong), frames: framesOf(heard) },
      ],
      alternatives: [
        `${master} was not captured, and both devices are in one segment`,
        'the node that was captured names its devices differently',
      ],
      next: {
        where: 'the node',
        command: 'ip -d link show',
        why: 'shows on which device the pods’ interfaces are (ens36@if2: the number after @if is the master)',
      },
      voices: heard,
    },
  ];
}
