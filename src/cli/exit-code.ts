/** Exit codes of the contract, and which one is given when several apply. */
import type { Finding, Severity } from '../report/analysis.ts';

export const ExitCode = {
  Done: 0,
  /** Findings at or above --fail-on, or a failed expectation. */
  Findings: 1,
  Usage: 2,
  Unreadable: 3,
  Damaged: 4,
  /** A bug: EX_SOFTWARE of sysexits.h. */
  Internal: 70,
  Interrupted: 130,
} as const;

/** "When several apply, the first that holds": the order of the contract. */
const PRECEDENCE: readonly number[] = [
  ExitCode.Usage,
  ExitCode.Unreadable,
  ExitCode.Interrupted,
  ExitCode.Findings,
  ExitCode.Damaged,
];

/** From mild to severe. */
export const SEVERITIES: readonly Severity[] = ['info', 'warning', 'error', 'critical'];

/** The exit code of a finished analysis: interrupted before findings before damage. */
export function exitCodeOf(
  { findings, inputs }: { findings: Pick<Finding, 'severity'>[]; inputs: readonly { damage: readonly unknown[] }[] },
  interrupted: boolean,
  failOn: Severity | null,
): number {
  if (interrupted) return ExitCode.Interrupted;
  const level = failOn === null ? Number.POSITIVE_INFINITY : SEVERITIES.indexOf(failOn);
  if (findings.some(({ severity }) => SEVERITIES.indexOf(severity) >= level)) return ExitCode.Findings;
  return inputs.every(({ damage }) => damage.length === 0) ? ExitCode.Done : ExitCode.Damaged;
}

/** Of several exit codes the one that is given. */
export const firstThatHolds = (...codes: readonly number[]): number =>
  PRECEDENCE.find((code) => codes.includes(code)) ?? ExitCode.Done;
