import { expect, it } from 'vitest';
import { definition } from '../../src/wire/chdlc.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, decoded, fieldsOf, layers, nextOf } from './decoded.ts';

const HEADER = hex`
  8f    // multicast
  00    // control
  86dd  // IPv6
`;

it('reads every field', () => expect(fieldsOf(definition, HEADER)).toEqual({ address: 0x8f, type: 0x86dd }));

it.each([0, 3])('stops when cut at %i bytes', (length) => expect(cutTo(definition, HEADER, length)).toEqual(CUT));

it('goes on by EtherType, which SLARP only looks like', () => {
  expect(layers(decoded(hex`${HEADER} 60`, 104))).toBe('chdlc:ipv6');
  expect(nextOf(definition, hex`8f00 8035`)).toBe(Protocol.None);
});
