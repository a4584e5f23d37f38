import { expect, it } from 'vitest';
import { definition } from '../../src/wire/udp-lite.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, decodedBy, fieldsOf } from './decoded.ts';

const HEADER = hex`04d2 162e 0014 abcd 01020304`;

it('reads every field', () => {
  const fields = { sourcePort: 1234, destinationPort: 5678, checksumCoverage: 20, checksum: 0xabcd };
  expect(fieldsOf(definition, HEADER)).toEqual(fields);
  expect(decodedBy(definition, HEADER).payloadLength).toBe(4);
});

it.each([0, 7])('stops when cut at %i bytes', (length) => expect(cutTo(definition, HEADER, length)).toEqual(CUT));
