import { expect, it } from 'vitest';
import { linkTypeName } from '../../src/capture/link-types.ts';

it.each([
  [1, 'EN10MB'],
  [113, 'LINUX_SLL'],
  [276, 'LINUX_SLL2'],
  [101, 'RAW'],
  [147, 'USER0'],
  [162, 'USER15'],
  [4711, 'LINKTYPE 4711'],
])('names %i %s', (number, name) => expect(linkTypeName(number)).toBe(name));
