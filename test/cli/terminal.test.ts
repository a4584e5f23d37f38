import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useColor, useUnicode } from '../../src/cli/terminal.ts';
import { netsight, put, SMALL } from './netsight.ts';

beforeEach(() => {
  for (const name of ['NO_COLOR', 'FORCE_COLOR', 'LC_ALL', 'LC_CTYPE', 'LANG']) vi.stubEnv(name, undefined);
  vi.stubEnv('TERM', 'xterm');
});
afterEach(() => vi.unstubAllEnvs());

it.each<[Record<string, string>, boolean, boolean]>([
  [{}, true, true],
  [{}, false, false],
  [{ NO_COLOR: '1' }, true, false],
  [{ NO_COLOR: '' }, true, true],
  [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
  [{ FORCE_COLOR: '1' }, false, true],
  [{ FORCE_COLOR: '0' }, false, false],
  [{ TERM: 'dumb' }, true, false],
])('with %j and a terminal: %s, colours: %s', (env, toTerminal, expected) => {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  expect(useColor('auto', toTerminal)).toBe(expected);
});

it('obeys --color before everything else', () => {
  vi.stubEnv('NO_COLOR', '1');
  expect(useColor('always', false)).toBe(true);
  vi.stubEnv('NO_COLOR', '');
  vi.stubEnv('FORCE_COLOR', '1');
  expect(useColor('never', true)).toBe(false);
});

it.each<[Record<string, string>, boolean]>([
  [{}, false],
  [{ LANG: 'en_US.UTF-8' }, true],
  [{ LANG: 'de_DE.utf8' }, true],
  [{ LANG: 'en_US.UTF-8', LC_ALL: 'C' }, false],
  [{ LANG: 'C', LC_CTYPE: 'C.UTF-8' }, true],
  [{ LANG: 'en_US.UTF-8', LC_ALL: '' }, true],
])('with %j, UTF-8: %s', (env, expected) => {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  expect(useUnicode()).toBe(expected);
});

it('colours a pipe only when it is told to, and writes ASCII where the locale wants it', () => {
  put('small.pcap', SMALL);
  const table = (env: Record<string, string>, ...args: string[]): string =>
    netsight(['analyze', 'small.pcap', ...args], { env }).stdout;
  expect(table({})).not.toContain('\u001b[');
  expect(table({ FORCE_COLOR: '1' })).toContain('\u001b[');
  expect(table({ FORCE_COLOR: '1', NO_COLOR: '1' })).not.toContain('\u001b[');
  expect(table({}, '--color', 'always')).toContain('\u001b[');
  expect(table({ LANG: 'C' })).toMatch(/^[\n\x20-\x7e]*$/);
});
