import { expect, it } from 'vitest';
import { definition } from '../../src/wire/sctp.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, decodedBy, fieldsOf } from './decoded.ts';

const HEADER = hex`0b59 0b5a 00000001 deadbeef 01000014`;

it('reads every field', () => {
  const fields = { sourcePort: 2905, destinationPort: 2906, verificationTag: 1, checksum: 0xdeadbeef };
  expect(fieldsOf(definition, HEADER)).toEqual(fields);
  expect(decodedBy(definition, HEADER).payloadLength).toBe(4);
});

it.each([0, 11])('stops when cut at %i bytes', (length) => expect(cutTo(definition, HEADER, length)).toEqual(CUT));
