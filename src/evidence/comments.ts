/** What an evidence file says of itself and of each of its packets. */
import { printable } from '../base/printable.ts';
import type { Finding } from '../report/analysis.ts';
import { measured } from '../report/phrases.ts';

/** Summaries and filters are sentences and expressions of our own; only names in them come from elsewhere. */
const MAX_SENTENCE = 1000;

type Fact = Finding['evidence'][number];

/** The section's comment: what was found, and how to see the rest of it. */
export function aboutFinding(finding: Finding): string {
  const { id, severity, subject, summary, names, displayFilter } = finding;
  return [
    `netsight finding ${id} (${severity}): ${printable(subject)}`,
    printable(summary, MAX_SENTENCE),
    ...names.map(({ address, name }) => `${printable(address)} is ${printable(name)}`),
    ...(displayFilter === '' ? [] : [`display filter for all its packets: ${printable(displayFilter, MAX_SENTENCE)}`]),
    `what it means and what to do: netsight explain ${id}`,
  ].join('\n');
}

/** A packet's comment: the fact that it shows, and where it stood. */
export function aboutFrame({ id }: Finding, fact: Fact, { frame, path }: { frame: number; path: string }): string {
  const shown = printable(`${id}: ${fact.fact}: ${measured(fact)}`, MAX_SENTENCE);
  return `${shown} (frame ${frame} of ${printable(path)})`;
}
