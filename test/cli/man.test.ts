import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { program } from '../../src/cli/program.ts';
import { netsight } from './netsight.ts';

const PAGE = netsight(['man']).stdout;
const has = (command: string): boolean => {
  const there = spawnSync(command, ['--version']).status === 0;
  if (!there) console.warn(`${command} is not installed: the manual is not formatted`);
  return there;
};

it('has every command and every option, with its hyphens as they are typed', () => {
  for (const command of program().commands) {
    if (command.name() === 'man') continue;
    expect(PAGE).toContain(`.SS "netsight ${command.name()}`);
    for (const { long } of command.options) expect(PAGE).toContain(`\\fB${long?.replaceAll('-', '\\-')}\\fR`);
  }
});

it('has no line that roff takes for a request of its own', () => {
  const requests = PAGE.split('\n').filter((line) => /^[.']/.test(line));
  expect(new Set(requests.map((line) => line.split(' ')[0]))).toEqual(
    new Set(['.TH', '.SH', '.SS', '.TP', '.B', '.I']),
  );
});

it.skipIf(!has('groff'))('is formatted without a warning', () => {
  // One long page, as on a terminal: the end of a sheet may fall anywhere.
  const options = ['-man', '-rcR=1', '-Tutf8', '-ww', '-P-cbou'];
  const { status, stdout, stderr } = spawnSync('groff', options, { input: PAGE, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain("netsight analyze node.pcap --filter 'inner host 10.244.1.2'");
  expect(stdout).toMatch(/--fail-on severity\n\s+exit\s+with\s+1/);
});
