import { expect, it } from 'vitest';
import { definition } from '../../src/wire/ipv6-extension.ts';
import * as Path from '../../src/wire/path.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, decodedBy, fieldsOf, nextOf } from './decoded.ts';

const HOP_BY_HOP = hex`
  3a 01                    // ICMPv6 follows after 16 bytes
  0502 0000 0100
  0100 0000 0000 0000
`;

it('reads every field', () => expect(fieldsOf(definition, HOP_BY_HOP)).toEqual({ nextHeader: 58, headerLength: 16 }));

it.each([0, 7, 8, 15])('stops when cut at %i bytes', (length) =>
  expect(cutTo(definition, HOP_BY_HOP, length)).toEqual(CUT),
);

it('goes on to the next header', () => expect(nextOf(definition, HOP_BY_HOP)).toBe(Protocol.Icmpv6));

it('leaves the transport unknown when it is cut', () => {
  const { paths } = decodedBy(definition, HOP_BY_HOP.subarray(0, 12));
  expect([paths[Path.Protocol], paths[Path.Transport]]).toEqual([-1, -1]);
});
