/** Title, verdict with its evidence, and what to do next. */
import type { Analysis, Input, Next, SignalEvidence, Verdict } from '../analysis.ts';
import {
  type FileOf,
  fileNames,
  filterText,
  frameList,
  isOpen,
  modeName,
  severityCounts,
  sureness,
} from '../phrases.ts';
import { bytes, count, counted, dateTime, duration, percent } from '../quantities.ts';
import { code, codeBlock, inline } from './escape.ts';
import { andMore, more, table } from './table.ts';

/** Title and the captures it is about. */
export function title(analysis: Analysis, top: number): string[] {
  const { verdict, inputs, capture, findings } = analysis;
  const filter = filterText(analysis);
  const when = capture.first === null ? '' : ` in ${duration(capture.durationSeconds)} from ${dateTime(capture.first)}`;
  return [
    `# Network capture: ${inline(modeName(verdict))}, ${findings.length ? severityCounts(findings) : 'no findings'}`,
    '',
    ...inputs.slice(0, top).map(inputLine),
    ...(inputs.length > top ? [`- … and ${count(inputs.length - top)} more`] : []),
    `- ${counted(capture.frames, 'packet')}${when}, ${bytes(capture.bytesOriginal)} on the wire`,
    ...(filter === null ? [] : [`- only packets that match \`--filter\`: ${code(filter)}`]),
  ];
}

function inputLine({ path, format, compression, bytes: size, interfaces, complete }: Input): string {
  const names = interfaces.flatMap(({ name }) => (name === null ? [] : code(name)));
  const packed = compression === 'none' ? format : `${format}, ${compression}`;
  const on = names.length ? `, on ${names.join(', ')}` : '';
  return `- ${code(path)} (${packed}, ${bytes(size)}${on})${complete ? '' : ' **incomplete**, see notes'}`;
}

/** The verdict section. */
export function verdictSection({ verdict, inputs }: Analysis, facts: number): string[] {
  const { summary, evidence, next } = verdict;
  return [
    '',
    '## Verdict',
    '',
    `**${inline(modeName(verdict))}**, ${sureness(verdict)}. ${inline(summary)}`,
    ...open(verdict),
    ...table(
      [{ right: 'Decibans' }, 'Evidence', 'For', 'Frames'],
      evidence.slice(0, facts).map((row) => evidenceRow(row, fileNames(inputs))),
    ),
    ...more(Math.min(facts, evidence.length), evidence.length, '--max-bytes N'),
    ...others(verdict, facts),
    ...vantage(verdict, facts),
    ...(next === null ? [] : nextLines(next)),
  ];
}

/** What to do, where and why. */
export function nextLines({ where, command, why }: Next): string[] {
  const what = ['', `**Next:** ${inline(where)}: ${inline(why)}`];
  return command ? [...what, '', ...codeBlock('sh', [command])] : what;
}

function open(verdict: Verdict): string[] {
  if (!isOpen(verdict)) return [];
  const [first, second] = verdict.candidates.map((candidate) => inline(modeName(candidate)));
  return ['', `**Not decided:** this capture alone cannot tell ${first} from ${second}.`];
}

function evidenceRow({ decibans, statement, supports, ...shown }: SignalEvidence, fileOf: FileOf): string[] {
  const sign = decibans < 0 ? '−' : '+';
  const about = decibans < 0 ? `against ${inline(supports)}` : inline(supports);
  return [
    `${sign}${Math.abs(Math.round(decibans))}`,
    inline(statement),
    about,
    inline(frameList(shown, fileOf).replace(/^frames? /, '')),
  ];
}

function others({ candidates }: Verdict, facts: number): string[] {
  const rest = candidates.slice(1);
  const named = rest
    .slice(0, facts)
    .map((candidate) => `${inline(modeName(candidate))} ${percent(candidate.probability)}`);
  return named.length ? ['', `Other answers: ${named.join(', ')}${andMore(named, rest)}.`] : [];
}

function vantage({ vantage: place }: Verdict, facts: number): string[] {
  if (place === null) return [];
  const reasons = place.evidence.slice(0, facts).map(inline);
  const why = reasons.length ? `: ${reasons.join('; ')}${andMore(reasons, place.evidence)}` : '';
  return ['', `Taken at: ${inline(place.id)} (${percent(place.confidence)})${why}.`];
}
