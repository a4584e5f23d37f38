import { expect, it } from 'vitest';
import { ExitCode, exitCodeOf, firstThatHolds } from '../../src/cli/exit-code.ts';
import type { Severity } from '../../src/report/analysis.ts';

const GOOD = { damage: [] };
const DAMAGED = { damage: [{}] };
const found = (...severities: Severity[]): { severity: Severity }[] => severities.map((severity) => ({ severity }));

it('gives the first that holds of interrupted, findings, damaged', () => {
  const all = { findings: found('critical'), inputs: [DAMAGED] };
  expect(exitCodeOf(all, true, 'info')).toBe(ExitCode.Interrupted);
  expect(exitCodeOf(all, false, 'info')).toBe(ExitCode.Findings);
  expect(exitCodeOf(all, false, null)).toBe(ExitCode.Damaged);
  expect(exitCodeOf({ ...all, inputs: [GOOD] }, false, null)).toBe(ExitCode.Done);
});

it.each<[Severity, Severity, number]>([
  ['warning', 'info', 1],
  ['warning', 'warning', 1],
  ['warning', 'error', 0],
  ['error', 'critical', 0],
  ['critical', 'critical', 1],
])('with the worst %s and --fail-on %s gives %i', (worst, failOn, code) => {
  expect(exitCodeOf({ findings: found('info', worst), inputs: [GOOD] }, false, failOn)).toBe(code);
});

it('looks at every input for damage', () => {
  expect(exitCodeOf({ findings: [], inputs: [GOOD, DAMAGED] }, false, null)).toBe(ExitCode.Damaged);
});

it('orders codes as the contract does: 2, 3, 130, 1, 4', () => {
  const order = [ExitCode.Usage, ExitCode.Unreadable, ExitCode.Interrupted, ExitCode.Findings, ExitCode.Damaged];
  expect(order).toEqual([2, 3, 130, 1, 4]);
  for (const [i, code] of order.entries())
    expect(firstThatHolds(...order.slice(i).reverse(), ExitCode.Done)).toBe(code);
  expect(firstThatHolds(ExitCode.Done, ExitCode.Done)).toBe(0);
});
