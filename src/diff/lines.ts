/** The changes of a comparison as signs and texts, which the formats for people share. */
import { count, duration, percent } from '../report/quantities.ts';
import type { Difference, Moved, SectionChanges } from './difference.ts';

/** One change: + appeared, - vanished, ~ moved. */
export interface Change {
  sign: '+' | '-' | '~';
  text: string;
}

/** What became of the verdict and of the totals. */
export const valueLines = ({ verdict, values }: Difference): Change[] => [...verdict, ...values].map(movedLine);

/** 2 appeared, 1 vanished, 3 moved, 12 the same */
export function figures({ appeared, vanished, moved, same }: SectionChanges): string {
  const parts: [number, string][] = [
    [appeared.count, 'appeared'],
    [vanished.count, 'vanished'],
    [moved.count, 'moved'],
    [same, 'the same'],
  ];
  return parts
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${count(number)} ${word}`)
    .join(', ');
}

/** The listed changes of a section, and a line for those that are not. */
export function sectionLines({ appeared, vanished, moved }: SectionChanges): Change[] {
  return [
    ...appeared.list.map(({ label }): Change => ({ sign: '+', text: label })),
    ...more('+', appeared),
    ...vanished.list.map(({ label }): Change => ({ sign: '-', text: label })),
    ...more('-', vanished),
    ...moved.list.map(movedLine),
    ...more('~', moved),
  ];
}

function more(sign: Change['sign'], { count: all, list }: { count: number; list: readonly unknown[] }): Change[] {
  return all > list.length ? [{ sign, text: `${count(all - list.length)} more (--top N)` }] : [];
}

function movedLine({ label, before, after }: Moved): Change {
  const text = textOf(label);
  return { sign: '~', text: `${label}: ${shown(before, text)} → ${shown(after, text)}` };
}

const shown = (value: Moved['before'], text: (value: number) => string): string =>
  typeof value === 'number' ? text(value) : String(value);

/** How the number behind a label is written. */
function textOf(label: string): (value: number) => string {
  if (/ratio$|^confidence$/.test(label)) return percent;
  return label.endsWith('Seconds') ? duration : count;
}
