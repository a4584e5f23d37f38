import { expect, it } from 'vitest';
import * as Fault from '../../src/wire/fault.ts';
import { hasPorts } from '../../src/wire/ip.ts';
import { definition } from '../../src/wire/ipv4.ts';
import * as Path from '../../src/wire/path.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, decodedBy, fieldsOf, nextOf } from './decoded.ts';

const HEADER = hex`
  45 00 0018            // 20 bytes of header, 24 in all
  1234 4000             // identification, don't fragment
  40 11 0000            // TTL 64, UDP
  0a000001 0a000002     // addresses
  0035 0035 ffff ffff   // 8 bytes: 4 of them padding
`;
const edited = (at: number, ...bytes: number[]) => HEADER.with(at, bytes[0]).with(at + 1, bytes[1] ?? HEADER[at + 1]);

it('reads every field', () => {
  expect(fieldsOf(definition, HEADER)).toEqual({
    version: 4,
    headerLength: 20,
    totalLength: 24,
    identification: 0x1234,
    dontFragment: 1,
    moreFragments: 0,
    fragmentOffset: 0,
    ttl: 64,
    protocol: 17,
    source: '10.0.0.1',
    destination: '10.0.0.2',
  });
});

it.each([0, 1, 19])('stops when cut at %i bytes', (length) => expect(cutTo(definition, HEADER, length)).toEqual(CUT));

it('stops in its options', () => expect(cutTo(definition, edited(0, 0x47).fill(30, 2, 4), 27)).toEqual(CUT));

it('ends where its total length says, and at the end of the frame when that is 0', () => {
  const padded = decodedBy(definition, HEADER);
  const offloaded = decodedBy(definition, edited(2, 0, 0));
  expect([padded.end - padded.at, offloaded.end - offloaded.at]).toEqual([4, 8]);
});

it.each([
  ['version 5', edited(0, 0x55)],
  ['a header of 16 bytes', edited(0, 0x44)],
  ['a total length below the header', edited(2, 0, 19)],
])('refuses %s', (_, bytes) => expect(decodedBy(definition, bytes).fault).toBe(Fault.Malformed));

it('leaves a header that begins with a 6 to IPv6', () => {
  expect(decodedBy(definition, edited(0, 0x65)).fault).toBe(Fault.None);
});

it('notes where the transport begins', () => {
  const { paths, start } = decodedBy(definition, HEADER);
  expect(paths[Path.Protocol]).toBe(17);
  expect(paths[Path.Transport] - start).toBe(20);
  expect(paths[Path.WireEnd] - start).toBe(24);
});

it('reads the transport of a first fragment and none of a later one', () => {
  const first = edited(6, 0x20, 0);
  const later = edited(6, 0x20, 3);
  expect([nextOf(definition, first), nextOf(definition, later)]).toEqual([Protocol.Udp, Protocol.None]);
  expect(decodedBy(definition, later).paths[Path.Transport]).toBe(-1);
  expect([first, later].map((bytes) => decodedBy(definition, bytes).paths[Path.Fragment])).toEqual([1, 1]);
});

it.each([
  [0x4000, { dontFragment: 1, moreFragments: 0, fragmentOffset: 0 }],
  [0x2000, { dontFragment: 0, moreFragments: 1, fragmentOffset: 0 }],
  [0x1fff, { dontFragment: 0, moreFragments: 0, fragmentOffset: 65_528 }],
  [0x8000, { dontFragment: 0, moreFragments: 0, fragmentOffset: 0 }],
])('tells the flags and offset %i', (word, expected) =>
  expect(fieldsOf(definition, edited(6, word >> 8, word & 255))).toMatchObject(expected),
);

it.each([0x8000, 0x4000, 0xc000])('is whole with the flags %i', (word) =>
  expect(decodedBy(definition, edited(6, word >> 8, word & 255)).paths[Path.Fragment]).toBe(0),
);

it.each([1, 0x1fff])('is a fragment with the offset %i', (word) => {
  const { paths } = decodedBy(definition, edited(6, word >> 8, word & 255));
  expect([paths[Path.Fragment], paths[Path.Protocol], paths[Path.Transport]]).toEqual([1, 17, -1]);
});

it('takes a total length that is its header alone', () => {
  const packet = decodedBy(definition, edited(2, 0, 20));
  expect([packet.fault, packet.end - packet.at, packet.at - packet.start]).toEqual([Fault.None, 0, 20]);
});

it('knows the transports that have ports', () => {
  const withPorts = Array.from({ length: 256 }, (_, protocol) => protocol).filter(hasPorts);
  expect(withPorts).toEqual([6, 17, 132, 136]);
});
