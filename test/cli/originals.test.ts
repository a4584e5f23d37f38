/** What is read is never written over. */
import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { FOLDER, netsight, put, SMALL, started } from './netsight.ts';

const at = (name: string): string => join(FOLDER, name);
const text = (content: string): Uint8Array => Buffer.from(content);
const REPORT = netsight(['analyze', put('first.pcap', SMALL), '-f', 'json']).stdout;
const KEY = `${'0123456789abcdef'.repeat(4)}\n`;

mkdirSync(at('rotated'));
mkdirSync(at('reports'));
put('other.pcap', SMALL);
symlinkSync('other.pcap', at('link.pcap'));
linkSync(at('other.pcap'), at('name.pcap'));

beforeEach(() => {
  for (const name of ['x.pcap', 'other.pcap', 'rotated/a.pcap']) put(name, SMALL);
  for (const name of ['before.json', 'reports/x.json']) put(name, text(REPORT));
  put('e.yaml', text('"*":\n  verdict.mode: unknown\n'));
  put('p.json', text('{"kind":"List","items":[]}'));
  put('c.yaml', text('quiet: true\n'));
  put('key', text(KEY));
});

it.each([
  ['x.pcap', ['analyze', 'x.pcap', '-o', 'x.pcap']],
  ['x.pcap', ['analyze', 'x.pcap', '-f', 'json=./x.pcap', '-f', 'table']],
  ['x.pcap', ['analyze', 'x.pcap', '-f', 'json', '-o', at('x.pcap')]],
  ['rotated/a.pcap', ['analyze', 'rotated', '-o', 'rotated/a.pcap']],
  ['other.pcap', ['analyze', 'link.pcap', '-o', 'other.pcap']],
  ['link.pcap', ['analyze', 'other.pcap', '-o', 'link.pcap']],
  ['name.pcap', ['analyze', 'other.pcap', '-o', 'name.pcap']],
  ['p.json', ['analyze', 'x.pcap', '--pods', 'p.json', '-o', 'p.json']],
  ['p.json', ['analyze', 'x.pcap', '--nad', 'p.json', '-o', 'p.json']],
  ['key', ['analyze', 'x.pcap', '--anonymize', '--key', 'key', '-o', 'key']],
  ['c.yaml', ['analyze', 'x.pcap', '--config', 'c.yaml', '-o', 'c.yaml']],
  ['x.pcap', ['flows', 'x.pcap', '-o', 'x.pcap']],
  ['x.pcap', ['check', 'x.pcap', '-f', 'json=x.pcap']],
  ['e.yaml', ['check', 'x.pcap', '--expect', 'e.yaml', '-o', 'e.yaml']],
  ['before.json', ['check', 'x.pcap', '--baseline', 'before.json', '-f', 'json=before.json']],
  ['reports/x.json', ['check', 'x.pcap', '--baseline', 'reports', '-f', 'json=reports/x.json']],
  ['x.pcap', ['diff', 'before.json', 'x.pcap', '-o', 'x.pcap']],
  ['before.json', ['diff', 'before.json', 'x.pcap', '-o', 'before.json']],
  ['key', ['anonymize', 'x.pcap', '--key', 'key', '-o', 'key']],
  ['name.pcap', ['anonymize', 'other.pcap', '-o', 'name.pcap']],
])('keeps %s from %j', (name, args) => {
  const before = readFileSync(at(name));
  const { status, stdout, stderr } = netsight(args);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^netsight: [^\n]* itself; choose another [^\n]*\n$/);
  expect(readFileSync(at(name)).equals(before)).toBe(true);
});

it('keeps the file that a shell gives as standard input', () => {
  const [node, main] = started(['--version']).spawnargs;
  const command = `"${node}" "${main}" analyze - -o x.pcap <x.pcap`;
  expect(spawnSync('bash', ['-c', command], { cwd: FOLDER, encoding: 'utf8' }).stderr).toContain(
    'x.pcap is the capture itself',
  );
  expect(readFileSync(at('x.pcap')).equals(Buffer.from(SMALL))).toBe(true);
});

it.each([
  ['rotated/report.txt', ['analyze', 'rotated', '-o', 'rotated/report.txt']],
  ['x.json', ['diff', 'before.json', 'x.pcap', '-o', 'x.json']],
  ['new.json', ['check', 'x.pcap', '--baseline', 'reports', '-f', 'json=new.json']],
  ['-', ['analyze', 'x.pcap', '-o', '-']],
])('writes %s, where only an earlier report is, by %j', (name, args) => {
  writeFileSync(at(name), 'an earlier report');
  expect(netsight(args).status).not.toBe(2);
  expect(readFileSync(at(name), 'utf8')).not.toBe('an earlier report');
});
