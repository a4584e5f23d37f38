import { expect, it } from 'vitest';
import * as Fault from '../../src/wire/fault.ts';
import { definition } from '../../src/wire/nflog.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, decodedBy, fieldsOf, nextOf } from './decoded.ts';

const HEADER = hex`
  02 00 0005                     // AF_INET, version 0, group 5
  0800 0100 0800 01 00           // packet header: IPv4, hook 1
  0600 0a00 6100 0000            // prefix "a", padded
  0800 0900 45000000             // payload
`;
const BIG_ENDIAN = hex`07 00 0000 0008 0001 86dd 01 00 0005 0009 60 000000`;

it('reads every field', () => expect(fieldsOf(definition, HEADER)).toEqual({ family: 2, resourceId: 5 }));

it('goes to the payload', () => {
  const packet = decodedBy(definition, HEADER);
  expect(nextOf(definition, HEADER)).toBe(Protocol.Ipv4);
  expect([packet.at - packet.start, packet.end - packet.at]).toEqual([24, 4]);
});

it('reads the TLVs of a big-endian host, and the EtherType when the family says nothing', () => {
  expect(nextOf(definition, BIG_ENDIAN)).toBe(Protocol.Ipv6);
});

it('knows IPv6 by its family', () =>
  expect(nextOf(definition, hex`0a 00 0000 0800 0900 60000000`)).toBe(Protocol.Ipv6));

it.each([0, 3, 6, 10, 23])('stops when cut at %i bytes', (length) => {
  expect(cutTo(definition, HEADER, length)).toEqual(CUT);
});

it('stops at a TLV shorter than its own header, and at more TLVs than there are', () => {
  expect(decodedBy(definition, hex`02 00 0000 0300 0a00`).fault).toBe(Fault.Malformed);
  expect(nextOf(definition, hex`02 00 0000 ${new Uint8Array(65 * 4).fill(4)}`)).toBe(Protocol.None);
});

it('leads nowhere without a payload', () => expect(nextOf(definition, HEADER.subarray(0, 20))).toBe(Protocol.None));

const PAYLOAD = hex`0800 0900 45000000`;
const NAMELESS = hex`0700 0000`;

it('looks through 64 TLVs, and no more', () => {
  const behind = (tlvs: number): number =>
    nextOf(definition, hex`02 00 0000 ${Buffer.from('04000a00'.repeat(tlvs), 'hex')} ${PAYLOAD}`);
  expect([behind(63), behind(64)]).toEqual([Protocol.Ipv4, Protocol.None]);
});

it('ends where the payload does', () => {
  const packet = decodedBy(definition, hex`02 00 0000 ${PAYLOAD} ffff`);
  expect(packet.end - packet.at).toBe(4);
});

it('believes the packet header only when its EtherType is there', () => {
  expect(nextOf(definition, hex`${NAMELESS} 0600 0100 86dd 0000 ${PAYLOAD}`)).toBe(Protocol.Ipv6);
  expect(nextOf(definition, hex`${NAMELESS} 0500 0100 86dd 0000 ${PAYLOAD}`)).toBe(Protocol.None);
  expect(nextOf(definition, hex`${NAMELESS} 0600 0200 86dd 0000 ${PAYLOAD}`)).toBe(Protocol.None);
});

it('takes a TLV without a value, and one that ends with the packet unpadded', () => {
  expect(nextOf(definition, hex`02 00 0000 0400 0a00 ${PAYLOAD}`)).toBe(Protocol.Ipv4);
  const unpadded = decodedBy(definition, hex`02 00 0000 0500 0a00 61`);
  expect([unpadded.fault, unpadded.at]).toEqual([Fault.None, unpadded.end]);
});

it('leads nowhere from a broken TLV', () => {
  expect(nextOf(definition, hex`02 00 0000 0300 0a00 ${PAYLOAD}`)).toBe(Protocol.None);
  expect(nextOf(definition, hex`02 00 0000 ff00 0a00 ${PAYLOAD}`)).toBe(Protocol.None);
});
