/** Completion as the shells themselves give it; a shell that is not installed is passed over. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FOLDER, netsight } from './netsight.ts';

const has = (shell: string): boolean => {
  const there = spawnSync(shell, ['-c', 'true']).status === 0;
  if (!there) console.warn(`${shell} is not installed: its completion is not tried`);
  return there;
};

/** Where the script of a shell lies. */
function script(shell: string): string {
  const { status, stdout, stderr } = netsight(['completion', shell]);
  expect([status, stderr]).toEqual([0, '']);
  const path = join(FOLDER, `netsight.${shell}`);
  writeFileSync(path, stdout);
  return path;
}

/** What a shell says to a program text; it may say nothing on standard error. */
function said(shell: string, ...args: string[]): string[] {
  const { stdout, stderr } = spawnSync(shell, args, { encoding: 'utf8', cwd: FOLDER, timeout: 30_000 });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

const CASES: [typed: string, offered: string[]][] = [
  ['ana', ['analyze']],
  ['explain duplicate-', ['duplicate-ip', 'duplicate-mac', 'duplicate-packets']],
  ['explain ipvlan/', ['ipvlan/l2', 'ipvlan/l3', 'ipvlan/l3s']],
  ['analyze --fail-on c', ['critical']],
  ['analyze x.pcap -f mark', ['markdown']],
  ['flows --format n', ['ndjson']],
  ['analyze --port', ['--port-vxlan']],
  ['completion f', ['fish']],
];

describe.skipIf(!has('bash'))('bash', () => {
  const complete = (typed: string): string[] => {
    const words = ['netsight', ...typed.split(' ')];
    const program = `source "$1"; shift; COMP_WORDS=("$@") COMP_CWORD=${words.length - 1}; _netsight; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return said('bash', '-c', program, '-', script('bash'), ...words);
  };
  it.each(CASES)('completes %s', (typed, offered) => expect(complete(typed)).toEqual(offered));
  it('completes behind an equals sign, which bash makes a word', () =>
    expect(complete('analyze --fail-on = w')).toEqual(['warning']));
  it('leaves files to bash', () => {
    expect(complete('analyze -o re')).toEqual([]);
    const path = script('bash');
    expect(said('bash', '-c', `source ${path}; complete -p netsight`)[0]).toContain('-o default');
  });
});

describe.skipIf(!has('fish'))('fish', () => {
  const complete = (typed: string): string[] =>
    said('fish', '--no-config', '-c', `source ${script('fish')}; complete -C 'netsight ${typed}'`).map(
      (line) => line.split('\t')[0],
    );
  it.each(CASES)('completes %s', (typed, offered) => expect(complete(typed).sort()).toEqual(offered));
  it('says what a command does', () =>
    expect(said('fish', '--no-config', '-c', `source ${script('fish')}; complete -C 'netsight insp'`)).toEqual([
      'inspect\tpackets decoded header by header',
    ]));
});

/** What zsh makes of keys at a terminal of its own, until it shows the text. */
const ZSH = `
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1='' PS2=''; autoload -Uz compinit; compinit -u -D; source $1; print REA''DY"
zpty -r shell seen '*READY*'
zpty -w -n shell "netsight $2"$'\\t'
zpty -r shell seen "*$3*" && print -r -- $3
zpty -d shell
`;

describe.skipIf(!has('zsh'))('zsh', () => {
  it.each(CASES.filter(([, offered]) => offered.length === 1))('completes %s', (typed, [offered]) =>
    expect(said('zsh', '-f', '-c', ZSH, '-', script('zsh'), typed, offered)).toEqual([offered]),
  );
});

it('refuses a shell it does not know, with the one that was meant', () => {
  const { status, stderr } = netsight(['completion', 'bahs']);
  expect([status, stderr]).toEqual([
    2,
    "netsight: completion takes bash, zsh or fish, not 'bahs', did you mean 'bash'?\n",
  ]);
});
