/** Findings as a table; their evidence as sentences. */
import type { Finding } from '../analysis.ts';
import { bySeverity, measured } from '../phrases.ts';
import type { Table } from './table.ts';

export const findings: Table<Finding> = {
  columns: [
    ['id', 'text', ({ id }) => id],
    ['severity', 'text', ({ severity }) => severity],
    ['subject', 'text', ({ subject }) => subject],
    ['summary', 'text', ({ summary }) => summary],
    ['count', 'count', ({ count }) => count],
    ['first', 'time', ({ first }) => first],
    ['last', 'time', ({ last }) => last],
    ['confidence', 'number', ({ confidence }) => confidence],
    ['evidence', 'texts', ({ evidence }) => evidence.map((fact) => `${fact.fact}: ${measured(fact)}`)],
    ['frames', 'texts', ({ evidence }) => framesOf(evidence)],
    ['displayFilter', 'text', ({ displayFilter }) => displayFilter],
    ['alternatives', 'texts', ({ alternatives }) => alternatives],
    ['names', 'texts', ({ names }) => names.map(({ address, name }) => `${address} ${name}`)],
    ['next_where', 'text', ({ next }) => next.where],
    ['next_command', 'text', ({ next }) => next.command],
    ['next_why', 'text', ({ next }) => next.why],
    ['fingerprint', 'text', ({ fingerprint }) => fingerprint],
  ],
  rows: ({ findings: all }) => bySeverity(all),
};

/** Input and frame, each pair once: 0:17 is frame 17 of the first input. */
function framesOf(evidence: Finding['evidence']): string[] {
  const places = evidence.flatMap(({ input, frames }) => frames.map((frame) => `${input ?? 0}:${frame}`));
  return [...new Set(places)];
}
