import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { program } from '../../src/cli/program.ts';
import { userConfigPath } from '../../src/cli/settings/config-file.ts';
import { keyOf, settableInFile } from '../../src/cli/settings/option-key.ts';
import { template } from '../../src/cli/settings/template.ts';
import { FOLDER, netsight, put, SMALL } from './netsight.ts';

put('small.pcap', SMALL);
const text = (content: string): Uint8Array => new TextEncoder().encode(content);

/** How many packets and flows a report of the small capture has, after these settings. */
function analyzed(args: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = netsight(['analyze', 'small.pcap', '-f', 'json', ...args], { env });
  expect([status, stderr]).toEqual([0, '']);
  const { capture, flows } = JSON.parse(stdout);
  return [capture.frames, flows.top.length];
}

it('goes by flags first, then the environment, then the file, and there by the command first', () => {
  put('tcp.yaml', text('filter: tcp\n'));
  put('udp.yaml', text('filter: tcp\nanalyze:\n  filter: udp\n  top: 0\n'));
  const env = { NETSIGHT_FILTER: 'arp' };
  expect(analyzed([])).toEqual([3, 2]);
  expect(analyzed(['--config', 'tcp.yaml'])).toEqual([1, 1]);
  expect(analyzed(['--config', 'udp.yaml'])).toEqual([1, 0]);
  expect(analyzed(['--config', 'udp.yaml'], env)).toEqual([1, 0]);
  expect(analyzed(['--config', 'tcp.yaml'], env)).toEqual([1, 0]);
  expect(analyzed(['--config', 'tcp.yaml', '--filter', 'tcp or udp'], env)).toEqual([2, 2]);
});

it('finds the file of this user, which --no-config leaves out', () => {
  mkdirSync(join(FOLDER, 'conf', 'netsight'), { recursive: true });
  writeFileSync(join(FOLDER, 'conf', 'netsight', 'config.yaml'), 'filter: tcp\n');
  const env = { XDG_CONFIG_HOME: join(FOLDER, 'conf') };
  expect(analyzed([], env)).toEqual([1, 1]);
  expect(analyzed(['--no-config'], env)).toEqual([3, 2]);
  put('none.yaml', text('# nothing\n'));
  expect(analyzed([], { ...env, NETSIGHT_CONFIG: 'none.yaml' })).toEqual([3, 2]);
});

it('takes nothing from the folder it works in', () => {
  for (const name of ['.netsight.yaml', 'netsight.yaml', 'config.yaml'])
    put(name, text('filter: tcp\nfail-on: info\n'));
  expect(analyzed([])).toEqual([3, 2]);
});

it('reads lists, switches and numbers as they are written', () => {
  put(
    'many.yaml',
    text('port-vxlan: [4790, 4791]\nprogress: false\nquiet: yes\nformat:\n  - json\n  - markdown=out.md\n'),
  );
  const { status, stdout } = netsight(['analyze', 'small.pcap', '--config', 'many.yaml']);
  expect([status, JSON.parse(stdout).capture.frames]).toEqual([0, 3]);
  const listed = netsight(['analyze', 'small.pcap'], { env: { NETSIGHT_FORMAT: 'json,markdown=env.md' } });
  expect([listed.status, JSON.parse(listed.stdout).capture.frames]).toEqual([0, 3]);
});

it.each([
  ['top: 3\nfromat: json\n', "bad.yaml:2: a file can set no option 'fromat', did you mean 'format'?"],
  ['anlyze:\n  top: 3\n', "bad.yaml:1: a file can set no command 'anlyze', did you mean 'analyze'?"],
  ['flows:\n  top: 3\n', "bad.yaml:2: a file can set no option of flows 'top'"],
  ['output: /etc/passwd\n', "bad.yaml:1: a file can set no option 'output'"],
  ['evidence: here\n', "bad.yaml:1: a file can set no option 'evidence'"],
  ['config: other.yaml\n', "bad.yaml:1: a file can set no option 'config'"],
  ['__proto__: 1\n', "bad.yaml:1: a file can set no option '__proto__'"],
  ['# a\n\ntop: many\n', 'bad.yaml:3: --top takes a whole number'],
  [
    'fail-on: eror\n',
    "bad.yaml:1: --fail-on takes info, warning, error or critical, not 'eror', did you mean 'error'?",
  ],
  ['quiet: perhaps\n', "bad.yaml:1: quiet takes true or false, not 'perhaps'"],
  ['top: [1, 2]\n', 'bad.yaml:1: top takes one value'],
  ['top: { a: 1 }\n', "bad.yaml:1: a file can set no command 'top'"],
  ['a: &a [x]\nformat: *a\n', 'bad.yaml:2: format wants a value'],
  ['top: 1\ntop: 2\n', 'bad.yaml:2: '],
  ['- top\n', 'bad.yaml:1: options are written as name: value'],
  ['top: [\n', 'bad.yaml:'],
  ['top: "\\e[31m"\n', "not '\\x1b[31m'"],
  ['['.repeat(50_000), 'bad.yaml:1: nested too deep'],
  [' '.repeat(70_000), 'larger than 64 KiB'],
])('answers 2 to a file %j', (content, message) => {
  put('bad.yaml', text(content));
  const { status, stdout, stderr } = netsight(['analyze', 'small.pcap', '--config', 'bad.yaml']);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
  expect(stderr).toMatch(/^netsight: [^\n]*\n$/);
});

