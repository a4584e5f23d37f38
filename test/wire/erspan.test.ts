import { expect, it } from 'vitest';
import { definition } from '../../src/wire/erspan.ts';
import * as Fault from '../../src/wire/fault.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, chain, cutTo, decoded, decodedBy, fieldsOf, layers, nextOf } from './decoded.ts';

const TYPE_II = hex`1064 a00a 00000005  // VLAN 100, session 10`;
const IPV4 = hex`45000000 00000000 402f 0000 0a000001 0a000002`;
const mirrored = (gre: Uint8Array, header: Uint8Array) =>
  decoded(hex`${IPV4} ${gre} ${header} 020000000002 020000000001 9000`, 228);

it('reads every field', () => expect(fieldsOf(definition, TYPE_II)).toEqual({ version: 1, vlan: 100, sessionId: 10 }));

it.each([0, 7])('stops when cut at %i bytes', (length) => expect(cutTo(definition, TYPE_II, length)).toEqual(CUT));

it.each([11, 19])('stops in type III cut at %i bytes', (length) => {
  expect(cutTo(definition, hex`2064000a 00000000 0000 0001 0000000000000000`, length)).toEqual(CUT);
});

it.each([
  ['type I', hex`0000 88be`, hex``, 'erspan -1'],
  ['type II', hex`1000 88be 00000001`, TYPE_II, 'erspan 10'],
  ['type III', hex`1000 22eb 00000001`, hex`2064000a 00000000 0000 0000`, 'erspan 10'],
  [
    'type III with a subheader',
    hex`1000 22eb 00000001`,
    hex`2064000a 00000000 0000 0001 0000000000000000`,
    'erspan 10',
  ],
])('goes into the mirrored frame: %s', (_, gre, header, session) => {
  const packet = mirrored(gre, header);
  expect(layers(packet)).toBe('ipv4:gre:erspan:ethernet');
  expect(chain(packet)).toBe(`gre -1, ${session}`);
});

it('goes into a mirrored packet', () => {
  expect(nextOf(definition, hex`2064000a 00000000 0000 0800 45`)).toBe(Protocol.Ipv4);
});

it('refuses another version', () => expect(decodedBy(definition, TYPE_II.with(0, 0x30)).fault).toBe(Fault.Malformed));

it.each([2, 3])('carries IP when its frame type is 2: %i', (type) => {
  const header = hex`2064000a 00000000 0000 ${type << 2} 00`;
  const gre = hex`1000 22eb 00000001`;
  const packet = decoded(hex`${IPV4} ${gre} ${header} 45`, 228);
  expect(layers(packet)).toBe(type === 2 ? 'ipv4:gre:erspan:ipv4' : 'ipv4:gre:erspan:ethernet');
});

it('has 10 bits of session and 12 of VLAN', () =>
  expect(fieldsOf(definition, hex`1fff ffff 00000000`)).toEqual({ version: 1, vlan: 4095, sessionId: 1023 }));
