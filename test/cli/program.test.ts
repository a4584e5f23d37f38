import { expect, it } from 'vitest';
import { program } from '../../src/cli/program.ts';
import { netsight } from './netsight.ts';

it('knows its commands', () => {
  expect(program().commands.map((command) => command.name())).toEqual(
    expect.arrayContaining(['analyze', 'flows', 'inspect']),
  );
});

it('throws what commander finds wrong, instead of ending the process', async () => {
  const quiet = program();
  for (const command of [quiet, ...quiet.commands])
    command.configureOutput({ writeErr: () => {}, outputError: () => {} });
  await expect(quiet.parseAsync(['analyze'], { from: 'user' })).rejects.toMatchObject({
    code: 'commander.missingArgument',
  });
});

it.each([
  ['--help', 'Examples:'],
  ['--version', '0.0.0-source'],
])('answers %s on standard output with 0', (option, text) => {
  const { status, stdout, stderr } = netsight([option]);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain(text);
});

it.each([[[]], [['frobnicate']], [['--frobnicate']]])('answers 2 for %j, with a word on standard error', (args) => {
  const { status, stdout, stderr } = netsight(args);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).not.toBe('');
});
