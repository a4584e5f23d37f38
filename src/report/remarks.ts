/** What limits the report itself: damage, drops, undecoded and cut packets, full tables. */
import type { Analysis, Input } from './analysis.ts';
import { sourceText } from './attachment-text.ts';
import { count, counted } from './quantities.ts';

/** Mistakes in declarations that are listed; the JSON report has them all. */
const MAX_PROBLEMS = 10;

const ANONYMIZED =
  'anonymised: addresses and names are pseudonyms, the same ones in every report made with the same --key';

const FAULTS: Record<Analysis['faults'][number]['kind'], string> = {
  snapped: 'cut by the snap length',
  short: 'shorter than its header says',
  malformed: 'malformed',
  'too-deep': 'nested too deep to follow',
};

/** One sentence for each thing that a reader of the numbers must know. */
export function remarks(analysis: Analysis): string[] {
  const { capture, inputs, faults, limits } = analysis;
  return [
    ...(analysis.anonymized ? [ANONYMIZED] : []),
    ...inputs.flatMap(damageOf),
    ...inputs.flatMap(dropsOf),
    ...(capture.duplicates
      ? [`${counted(capture.duplicates, 'packet')} seen again at another interface: counted once in the flows`]
      : []),
    ...capture.undecoded.map(
      ({ linktypeName, linktype, frames }) =>
        `${counted(frames, 'packet')} of link type ${linktypeName} (${linktype}) counted but not decoded`,
    ),
    ...faults.map(({ protocol, kind, frames }) => `${counted(frames, 'packet')} with ${protocol} ${FAULTS[kind]}`),
    ...problemsOf(analysis),
    ...limits.map(
      ({ table, kept, folded }) =>
        `the table ${table} was full: ${count(kept)} kept apart, ${count(folded)} more counted in the totals only${table === 'flows' ? ' (the longest silent; --max-memory makes room)' : ''}`,
    ),
  ];
}

function problemsOf({ declared }: Analysis): string[] {
  const problems = declared?.problems ?? [];
  const shown = problems.slice(0, MAX_PROBLEMS).map((problem) => `${sourceText(problem)}: ${problem.message}`);
  const more = problems.length - shown.length;
  return more > 0 ? [...shown, `${counted(more, 'more problem')} in the declarations (--format json)`] : shown;
}

function damageOf(input: Input): string[] {
  const places = input.damage.map(
    ({ offset, code, message }) => `${input.path}: ${code} at byte ${count(offset)}: ${message}`,
  );
  const silent = !input.complete && places.length === 0;
  return silent ? [`${input.path}: reading ended early; the report covers ${counted(input.frames, 'packet')}`] : places;
}

function dropsOf({ interfaces, path }: Input): string[] {
  return interfaces
    .filter(({ dropped }) => dropped)
    .map(({ name, id, dropped, received }) => {
      const share = received ? ` of ${count(received)} received` : '';
      return `${path}: ${counted(dropped ?? 0, 'packet')}${share} lost while capturing on ${name ?? `interface ${id}`}`;
    });
}
