/** Mistakes in the declaration itself of a network that the capture shows. */
import { type Declared, fullName } from '../../declared/declared.ts';
import type { DetectorInput, Fact } from '../finding.ts';
import { counted } from '../wording.ts';
import { framesOf, type Mismatch, readAgain } from './mismatch.ts';
import type { AttachmentSighting } from './sightings.ts';

/** Facts in one finding; the report lists every problem. */
const MAX_FACTS = 6;
/** That the file says this is certain; that it does harm is not. */
const CONFIDENCE = 0.9;

/** One finding for each network whose declaration does not mean what it says. */
export function checkMistakes(
  { network, voices }: AttachmentSighting,
  { problems }: Declared,
  { questions }: DetectorInput,
): Mismatch[] {
  const name = fullName(network);
  const mistakes = problems.filter(({ attachment }) => attachment === name);
  if (mistakes.length === 0 || voices.length === 0) return [];
  const asked = questions.filter(({ target }) => network.gateways.includes(target));
  const gateway: Fact[] = asked.map(({ asker, target, questions: count, answered, frames }) => ({
    fact: `questions of ${asker} for the gateway ${target}, ${answered} answered`,
    value: count,
    unit: 'questions',
    frames,
  }));
  return [
    {
      network: name,
      aspect: 'mistakes',
      severity: 'warning',
      summary: `The declaration of ${name} has ${counted(mistakes.length, 'mistake')}: ${mistakes[0].message}.`,
      confidence: CONFIDENCE,
      evidence: [
        ...mistakes.slice(0, MAX_FACTS).map(({ file, line, message }) => ({ fact: `${file}:${line}`, value: message })),
        ...gateway.slice(0, MAX_FACTS),
        {
          fact: 'stations seen with its addresses',
          value: new Set(voices.map(({ mac }) => mac)).size,
          unit: 'stations',
          frames: framesOf(voices),
        },
      ],
      alternatives: ['the cluster has another version of the declaration than this file'],
      next: { where: 'the cluster', command: readAgain(network), why: 'shows what the API server kept of the file' },
      voices,
    },
  ];
}
