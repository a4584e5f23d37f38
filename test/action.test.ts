/** The GitHub Action: its script run by bash with stand-ins for npx and node that print their arguments. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { program } from '../src/cli/program.ts';

const action = parse(readFileSync('action.yml', 'utf8'));
const script = action.runs.steps.find((step: { name?: string }) => step.name === 'netsight check');
const build = action.runs.steps.find((step: { name?: string }) => step.name === 'build netsight');
const folder = mkdtempSync(join(tmpdir(), 'netsight-action-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
for (const name of ['npx', 'node', 'npm']) {
  writeFileSync(join(folder, name), `#!/bin/bash\nprintf "%s\\n" ${name} "$@"\n`);
  chmodSync(join(folder, name), 0o755);
}
for (const name of ['one.pcap', 'two words.pcap']) writeFileSync(join(folder, name), '');

function argumentsFor(inputs: Record<string, string>): string[] {
  const env: Record<string, string> = { PATH: `${folder}${delimiter}${process.env.PATH}` };
  for (const [name, expression] of Object.entries<string>(script.env)) {
    const [, input] = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(expression) ?? [];
    env[name] = input === undefined ? '/action' : (inputs[input] ?? action.inputs[input].default);
  }
  return spawnSync('bash', ['-c', script.run], { cwd: folder, encoding: 'utf8', env }).stdout.trimEnd().split('\n');
}

it('runs the command with what is given', () => {
  expect(argumentsFor({ captures: '*.pcap', expect: 'n.yaml', sarif: 'out.sarif' })).toEqual([
    ...['node', '/action/dist/netsight.js', 'check', '--format', 'github', '--fail-on', 'error'],
    ...['--expect', 'n.yaml', '--format', 'sarif=out.sarif', '--', 'one.pcap', 'two words.pcap'],
  ]);
});

it('takes a version from npm where one is named', () => {
  const given = argumentsFor({ captures: 'one.pcap', version: '1.2.3' });
  expect(given.slice(0, 4)).toEqual(['npx', '--yes', 'netsight@1.2.3', 'check']);
});

it('builds what it is part of, once, and only where no version is named', () => {
  expect(build.if).toContain("inputs.version == ''");
  const run = (): string => {
    const env = { PATH: `${folder}${delimiter}${process.env.PATH}`, SOURCE: folder };
    return spawnSync('bash', ['-e', '-c', build.run], { encoding: 'utf8', env }).stdout;
  };
  expect(run()).toBe('npm\nci\n--ignore-scripts\n--no-audit\n--no-fund\nnpm\nrun\nbuild\n');
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist', 'netsight.js'), '');
  expect(run()).toBe('');
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
