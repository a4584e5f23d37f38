import { expect, it } from 'vitest';
import { definition } from '../../src/wire/ipv6.ts';
import * as Path from '../../src/wire/path.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, decodedBy, fieldsOf, nextOf } from './decoded.ts';

const HEADER = hex`
  6000abcd                           // flow label
  0008 11 40                         // 8 bytes of UDP, hop limit 64
  20010db8000000000000000000000001   // source
  20010db8000000000000000000000002   // destination
  0035003500080000 ffff              // UDP, then padding
`;

it('reads every field', () => {
  expect(fieldsOf(definition, HEADER)).toEqual({
    version: 6,
    flowLabel: 0xabcd,
    payloadLength: 8,
    nextHeader: 17,
    hopLimit: 64,
    source: '2001:db8::1',
    destination: '2001:db8::2',
  });
});

it.each([0, 1, 39])('stops when cut at %i bytes', (length) => expect(cutTo(definition, HEADER, length)).toEqual(CUT));

it('ends where its payload length says', () => {
  const packet = decodedBy(definition, HEADER);
  expect([nextOf(definition, HEADER), packet.end - packet.at]).toEqual([Protocol.Udp, 8]);
});

it('takes a payload length of 0 as it stands, unless a hop-by-hop header may hold the real one', () => {
  const room = (next: number) => decodedBy(definition, HEADER.with(5, 0).with(6, next));
  expect([17, 0].map((next) => room(next).end - room(next).at)).toEqual([0, 10]);
});

it('is no IPv6 without a 6 in front', () => expect(decodedBy(definition, HEADER.with(0, 0x45)).count).toBe(0));

it('opens a path of its version', () => {
  const { paths, start } = decodedBy(definition, HEADER);
  expect([paths[Path.Ip] - start, paths[Path.Version], paths[Path.Transport] - start]).toEqual([0, 6, 40]);
});
