import { expect, it } from 'vitest';
import * as Fault from '../../src/wire/fault.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { definition } from '../../src/wire/tcp.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, decodedBy, fieldsOf, nextOf } from './decoded.ts';

const SYN = hex`
  bf00 0bb8            // ports 48896 and 3000
  01234567 00000000    // sequence, acknowledgment
  6002 0123 abcd 0000  // 24 bytes of header, SYN, window 291
  0204 05b4            // MSS 1460
`;
const segment = (payload: Uint8Array, port = 3000) => hex`${SYN.with(2, port >> 8).with(3, port & 255)} ${payload}`;

it('reads every field of a SYN', () => {
  expect(fieldsOf(definition, SYN)).toEqual({
    sourcePort: 48896,
    destinationPort: 3000,
    sequence: 0x01234567,
    acknowledgment: 0,
    headerLength: 24,
    flags: 2,
    window: 291,
    checksum: 0xabcd,
  });
});

it.each([0, 1, 19, 20, 23])('stops when cut at %i bytes', (length) =>
  expect(cutTo(definition, SYN, length)).toEqual(CUT),
);

it('refuses a data offset below its header', () =>
  expect(decodedBy(definition, SYN.with(12, 0x40)).fault).toBe(Fault.Malformed));

it('counts the payload that IP claims, captured or not', () => {
  expect(decodedBy(definition, segment(hex`0102`), 1024).payloadLength).toBe(1000);
});

it('knows HTTP and TLS on any port, other payloads by theirs', () => {
  expect(nextOf(definition, segment(hex`47455420 2f`))).toBe(Protocol.Http);
  expect(nextOf(definition, segment(hex`16030100 aa`))).toBe(Protocol.Tls);
  expect(nextOf(definition, segment(hex`ffffffff`, 179))).toBe(Protocol.Bgp);
  expect(nextOf(definition, segment(hex`ffffffff`))).toBe(Protocol.None);
  expect(nextOf(definition, segment(hex`ffff`, 179))).toBe(Protocol.None);
});
