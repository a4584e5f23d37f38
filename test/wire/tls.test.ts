import { expect, it } from 'vitest';
import { definition, startsTls } from '../../src/wire/tls.ts';
import { hex } from '../helpers/hex.ts';
import { decodedBy, fieldsOf } from './decoded.ts';

const RECORD = hex`16 0301 0200 01`;

it('reads every field', () => {
  expect(fieldsOf(definition, RECORD)).toEqual({ contentType: 22, version: 0x0301, recordLength: 512 });
});

it('is a flow like any other', () => expect(decodedBy(definition, RECORD).control).toBe(false));

it('is not entered without a whole record header', () =>
  expect(decodedBy(definition, RECORD.subarray(0, 4)).count).toBe(0));

it.each([0x14030300, 0x170304ff, 0x16030000])('begins with %i', (word) => expect(startsTls(word)).toBe(true));

it.each([0x13030300, 0x18030300, 0x16020000, 0x16030500, 0x00000000])('does not begin with %i', (word) => {
  expect(startsTls(word)).toBe(false);
});

it('knows the content types and versions at both ends', () => {
  const words = [0x14030000, 0x17030400, 0x13030000, 0x18030000, 0x1402ff00, 0x17030500];
  expect(words.map(startsTls)).toEqual([true, true, false, false, false, false]);
});
