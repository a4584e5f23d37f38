import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha1 } from '../../src/base/sha1.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

it.each([
  ['', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
  ['abc', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
  ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', '84983e441c3bd26ebaae4aa1f95129e5e54670f1'],
])('gives what RFC 3174 §7.3 and FIPS 180 say of %j', (text, digest) => {
  expect(hex(sha1(Buffer.from(text)))).toBe(digest);
});

it('gives what Node gives, around every border of a block too', () => {
  const agrees = (bytes: Uint8Array): void => {
    expect(hex(sha1(bytes))).toBe(createHash('sha1').update(bytes).digest('hex'));
  };
  for (let length = 0; length < 200; length++) agrees(Buffer.alloc(length, length));
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), agrees));
});
