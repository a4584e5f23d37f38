import { expect, it } from 'vitest';
import * as Fault from '../../src/wire/fault.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { definition } from '../../src/wire/udp.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, decodedBy, fieldsOf, nextOf } from './decoded.ts';

const HEADER = hex`
  c000 0bb8      // ports 49152 and 3000
  000c ffff      // 12 bytes, checksum
  01020304 0000  // payload, then padding
`;
const VXLAN = hex`0800000000000100 020000000002 020000000001 0800 45${new Uint8Array(19)}`;
const datagram = (payload: Uint8Array, length = payload.length + 8) =>
  hex`c000 e536 ${length >> 8}${length & 255} 0000 ${payload}`;

it('reads every field', () => {
  expect(fieldsOf(definition, HEADER)).toEqual({
    sourcePort: 49152,
    destinationPort: 3000,
    length: 12,
    checksum: 0xffff,
  });
});

it.each([0, 1, 7])('stops when cut at %i bytes', (length) => expect(cutTo(definition, HEADER, length)).toEqual(CUT));

it('ends where its length says, and at the end of the packet when that is 0', () => {
  expect(decodedBy(definition, HEADER).payloadLength).toBe(4);
  expect(decodedBy(definition, HEADER.with(5, 0)).payloadLength).toBe(6);
});

it('refuses a length below its header', () =>
  expect(decodedBy(definition, HEADER.with(5, 7)).fault).toBe(Fault.Malformed));

it('knows the payload by either port', () => {
  expect(nextOf(definition, hex`c000 17c1 0008 0000`)).toBe(Protocol.Geneve);
  expect(nextOf(definition, hex`17c1 c000 0008 0000`)).toBe(Protocol.Geneve);
});

it('takes the lower port first: a client may speak from the port of a tunnel', () => {
  expect(nextOf(definition, hex`0035 17c1 0008 0000`)).toBe(Protocol.Dns);
  expect(nextOf(definition, hex`17c1 0035 0008 0000`)).toBe(Protocol.Dns);
});

it('knows VXLAN and WireGuard handshakes on any port by their shape', () => {
  expect(nextOf(definition, datagram(VXLAN))).toBe(Protocol.Vxlan);
  expect(nextOf(definition, datagram(hex`01000000${new Uint8Array(144)}`))).toBe(Protocol.Wireguard);
  expect(nextOf(definition, datagram(hex`01000000${new Uint8Array(143)}`))).toBe(Protocol.None);
  expect(nextOf(definition, datagram(VXLAN.with(1, 1)))).toBe(Protocol.None);
});
