import { expect, it } from 'vitest';
import { definition } from '../../src/wire/esp.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, fieldsOf, nextOf } from './decoded.ts';

const HEADER = hex`00001234 00000009 ffffffff`;

it('reads every field', () => expect(fieldsOf(definition, HEADER)).toEqual({ spi: 0x1234, sequence: 9 }));

it.each([0, 7])('stops when cut at %i bytes', (length) => expect(cutTo(definition, HEADER, length)).toEqual(CUT));

it('leads nowhere: all else is encrypted', () => expect(nextOf(definition, HEADER)).toBe(Protocol.None));
