import { mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { addressesFor } from '../../src/cli/hyperlinks.ts';
import { FOLDER, netsight, put, SMALL } from './netsight.ts';

const TERMINAL = { isTTY: true };
const HOST = hostname() === 'localhost' ? '' : hostname().toLowerCase();
const VARIABLES =
  'FORCE_HYPERLINK NO_COLOR FORCE_COLOR TERM_PROGRAM TERM_PROGRAM_VERSION VTE_VERSION CI NETLIFY WT_SESSION';
/** One that has findings. */
const STORM = resolve('samples/broadcast-storm-pod.pcap');
const file = put('small.pcap', SMALL);

beforeEach(() => {
  for (const name of VARIABLES.split(' ')) vi.stubEnv(name, undefined);
  vi.stubEnv('TERM', 'xterm-256color');
});
afterEach(() => vi.unstubAllEnvs());

const linked = async (env: Record<string, string>, stream = TERMINAL, color: 'auto' | 'always' | 'never' = 'auto') => {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  return (await addressesFor(stream, color))(join(FOLDER, file)) !== null;
};

it.each<[Record<string, string>, boolean]>([
  [{}, false],
  [{ TERM: 'xterm-kitty' }, true],
  [{ VTE_VERSION: '7600' }, true],
  [{ VTE_VERSION: '4601' }, false],
  [{ TERM_PROGRAM: 'WezTerm', TERM_PROGRAM_VERSION: '20240203-110809' }, true],
  [{ TERM: 'xterm-kitty', NO_COLOR: '1' }, false],
  [{ TERM: 'dumb', VTE_VERSION: '7600' }, false],
  [{ TERM: 'xterm-kitty', FORCE_HYPERLINK: '0' }, false],
  [{ FORCE_HYPERLINK: '1' }, true],
])('on a terminal with %j, links: %s', async (env, expected) => expect(await linked(env)).toBe(expected));

it.each<[Record<string, string>, boolean]>([
  [{ TERM: 'xterm-kitty', FORCE_COLOR: '1' }, false],
  [{ NETLIFY: 'true' }, false],
  [{ FORCE_HYPERLINK: '1' }, true],
])('elsewhere with %j, links: %s', async (env, expected) => expect(await linked(env, { isTTY: false })).toBe(expected));

it('obeys --color never before everything else', async () => {
  expect(await linked({ TERM: 'xterm-kitty', FORCE_HYPERLINK: '1' }, TERMINAL, 'never')).toBe(false);
  expect(await linked({ FORCE_HYPERLINK: '', NO_COLOR: '1' }, TERMINAL, 'always')).toBe(true);
});

it('names machine and whole path, and escapes what would end the sequence or mean something in an address', async () => {
  vi.stubEnv('FORCE_HYPERLINK', '1');
  const addressOf = await addressesFor(TERMINAL, 'auto');
  const name = put('a b;c#d?e%41\u001b\\\n\u0007é.pcap', SMALL);
  const folder = FOLDER.split('/').map(encodeURIComponent).join('/');
  expect(addressOf(join(FOLDER, name))).toBe(`file://${HOST}${folder}/a%20b%3Bc%23d%3Fe%2541%1B%5C%0A%07%C3%A9.pcap`);
  expect(addressOf('-')).toBeNull();
  expect(addressOf(join(FOLDER, 'nowhere.pcap'))).toBeNull();
});

it('leaves out addresses that terminals would cut', async () => {
  vi.stubEnv('FORCE_HYPERLINK', '1');
  const addressOf = await addressesFor(TERMINAL, 'auto');
  // Escaped, each letter is six characters long.
  const [shorter, longer] = [2, 4].map((depth) => join(FOLDER, ...Array<string>(depth).fill('é'.repeat(120))));
  mkdirSync(longer, { recursive: true });
  expect(addressOf(shorter)?.length).toBeGreaterThan(1400);
  expect(addressOf(longer)).toBeNull();
});

it('links the capture in analyze, check and diff, and no pseudonym, no file and no other format', () => {
  const out = (...args: string[]): string => netsight(args, { env: { FORCE_HYPERLINK: '1' } }).stdout;
  const link = `\u001b]8;;file://${HOST}${join(FOLDER, file)}\u001b\\${file}\u001b]8;;\u001b\\`;
  expect(out('analyze', file).split('\n')[0]).toContain(`${link} ·`);
  expect(out('check', file)).toContain(`${link}  `);
  expect(out('diff', file, file)).toContain(`- ${link}\n+ ${link}\n`);
  expect(out('analyze', '--anonymize', file)).not.toContain('\u001b');
  expect(out('analyze', file, '--color', 'never')).not.toContain('\u001b');
  expect(out('analyze', file, '--format', 'markdown')).not.toContain('\u001b');
  expect(netsight(['analyze', file]).stdout).not.toContain('\u001b');
});

it('links files that it wrote where it names them, on standard error', () => {
  const env = { FORCE_HYPERLINK: '1' };
  const { stderr } = netsight(['analyze', STORM, '--evidence', 'proof', '--verbose'], { env });
  const place = join(FOLDER, 'proof');
  expect(stderr).toContain(`in \u001b]8;;file://${HOST}${place}\u001b\\proof\u001b]8;;\u001b\\\n`);
  expect(stderr).toMatch(/\]8;;file:[^ ]+\.pcapng\u001b\\l2-loop-/);
  const copied = netsight(['anonymize', file, '-o', 'copy.pcapng', '--verbose'], { env }).stderr;
  expect(copied).toContain(
    `\u001b]8;;file://${HOST}${join(FOLDER, 'copy.pcapng')}\u001b\\copy.pcapng\u001b]8;;\u001b\\`,
  );
});
