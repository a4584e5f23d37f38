import { expect, it } from 'vitest';
import { definition } from '../../src/wire/ipv6-fragment.ts';
import * as Path from '../../src/wire/path.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, decodedBy, fieldsOf, nextOf } from './decoded.ts';

const LATER = hex`
  11 00        // UDP
  0b51         // offset 2896 bytes, more to come
  0000 0c0d    // identification
`;
const ATOMIC = hex`2c 00 0000 00000001`;

it('reads every field', () => {
  const fields = { nextHeader: 17, fragmentOffset: 2896, moreFragments: 1, identification: 0x0c0d };
  expect(fieldsOf(definition, LATER)).toEqual(fields);
});

it.each([0, 7])('stops when cut at %i bytes', (length) => expect(cutTo(definition, LATER, length)).toEqual(CUT));

it('leads on from the first fragment only', () => {
  expect(nextOf(definition, LATER)).toBe(Protocol.None);
  expect(nextOf(definition, hex`11 00 0001 00000001`)).toBe(Protocol.Udp);
});

it('takes an atomic fragment for a whole packet', () => {
  const packet = decodedBy(definition, hex`11 00 0000 00000001`);
  expect([packet.paths[Path.Fragment], packet.control]).toEqual([0, false]);
  expect(decodedBy(definition, hex`11 00 0001 00000001`).paths[Path.Fragment]).toBe(1);
});

it('takes any number of atomic fragments for one layer', () => {
  const many = hex`${new Uint8Array(200 * 8).map((_, i) => ATOMIC[i % 8])} 3a 00 0000 00000001`;
  const packet = decodedBy(definition, many);
  expect([packet.count, packet.at, nextOf(definition, many)]).toEqual([1, packet.end, Protocol.Icmpv6]);
});
