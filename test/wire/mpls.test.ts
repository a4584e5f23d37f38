import { expect, it } from 'vitest';
import { definition } from '../../src/wire/mpls.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, chain, cutTo, decoded, fieldsOf, layers, nextOf } from './decoded.ts';

const entry = hex`
  00064 5 40  // label 100, traffic class 2, bottom, TTL 64
`;
const ETHERNET = hex`020000000002 020000000001 0806`;

it('reads every field of the top entry', () => {
  expect(fieldsOf(definition, entry)).toEqual({ label: 100, trafficClass: 2, bottom: 1, ttl: 64 });
});

it.each([0, 3])('stops when cut at %i bytes', (length) => expect(cutTo(definition, entry, length)).toEqual(CUT));

it('stops in a stack without a bottom', () => expect(cutTo(definition, hex`00010040 00020140`, 4)).toEqual(CUT));

it('takes a stack of any height as one layer, in the context of its last label', () => {
  const stack = new Uint8Array(4 * 1000).fill(0);
  const packet = decoded(hex`020000000002 020000000001 8847 ${stack} 00064140 45`);
  expect(layers(packet)).toBe('ethernet:mpls:ipv4');
  expect(chain(packet)).toBe('mpls 100');
});

it.each([
  ['IPv4', hex`45`, Protocol.Ipv4],
  ['IPv6', hex`60`, Protocol.Ipv6],
  ['an Ethernet pseudowire', ETHERNET, Protocol.Ethernet],
  ['one with a control word', hex`00000001 ${ETHERNET}`, Protocol.PwControlWord],
  ['an associated channel', hex`10000021 ${ETHERNET}`, Protocol.None],
  ['too little to tell', hex`00000001`, Protocol.None],
  ['nothing', hex``, Protocol.None],
])('guesses %s under the stack', (_, payload, next) => expect(nextOf(definition, hex`${entry} ${payload}`)).toBe(next));

it('has 20 bits of label, 3 of traffic class', () =>
  expect(fieldsOf(definition, hex`ffffffff`)).toEqual({ label: 0xfffff, trafficClass: 7, bottom: 1, ttl: 255 }));

it('takes a pseudowire only when a whole frame is there', () => {
  const behind = (bytes: Uint8Array): number => nextOf(definition, hex`00064140 ${bytes}`);
  expect([behind(ETHERNET), behind(ETHERNET.subarray(0, 13))]).toEqual([Protocol.Ethernet, Protocol.None]);
  const word = hex`00000001 020000000002 020000000001 9000`;
  expect([behind(word), behind(word.subarray(0, 17)), behind(word.with(0, 0x10))]).toEqual([
    Protocol.PwControlWord,
    Protocol.None,
    Protocol.None,
  ]);
  expect(behind(hex``)).toBe(Protocol.None);
});
