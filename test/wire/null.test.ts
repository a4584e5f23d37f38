import { expect, it } from 'vitest';
import { definition } from '../../src/wire/null.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, decoded, fieldsOf, layers, nextOf } from './decoded.ts';

it.each([
  ['little endian IPv4', hex`02000000`, Protocol.Ipv4],
  ['big endian IPv4', hex`00000002`, Protocol.Ipv4],
  ['Linux IPv6', hex`0a000000`, Protocol.Ipv6],
  ['BSD IPv6', hex`00000018`, Protocol.Ipv6],
  ['Darwin IPv6', hex`1e000000`, Protocol.Ipv6],
  ['an EtherType', hex`00000806`, Protocol.Arp],
  ['another family', hex`00000007`, Protocol.None],
  ['nonsense', hex`12345678`, Protocol.None],
])('reads %s', (_, header, next) => expect(nextOf(definition, header)).toBe(next));

it('reads the family in either order', () => {
  expect(fieldsOf(definition, hex`1e000000`)).toEqual({ family: 30 });
  expect(fieldsOf(definition, hex`0000001e`)).toEqual({ family: 30 });
});

it.each([0, 3])('stops when cut at %i bytes', (length) => {
  expect(cutTo(definition, hex`02000000`, length)).toEqual(CUT);
});

it('hands PPP on whole, as BSD drivers do', () => {
  expect(layers(decoded(hex`ff03 0021 45`, 0))).toBe('null:ppp:ipv4');
});

it.each([0, 108])('is link type %i', (linkType) =>
  expect(layers(decoded(hex`00000002 45`, linkType))).toBe('null:ipv4'),
);

it.each([2, 10, 23, 24, 28, 30])('knows family %i', (family) => {
  expect(nextOf(definition, hex`${family} 000000`)).toBe(family === 2 ? Protocol.Ipv4 : Protocol.Ipv6);
  expect(nextOf(definition, hex`${family + 1} 000000`)).toBe(
    [23, 24].includes(family + 1) ? Protocol.Ipv6 : Protocol.None,
  );
});
