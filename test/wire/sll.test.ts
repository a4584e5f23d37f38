import { expect, it } from 'vitest';
import * as Protocol from '../../src/wire/protocol.ts';
import { definition } from '../../src/wire/sll.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, decodedBy, fieldsOf, nextOf } from './decoded.ts';

const HEADER = hex`
  0004            // from us
  0001            // ARPHRD_ETHER
  0006            // six bytes of address
  0a580a0a0101    // address
  0000            // unused
  0800            // IPv4
`;

it('reads every field', () => {
  const fields = { packetType: 4, deviceType: 1, addressLength: 6, address: '0a:58:0a:0a:01:01', protocol: 0x0800 };
  expect(fieldsOf(definition, HEADER)).toEqual(fields);
});

it.each([0, 1, 15])('stops when cut at %i bytes', (length) => {
  expect(cutTo(definition, HEADER, length)).toEqual(CUT);
});

it('tells direction and where the station address is', () => {
  const packet = decodedBy(definition, HEADER);
  expect(packet.cookedType).toBe(4);
  expect(packet.cookedAddress - packet.start).toBe(6);
});

it('has no station address on other links', () => {
  expect(decodedBy(definition, hex`0000 0304 0000 0000000000000000 0800`).cookedAddress).toBe(-1);
});

it.each([
  ['0001', '86dd', Protocol.Ipv6],
  ['0001', '0004', Protocol.Llc],
  ['0001', '0001', Protocol.None],
  ['0338', '0800', Protocol.None], // netlink: a family, no EtherType
  ['030a', '6558', Protocol.Ethernet], // GRE tunnel device
])('device %s with protocol %s leads on', (device, protocol, next) => {
  const ends = [device, protocol].map((text) => Buffer.from(text, 'hex'));
  expect(nextOf(definition, hex`0000 ${ends[0]} 0006 0a580a0a0101 0000 ${ends[1]}`)).toBe(next);
});

it('shows no address of another length', () => {
  const bytes = hex`0000 0001 0008 0200000000010203 0800`;
  expect(fieldsOf(definition, bytes)).not.toHaveProperty('address');
  expect(decodedBy(definition, bytes).cookedAddress).toBe(-1);
});
