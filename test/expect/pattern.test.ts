import picomatch from 'picomatch';
import { expect, it } from 'vitest';
import { escapedGlob, globTest, PatternError, regexTest } from '../../src/expect/pattern.ts';

const GLOBS = [
  '*',
  '*.pcap',
  '**/*.pcap',
  'samples/*.pcap*',
  'samples/**',
  'samples/**/*.pcap',
  '**',
  '?.pcap',
  'a[bc].pcap',
  'a[^bc].pcap',
  'a[a-c].pcap',
  '{a,b}*.pcap',
  'samples/{ab,lab/*}.pcap',
  'a\\*.pcap',
  'a.pcap',
  'a+(b).pcap',
];
const PATHS = [
  'a.pcap',
  'ab.pcap',
  'ad.pcap',
  'a*.pcap',
  'a+(b).pcap',
  'b.pcap',
  'axpcap',
  'samples/a.pcap',
  'samples/ab.pcap',
  'samples/lab/b.pcap',
  'samples/lab/b.pcapng',
  'samples/a.pcap.gz',
  'x/samples/a.pcap',
  '.hidden.pcap',
];

it.each(GLOBS)('the glob %s matches what picomatch matches', (glob) => {
  const ours = globTest(glob);
  const theirs = picomatch(glob, { dot: true, noextglob: true });
  expect(PATHS.filter(ours)).toEqual(PATHS.filter((path) => theirs(path)));
});

it('takes ! for not, as a shell does', () => {
  expect(PATHS.filter(globTest('a[!bc].pcap'))).toEqual(['ad.pcap', 'a*.pcap']);
});

it('escapes a path into a glob of its own', () => {
  for (const path of ['a*[b]{c,d}?.pcap', 'back\\slash.pcap', ...PATHS])
    expect(globTest(escapedGlob(path))(path)).toBe(true);
  expect(globTest(escapedGlob('a*.pcap'))('ab.pcap')).toBe(false);
});

it('finds a regular expression anywhere in a text', () => {
  expect(regexTest('10\\.0\\.0\\.[0-9]+')('at 10.0.0.17 twice')).toBe(true);
  expect(regexTest('^at$')('at 10.0.0.17')).toBe(false);
});

it.each([
  ['an open group', () => regexTest('(a')],
  ['look-around', () => regexTest('(?=a)')],
  ['repetitions of repetitions', () => regexTest('(a{1000}){1000}')],
  ['a pattern without end', () => regexTest('a'.repeat(1001))],
  ['an open brace', () => globTest('{a,b')],
  ['a glob without end', () => globTest('*a'.repeat(600))],
])('refuses %s', (_, make) => expect(make).toThrow(PatternError));

it.each([
  ['(a+)+$', () => regexTest('(a+)+$')],
  ['(a|a)*b', () => regexTest('(a|a)*b')],
  ['(.*)*(.*)*x', () => regexTest('(.*)*(.*)*x')],
  ['a glob of 50 stars', () => globTest(`${'*a'.repeat(50)}*b`)],
])('%s takes no time on a text that almost matches', (_, make) => {
  const begin = performance.now();
  expect(make()(`${'a'.repeat(5000)}!`)).toBe(false);
  // A backtracking engine needs longer than the universe has.
  expect(performance.now() - begin).toBeLessThan(10_000);
});
