import { expect, it } from 'vitest';
import * as Protocol from '../../src/wire/protocol.ts';
import { definition } from '../../src/wire/pw-control-word.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, fieldsOf, nextOf } from './decoded.ts';

const WORD = hex`0000 0007  // sequence number 7`;

it('reads every field', () => expect(fieldsOf(definition, WORD)).toEqual({ sequence: 7 }));

it.each([0, 3])('stops when cut at %i bytes', (length) => expect(cutTo(definition, WORD, length)).toEqual(CUT));

it('leads to a frame', () => expect(nextOf(definition, WORD)).toBe(Protocol.Ethernet));