it('lets settings be that a run has no use for, which as flags are mistakes', () => {
  put('idle.yaml', text('max-bytes: 2000\ntable: findings\nkey: no-such-key\n'));
  expect(analyzed(['--config', 'idle.yaml'])).toEqual([3, 2]);
  const env = {
    NETSIGHT_MAX_BYTES: '2000',
    NETSIGHT_TABLE: 'findings',
    NETSIGHT_KEY: 'no-such-key',
    NETSIGHT_OPEN: 'true',
  };
  expect(analyzed([], env)).toEqual([3, 2]);
  expect(netsight(['flows', 'small.pcap', '--config', 'idle.yaml'])).toMatchObject({ status: 0, stderr: '' });
  expect(existsSync(join(FOLDER, 'no-such-key'))).toBe(false);
  for (const flag of [['--max-bytes', '2000'], ['--table', 'findings'], ['--key', 'no-such-key'], ['--open']])
    expect(netsight(['analyze', 'small.pcap', '-f', 'json', ...flag]).status).toBe(2);
});

it('heeds them where they are of use', () => {
  put('table.yaml', text('table: findings\n'));
  const { stdout } = netsight(['analyze', 'small.pcap', '-f', 'csv', '--config', 'table.yaml']);
  expect(stdout).toMatch(/^id,severity,/);
  const all = netsight(['analyze', 'small.pcap', '-f', 'csv=tables/', '--config', 'table.yaml']);
  expect([all.status, existsSync(join(FOLDER, 'tables', 'flows.csv'))]).toEqual([0, true]);
});

it.each([
  [['--config', 'missing.yaml'], {}, 'cannot read the options in missing.yaml'],
  [['--config', '.'], {}, 'it is no file'],
  [[], { NETSIGHT_TOP: 'x' }, "NETSIGHT_TOP: --top takes a whole number from 0 up, not 'x'"],
  [[], { NETSIGHT_QUIET: 'x' }, "NETSIGHT_QUIET: quiet takes true or false, not 'x'"],
])('answers 2 to %j with %j', (args, env, message) => {
  const { status, stderr } = netsight(['analyze', 'small.pcap', ...args], { env });
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});

it('prints a template that is a file of options, with every option a file can set', () => {
  const root = program();
  const lines = [...template(root, '/x')].join('');
  put('template.yaml', text(lines));
  expect(analyzed(['--config', 'template.yaml'])).toEqual([3, 2]);
  for (const command of root.commands) {
    const keys = settableInFile(command).map(keyOf);
    const section = lines.split(`\n#${command.name()}:\n`)[1]?.split('\n\n')[0] ?? '';
    expect(Array.from(section.matchAll(/^# {2}([\w-]+): /gm), ([, key]) => key)).toEqual(keys);
  }
});

it('offers no variable for the switch that is a program as a variable', () => {
  const lines = [...template(program(), null)].join('');
  expect(lines).toContain('pager: true');
  expect(lines).not.toContain('(NETSIGHT_PAGER)');
  expect(lines).toContain('(NETSIGHT_QUIET)');
});

it.skipIf(process.platform === 'win32').each<[NodeJS.ProcessEnv, string | null]>([
  [{ HOME: '/home/a' }, '/home/a/.config/netsight/config.yaml'],
  [{ HOME: '/home/a', XDG_CONFIG_HOME: '/c' }, '/c/netsight/config.yaml'],
  [{ HOME: '/home/a', XDG_CONFIG_HOME: 'c' }, '/home/a/.config/netsight/config.yaml'],
  [{}, null],
])('with %j the file is %s', (env, path) => expect(userConfigPath(env)).toBe(path));
