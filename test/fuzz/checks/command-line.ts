/** What the command line promises for the bytes of any capture: an exit code of the contract, a message when it is not 0, and the same report however it is asked. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { expectThat } from './fault.ts';
import { expectHarmless } from './hygiene.ts';

const EXIT_CODES = [0, 3, 4];
const TIMEOUT_MS = 60_000;
const STACK = /^ {4}at |node:internal/m;

interface Said {
  status: number | null;
  report: string;
}

/** Throws when file, standard input and numbers of workers do not agree. */
export function checkCommandLine(path: string, program: string): void {
  const file = say(program, ['--workers', '1', path]);
  expectSame('--workers 3', say(program, ['--workers', '3', path]), file);
  const input = openSync(path, 'r');
  try {
    expectSame('standard input', say(program, ['-'], input), file);
  } finally {
    closeSync(input);
  }
}

function say(program: string, args: string[], input: number | 'ignore' = 'ignore'): Said {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'analyze', '--format', 'json', ...args], {
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
    stdio: [input, 'pipe', 'pipe'],
    maxBuffer: 2 ** 28,
  });
  expectThat(EXIT_CODES.includes(status ?? -1), `exit code ${status}`, () => stderr);
  expectThat(!STACK.test(stderr), 'a stack trace on standard error', () => stderr);
  expectThat(status === 0 || stderr !== '', `exit code ${status} without a message`);
  expectHarmless('standard error', stderr);
  return { status, report: stdout };
}

function expectSame(what: string, got: Said, want: Said): void {
  expectThat(got.status === want.status, `${what} changes the exit code`, () => `${got.status}, not ${want.status}`);
  const [one, two] = [got, want].map(({ report }) => withoutNames(report));
  expectThat(one === two, `${what} changes the report`, () => `${one.length} characters, not ${two.length}`);
}

/** A report without the names of its inputs, which stand in findings of the capture too. */
function withoutNames(report: string): string {
  if (report === '') return '';
  const { inputs, findings, ...rest } = JSON.parse(report);
  const unnamed = inputs.map((input: object) => ({ ...input, path: '', damage: [] }));
  const kinds = findings.map(({ id, count, severity }: Record<string, unknown>) => ({ id, count, severity }));
  return JSON.stringify({ ...rest, inputs: unnamed, findings: kinds });
}
