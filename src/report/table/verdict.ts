/** The verdict, why it is believed, what else it could be, and what to do to be sure. */
import type { Analysis, SignalEvidence, Verdict } from '../analysis.ts';
import { frameList, isOpen, modeName, sureness } from '../phrases.ts';
import { percent } from '../quantities.ts';
import { command, heading, labelled, paragraph } from '../text/lines.ts';
import type { Page } from '../text/page.ts';
import { wrap } from '../text/width.ts';

const COLUMN = 12;
/** One block is 5 decibans, about a factor of three; 30 and more are a factor of a thousand. */
const DECIBANS_PER_BLOCK = 5;
const MAX_BLOCKS = 6;
const WEIGHT_WIDTH = 4;

/** The verdict section. */
export function verdictSection({ verdict }: Analysis, page: Page): string[] {
  return [
    ...heading('VERDICT', page.dotted([modeName(verdict), sureness(verdict)]), page),
    ...paragraph(verdict.summary, 2, page),
    ...open(verdict, page),
    ...evidenceLines(verdict, page),
    ...others(verdict, page),
    ...vantageLines(verdict, page),
    ...nextLines(verdict, page),
  ];
}

function nextLines({ next }: Verdict, page: Page): string[] {
  if (next === null) return [];
  const where = labelled('next', `${next.where}: ${next.why}`, COLUMN, page);
  return next.command ? [...where, ...command(next.command, COLUMN, page)] : where;
}

function open(verdict: Verdict, page: Page): string[] {
  if (!isOpen(verdict)) return [];
  const [first, second] = verdict.candidates.map(modeName);
  return paragraph(`NOT DECIDED: this capture alone cannot tell ${first} from ${second}.`, 2, page, 'yellow');
}

function evidenceLines({ evidence }: Verdict, page: Page): string[] {
  if (evidence.length === 0) return [];
  const title = paragraph('evidence in decibans: +10 makes an answer ten times likelier', 2, page, 'dim');
  return [...title, ...evidence.flatMap((line) => weighed(line, page))];
}

function weighed({ statement, supports, decibans, ...shown }: SignalEvidence, page: Page): string[] {
  const sign = decibans < 0 ? '-' : '+';
  const weight = `${sign}${Math.abs(Math.round(decibans))}`.padStart(WEIGHT_WIDTH);
  const blocks = Math.min(MAX_BLOCKS, Math.max(1, Math.round(Math.abs(decibans) / DECIBANS_PER_BLOCK)));
  const scale = page.glyphs.bar.repeat(blocks).padEnd(MAX_BLOCKS);
  const about = [`${decibans < 0 ? 'against' : 'for'} ${supports}`, frameList(shown, page.fileOf)]
    .filter(Boolean)
    .join(', ');
  const column = 2 + WEIGHT_WIDTH + 1 + MAX_BLOCKS + 2;
  const [first, ...rest] = wrap(`${statement} (${about})`, page.width - column);
  const ink = decibans < 0 ? 'yellow' : 'green';
  return [`  ${weight} ${page.paint(ink, scale)}  ${first}`, ...rest.map((line) => ' '.repeat(column) + line)];
}

function others({ candidates }: Verdict, page: Page): string[] {
  const named = candidates
    .slice(1, 1 + page.top)
    .map((candidate) => `${modeName(candidate)} ${percent(candidate.probability)}`);
  return named.length ? labelled('or', page.dotted(named), COLUMN, page) : [];
}

function vantageLines({ vantage }: Verdict, page: Page): string[] {
  if (vantage === null) return [];
  const why = vantage.evidence.length ? `: ${vantage.evidence.join('; ')}` : '';
  return labelled('taken at', `${vantage.id} (${percent(vantage.confidence)})${why}`, COLUMN, page);
}
