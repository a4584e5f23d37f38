import { expect, it } from 'vitest';
import * as Fault from '../../src/wire/fault.ts';
import { definition } from '../../src/wire/nsh.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, decodedBy, fieldsOf, nextOf } from './decoded.ts';

const HEADER = hex`
  0fc6 02 01       // TTL 63, 6 words, MD type 2, next is IPv4
  000008 ff        // service path 8, index 255
  ${new Uint8Array(16)}
`;

it('reads every field', () => {
  const fields = { version: 0, headerLength: 24, nextProtocol: 1, servicePath: 8, serviceIndex: 255 };
  expect(fieldsOf(definition, HEADER)).toEqual(fields);
});

it.each([0, 7, 8, 23])('stops when cut at %i bytes', (length) =>
  expect(cutTo(definition, HEADER, length)).toEqual(CUT),
);

it.each([
  [1, Protocol.Ipv4],
  [3, Protocol.Ethernet],
  [5, Protocol.Mpls],
  [0, Protocol.None],
  [200, Protocol.None],
])('next protocol %i leads on', (number, next) => expect(nextOf(definition, HEADER.with(3, number))).toBe(next));

it.each([HEADER.with(0, 0x4f), HEADER.with(1, 0xc1)])(
  'refuses another version and a length below its fixed part',
  (bytes) => {
    expect(decodedBy(definition, bytes).fault).toBe(Fault.Malformed);
  },
);
