import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fingerprint } from '../../src/incidents/fingerprint.ts';

it('is 16 hexadecimal digits, and the same for the same parts', () => {
  expect(fingerprint(['duplicate-ip', '10.0.0.1'])).toMatch(/^[0-9a-f]{16}$/);
  expect(fingerprint(['duplicate-ip', '10.0.0.1'])).toBe(fingerprint(['duplicate-ip', '10.0.0.1']));
});

it('tells parts apart that read the same when joined', () => {
  expect(fingerprint(['a', 'b'])).not.toBe(fingerprint(['ab']));
  expect(fingerprint(['a b'])).not.toBe(fingerprint(['a', 'b']));
});

it('differs for different addresses', () => {
  const differs = (a: string, b: string): boolean => a === b || fingerprint(['x', a]) !== fingerprint(['x', b]);
  fc.assert(fc.property(fc.ipV4(), fc.ipV4(), differs));
});
