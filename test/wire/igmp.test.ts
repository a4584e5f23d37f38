import { expect, it } from 'vitest';
import { definition } from '../../src/wire/igmp.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, decodedBy, fieldsOf } from './decoded.ts';

const QUERY = hex`11 64 ee9b e0000001`;

it('reads every field', () => {
  expect(fieldsOf(definition, QUERY)).toEqual({
    type: 0x11,
    maxResponseCode: 100,
    checksum: 0xee9b,
    group: '224.0.0.1',
  });
});

it.each([0, 7])('stops when cut at %i bytes', (length) => expect(cutTo(definition, QUERY, length)).toEqual(CUT));

it('shows no group in a version 3 report', () =>
  expect(fieldsOf(definition, QUERY.with(0, 0x22))).not.toHaveProperty('group'));

it('is looked at packet by packet', () => expect(decodedBy(definition, QUERY).control).toBe(true));
