import { expect, it } from 'vitest';
import { definition } from '../../src/wire/vlan.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, chain, cutTo, decoded, fieldsOf, layers } from './decoded.ts';

const TAG = hex`
  a064  // priority 5, VID 100
  0800  // IPv4
`;

it('reads every field', () => {
  expect(fieldsOf(definition, TAG)).toEqual({ vid: 100, priority: 5, type: 0x0800 });
});

it.each([0, 1, 3])('stops when cut at %i bytes', (length) => {
  expect(cutTo(definition, TAG, length)).toEqual(CUT);
});

it('keeps every tag of a stack in the context', () => {
  const packet = decoded(hex`020000000002 020000000001 88a8 00c8 8100 0064 9100 0001 0800`);
  expect(layers(packet)).toBe('ethernet:vlan:vlan:vlan:ipv4');
  expect(chain(packet)).toBe('vlan 200, vlan 100, vlan 1');
});

it('reads 802.3 frames behind the tag', () => {
  expect(layers(decoded(hex`0180c2000000 020000000001 8100 0064 0007 424203 0000 0080`))).toBe('ethernet:vlan:llc:stp');
});
