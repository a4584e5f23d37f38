import { expect, it } from 'vitest';
import { EXAMPLES } from '../../src/cli/examples.ts';
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

it('shows for every command, before all else, examples whose options it has', () => {
  for (const command of program().commands.filter((entry) => entry.name() !== 'man')) {
    const { stdout } = netsight([command.name(), '--help']);
    expect(stdout).toMatch(/^Examples:\n {2}\S/);
    const options = command.options.flatMap(({ short, long }) => [short, long]);
    for (const [line] of EXAMPLES[command.name()]) {
      const [, own = ''] = line.split('netsight ');
      for (const [option] of own.split(' | ')[0].matchAll(/(?<= )--?[a-z][\w-]*/g)) expect(options).toContain(option);
    }
  }
});

it.each([
  [['anlyze', 'x'], "did you mean 'analyze'?"],
  [['analyze', 'x', '--fromat', 'json'], 'Did you mean --format?'],
  [['analyze', 'x', '--format', 'jsn'], "did you mean 'json'?"],
  [['flows', 'x', '--format', 'nsjson'], "did you mean 'ndjson'?"],
  [['analyze', 'x', '--fail-on', 'eror'], "did you mean 'error'?"],
  [['analyze', 'x', '--color', 'nevr'], "did you mean 'never'?"],
  [['explain', 'duplicate-pi'], "did you mean 'duplicate-ip'?"],
])('answers 2 for %j and says: %s', (args, hint) => {
  const { status, stdout, stderr } = netsight(args);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(hint);
});

it('repeats what was typed without its control characters', () => {
  const { status, stderr } = netsight(['analyze', '--\u001b]0;x\u0007']);
  expect(status).toBe(2);
  expect(stderr).toContain('\\x1b]0;x\\x07');
  expect(stderr).not.toContain('\u001b');
});
