import { expect, it } from 'vitest';
import * as Protocol from '../../src/wire/protocol.ts';
import { definition } from '../../src/wire/sll2.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, decodedBy, fieldsOf, nextOf } from './decoded.ts';

const HEADER = hex`
  0806          // ARP
  0000          // reserved
  0000 001a     // interface 26
  0001          // ARPHRD_ETHER
  01            // broadcast
  06            // six bytes of address
  8e360644acaf  // address
  0000          // unused
`;

it('reads every field', () => {
  expect(fieldsOf(definition, HEADER)).toEqual({
    protocol: 0x0806,
    interfaceIndex: 26,
    deviceType: 1,
    packetType: 1,
    addressLength: 6,
    address: '8e:36:06:44:ac:af',
  });
});

it.each([0, 15, 19])('stops when cut at %i bytes', (length) => {
  expect(cutTo(definition, HEADER, length)).toEqual(CUT);
});

it('tells interface, direction and where the station address is', () => {
  const packet = decodedBy(definition, HEADER);
  expect([packet.interfaceIndex, packet.cookedType, packet.cookedAddress - packet.start]).toEqual([26, 1, 12]);
  expect(nextOf(definition, HEADER)).toBe(Protocol.Arp);
});

it('shows no address of another length', () => {
  const bytes = hex`0800 0000 00000002 0001 00 08 0200000000010203`;
  expect(fieldsOf(definition, bytes)).not.toHaveProperty('address');
  expect(decodedBy(definition, bytes).cookedAddress).toBe(-1);
});
