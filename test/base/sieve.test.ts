import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Sieve } from '../../src/base/sieve.ts';

const WORD = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

it('never denies what was added', () => {
  fc.assert(
    fc.property(fc.array(WORD, { maxLength: 200 }), (words) => {
      const sieve = new Sieve();
      for (const word of words) sieve.add(word);
      expect(words.every((word) => sieve.mayHold(word))).toBe(true);
    }),
  );
});

it('denies nearly all others', () => {
  const sieve = new Sieve();
  for (let i = 0; i < 100; i++) sieve.add(0x0a000000 + i * 7);
  const others = Array.from({ length: 10_000 }, (_, i) => 0x0a640000 + i * 3);
  expect(others.filter((word) => sieve.mayHold(word)).length).toBeLessThan(100);
});
