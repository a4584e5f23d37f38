import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { FOLDER, netsight, put, SMALL } from './netsight.ts';

const at = (name: string): string => join(FOLDER, name);

beforeAll(() => {
  put('small.pcap', SMALL);
  put('cut.pcap', SMALL.subarray(0, SMALL.length - 7));
  netsight(['analyze', 'small.pcap', '--format', 'json=small.json']);
  netsight(['analyze', 'small.pcap', '--top', '1', '--format', 'json=short.json']);
});

it.each([
  ['a report with itself', ['small.json', 'small.json']],
  ['a report with its capture', ['small.json', 'small.pcap']],
  ['a report that lists one flow with its capture', ['short.json', 'small.pcap']],
  ['a capture with itself', ['small.pcap', 'small.pcap']],
])('finds nothing between %s', (_, sides) => {
  const { status, stdout, stderr } = netsight(['diff', ...sides, '--exit-code']);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('nothing changed');
});

it('answers 1 for a difference only when asked', () => {
  const changed = JSON.parse(readFileSync(at('small.json'), 'utf8'));
  changed.verdict.mode = 'wireguard';
  writeFileSync(at('changed.json'), `\ufeff  ${JSON.stringify(changed)}`);
  expect(netsight(['diff', 'small.json', 'changed.json']).status).toBe(0);
  const { status, stdout } = netsight(['diff', 'small.json', 'changed.json', '--exit-code', '-f', 'json']);
  expect([status, JSON.parse(stdout).verdict[0].after]).toEqual([1, 'wireguard']);
});

it('answers 4 for a damaged capture', () => {
  expect(netsight(['diff', 'small.json', 'cut.pcap']).status).toBe(4);
});

it.each([
  ['a file that is no report', ['other.json', 'small.json'], 2, 'other.json is no report of netsight'],
  ['a report of the next major', ['next.json', 'small.json'], 2, 'this netsight reads netsight.report/1'],
  ['half a report', ['half.json', 'small.json'], 2, 'half.json is no JSON'],
  ['standard input twice', ['-', '-'], 2, 'once only'],
  ['nothing there', ['missing.json', 'small.json'], 3, 'does not exist'],
  ['one side only', ['small.json'], 2, 'after'],
])('refuses %s', (_, sides, code, message) => {
  writeFileSync(at('other.json'), '{"a": 1}');
  writeFileSync(at('next.json'), '{"schema": "netsight.report/2"}');
  writeFileSync(at('half.json'), readFileSync(at('small.json'), 'utf8').slice(0, 500));
  const { status, stdout, stderr } = netsight(['diff', ...sides]);
  expect([status, stdout]).toEqual([code, '']);
  expect(stderr).toContain(message);
});
