import fc from 'fast-check';
import { expect, it } from 'vitest';
import { copyInto } from '../../src/base/copy.ts';

it('copies the bytes wherever both sides begin, shared or not', () => {
  const place = fc.nat(9);
  const property = fc.property(
    fc.uint8Array({ maxLength: 40 }),
    fc.record({ skew: place, from: place, at: place, shared: fc.boolean() }),
    (bytes, { skew, from, at, shared }) => {
      const source = new Uint8Array(bytes.length + skew).subarray(skew);
      source.set(bytes);
      const memory = shared ? new SharedArrayBuffer(60) : new ArrayBuffer(60);
      copyInto(new Uint8Array(memory, from), at, source);
      const expected = new Uint8Array(60);
      expected.set(bytes, from + at);
      expect([...new Uint8Array(memory)]).toEqual([...expected]);
    },
  );
  fc.assert(property);
});
