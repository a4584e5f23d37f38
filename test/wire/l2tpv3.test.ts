import { expect, it } from 'vitest';
import { definition } from '../../src/wire/l2tpv3.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, fieldsOf, nextOf } from './decoded.ts';

it('reads every field', () => expect(fieldsOf(definition, hex`00000011 45`)).toEqual({ firstWord: 17 }));

it.each([0, 3])('stops when cut at %i bytes', (length) =>
  expect(cutTo(definition, hex`00000011`, length)).toEqual(CUT),
);

it('leads nowhere', () => expect(nextOf(definition, hex`00000011 45`)).toBe(Protocol.None));
