import { expect, it } from 'vitest';
import { didYouMean, nearest } from '../../src/base/nearest.ts';

const WORDS = ['tcp', 'udp', 'icmp', 'host', 'portrange'];

it.each([
  ['tpc', 'tcp'],
  ['HOST', 'host'],
  ['icpm', 'icmp'],
  ['prtrang', 'portrange'],
  ['zz', null],
  ['x', null],
  ['wireshark', null],
  ['t'.repeat(100_000), null],
])('%s is meant to be %s', (word, candidate) => expect(nearest(word, WORDS)).toBe(candidate));

it('says nothing without a candidate', () => {
  expect(didYouMean('hots', WORDS)).toBe(", did you mean 'host'?");
  expect(didYouMean('xyzzy', WORDS)).toBe('');
});
