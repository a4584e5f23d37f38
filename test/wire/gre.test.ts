import { expect, it } from 'vitest';
import * as Fault from '../../src/wire/fault.ts';
import { definition } from '../../src/wire/gre.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, chain, cutTo, decodedBy, fieldsOf, nextOf } from './decoded.ts';

const KEYED = hex`
  b000 0800    // checksum, key, sequence; IPv4
  1234 0000    // checksum
  0000002a     // key 42
  00000001     // sequence
  45
`;
const PPTP = hex`3081 880b 0003 0007 00000001 00000002 002145`;

it('reads every field', () => {
  expect(fieldsOf(definition, KEYED)).toEqual({ flags: 0xb000, version: 0, type: 0x0800, key: 42 });
  expect(fieldsOf(definition, hex`0000 0800`)).toEqual({ flags: 0, version: 0, type: 0x0800, key: -1 });
  expect(fieldsOf(definition, PPTP)).toEqual({ flags: 0x3081, version: 1, type: 0x880b, key: 7 });
});

it.each([0, 3, 4, 15])('stops when cut at %i bytes', (length) => expect(cutTo(definition, KEYED, length)).toEqual(CUT));

it.each([
  ['IPv4 with all optional fields', KEYED, Protocol.Ipv4, 'gre 42'],
  ['a bridged frame without any', hex`0000 6558`, Protocol.Ethernet, 'gre -1'],
  ['ERSPAN', hex`1000 88be 00000001`, Protocol.Erspan, 'gre -1'],
  ['PPTP', PPTP, Protocol.Ppp, 'gre 7'],
  ['an acknowledgment of PPTP', hex`2081 880b 0000 0007 00000002`, Protocol.None, 'gre 7'],
  ['EoIP', hex`2001 6400 0010 0019 020000000002`, Protocol.Ethernet, 'gre 25'],
])('goes into the tunnel: %s', (_, bytes, next, tunnel) => {
  expect(nextOf(definition, bytes)).toBe(next);
  expect(chain(decodedBy(definition, bytes))).toBe(tunnel);
});

it('skips source routes', () => {
  const routed = hex`4000 0800 00000000 0800 0004 0a000001 0000 0000 45`;
  expect(nextOf(definition, routed)).toBe(Protocol.Ipv4);
  expect(decodedBy(definition, routed).at).toBe(decodedBy(definition, routed).end - 1);
  expect(cutTo(definition, routed, 12)).toEqual(CUT);
});

it.each([hex`0002 0800`, hex`0001 880b`])('refuses another version, and version 1 without a key', (bytes) => {
  expect(decodedBy(definition, bytes).fault).toBe(Fault.Malformed);
});

it.each([
  [0x8000, 8],
  [0x4000, 12],
  [0x2000, 8],
  [0x1000, 8],
  [0x0ff8, 4],
])('has the fields that the flags %i announce', (flags, end) => {
  const packet = decodedBy(definition, hex`${flags >> 8} ${flags & 255} 0800 ${new Uint8Array(12)}`);
  expect([packet.at - packet.start, packet.fault]).toEqual([end, Fault.None]);
});

it.each([
  [0x2001, 8],
  [0x2081, 12],
  [0x3001, 12],
  [0x2f79, 8],
])('has the fields of version 1 that the flags %i announce', (flags, end) => {
  const packet = decodedBy(definition, hex`${flags >> 8} ${flags & 255} 880b 0001 0007 ${new Uint8Array(8)}`);
  expect([packet.at - packet.start, packet.fault]).toEqual([end, Fault.None]);
});

it.each([8, 11, 12, 15])('stops in source routes cut at %i bytes', (length) => {
  const routed = hex`4000 0800 00000000 0800 0004 0a000001 00000000`;
  expect(cutTo(definition, routed, length)).toEqual(CUT);
});
