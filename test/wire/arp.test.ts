import { expect, it } from 'vitest';
import { ArpOperation, definition } from '../../src/wire/arp.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, decodedBy, fieldsOf } from './decoded.ts';

const REQUEST = hex`
  0001 0800 06 04 0001     // Ethernet, IPv4, request
  0a580a0a0101 0a0a0101    // sender
  000000000000 0a0a0102    // target
`;

it('reads every field of a request', () => {
  expect(fieldsOf(definition, REQUEST)).toEqual({
    hardwareType: 1,
    protocolType: 0x0800,
    operation: 1,
    senderMac: '0a:58:0a:0a:01:01',
    senderIp: '10.10.1.1',
    targetMac: '00:00:00:00:00:00',
    targetIp: '10.10.1.2',
  });
});

it.each([0, 7, 8, 27])('stops when cut at %i bytes', (length) =>
  expect(cutTo(definition, REQUEST, length)).toEqual(CUT),
);

it('only counts addresses of other sizes', () => {
  const other = hex`0020 0800 14 04 0001`;
  expect(fieldsOf(definition, other)).toEqual({ hardwareType: 32, protocolType: 0x0800, operation: 1 });
});

it('is looked at packet by packet, whole or not', () => {
  expect(decodedBy(definition, REQUEST).control).toBe(true);
  expect(decodedBy(definition, REQUEST.subarray(0, 4)).control).toBe(true);
});

it.each([
  ['hardware addresses of 8 bytes', REQUEST.with(4, 8)],
  ['protocol addresses of 16 bytes', REQUEST.with(5, 16)],
  ['another protocol', REQUEST.with(2, 9)],
])('reads no addresses of other sizes, though there are bytes enough: %s', (_, bytes) => {
  expect(Object.keys(fieldsOf(definition, bytes) ?? {})).toEqual(['hardwareType', 'protocolType', 'operation']);
  expect(decodedBy(definition, bytes).at - decodedBy(definition, bytes).start).toBe(8);
});

it('numbers operations as IANA does', () => expect(ArpOperation).toEqual({ Request: 1, Reply: 2 }));
