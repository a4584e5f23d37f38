import { expect, it } from 'vitest';
import * as Protocol from '../../src/wire/protocol.ts';
import { definition } from '../../src/wire/raw.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, decoded, fieldsOf, layers, nextOf } from './decoded.ts';

it('goes on by the version of the first byte', () => {
  expect(nextOf(definition, hex`45`)).toBe(Protocol.Ipv4);
  expect(nextOf(definition, hex`60`)).toBe(Protocol.Ipv6);
  expect(nextOf(definition, hex`ff`)).toBe(Protocol.None);
  expect(fieldsOf(definition, hex`45`)).toEqual({ version: 4 });
});

it('stops on an empty frame', () => expect(cutTo(definition, hex`45`, 0)).toEqual(CUT));

it.each([12, 14, 101])('is link type %i', (linkType) => {
  expect(layers(decoded(hex`60`, linkType))).toBe('raw:ipv6');
});
