/** A capture with bytes that are no capture. */
import type { InputFacts } from '../../tally/observations.ts';
import type { Detector, Draft } from '../finding.ts';
import { shellWord } from '../shell.ts';
import { counted } from '../wording.ts';
import { isTruncation } from './capture-truncated.ts';

export const captureDamaged: Detector = {
  id: 'capture-damaged',
  title: 'The capture file is damaged',
  reference: 'draft-ietf-opsawg-pcap §5, draft-ietf-opsawg-pcapng §3.1',
  explain: `A length, a block or a reference in the file cannot be right. What could be read before (and, where the format allows, after) is in the report; what lies
between is lost, so counts are too low. Typical causes: a transfer in text mode, a disk fault, two programs writing one file, or an editor.
Compare checksums with the original, or capture again.`,
  detect: ({ observations }) =>
    observations.inputs.flatMap((input) => {
      const faults = input.damage.filter(({ code }) => !isTruncation(code));
      return faults.length === 0 ? [] : [draft(input, faults)];
    }),
};

/** Faults shown one by one; the report's inputs list them all. */
const MAX_FACTS = 3;

const draft = ({ path, frames }: InputFacts, faults: readonly InputFacts['damage'][number][]): Draft => ({
  severity: 'warning',
  subject: path,
  summary: `${path} is damaged in ${counted(faults.length, 'place')}; ${counted(frames, 'packet')} could be read.`,
  count: faults.length,
  first: Number.NaN,
  last: Number.NaN,
  confidence: 0.99,
  evidence: faults.slice(0, MAX_FACTS).map(({ offset, code, message }) => ({
    fact: `${code}: ${message}`,
    value: offset,
    unit: 'bytes from the start',
  })),
  displayFilter: '',
  alternatives: ['a program that writes the format wrongly; other tools may read on'],
  next: {
    where: 'where the file comes from',
    command: `sha256sum ${shellWord(path)}`,
    why: 'a different sum on the original means that the copy was damaged',
  },
  endpoints: [path],
});
