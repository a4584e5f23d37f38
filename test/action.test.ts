/** The GitHub Action: its script run by bash with a stand-in for npx that prints its arguments. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { program } from '../src/cli/program.ts';

const action = parse(readFileSync('action.yml', 'utf8'));
const script = action.runs.steps.find((step: { shell?: string }) => step.shell === 'bash');
const folder = mkdtempSync(join(tmpdir(), 'netsight-action-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'npx'), '#!/bin/bash\nprintf "%s\\n" "$@"\n');
chmodSync(join(folder, 'npx'), 0o755);
for (const name of ['one.pcap', 'two words.pcap']) writeFileSync(join(folder, name), '');

function argumentsFor(inputs: Record<string, string>): string[] {
  const env: Record<string, string> = { PATH: `${folder}${delimiter}${process.env.PATH}` };
  for (const [name, expression] of Object.entries<string>(script.env)) {
    const [, input] = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(expression) ?? [];
    env[name] = inputs[input] ?? action.inputs[input].default;
  }
  return spawnSync('bash', ['-c', script.run], { cwd: folder, encoding: 'utf8', env }).stdout.trimEnd().split('\n');
}

it('runs the command with what is given', () => {
  expect(argumentsFor({ captures: '*.pcap', expect: 'n.yaml', sarif: 'out.sarif' })).toEqual([
    ...['--yes', 'netsight@latest', 'check', '--format', 'github', '--fail-on', 'error'],
    ...['--expect', 'n.yaml', '--format', 'sarif=out.sarif', '--', 'one.pcap', 'two words.pcap'],
  ]);
});

it('takes no input for a command', () => {
  const hostile = '$(touch pwned); `touch pwned`';
  const given = argumentsFor({ captures: 'one.pcap', expect: hostile, version: hostile });
  expect(given).toContain(hostile);
  expect(script.run).not.toContain('${{');
});

it('uses options that the command has', () => {
  const check = program().commands.find((command) => command.name() === 'check');
  const known = check?.options.map(({ long }) => long) ?? [];
  for (const [option] of script.run.matchAll(/--(?!yes)[a-z][a-z-]+/g)) expect(known).toContain(option);
});
