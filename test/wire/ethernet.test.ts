import { expect, it } from 'vitest';
import * as Cast from '../../src/wire/cast.ts';
import { definition } from '../../src/wire/ethernet.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, decoded, decodedBy, fieldsOf, layers, nextOf } from './decoded.ts';

const HEADER = hex`
  0a58 0a0a 0202  // destination
  0a58 0a0a 0101  // source
  0800            // IPv4
`;
const with8023 = (length: string) => hex`0180c2000000 020000000001 ${Buffer.from(length, 'hex')} 4242 03 0000 0000`;

it('reads every field', () => {
  const fields = { destination: '0a:58:0a:0a:02:02', source: '0a:58:0a:0a:01:01', type: 0x0800 };
  expect(fieldsOf(definition, HEADER)).toEqual(fields);
});

it.each([0, 5, 6, 13])('stops when cut at %i bytes', (length) => {
  expect(cutTo(definition, HEADER, length)).toEqual(CUT);
});

it('knows how a frame was addressed from its first six bytes', () => {
  expect(decodedBy(definition, HEADER.subarray(0, 6)).cast).toBe(Cast.Unicast);
  expect(decodedBy(definition, hex`ffffffffffff 020000000001 0806`).cast).toBe(Cast.Broadcast);
  expect(decodedBy(definition, hex`ffffffffff00 020000000001 0806`).cast).toBe(Cast.Multicast);
  expect(decodedBy(definition, HEADER.subarray(0, 5)).cast).toBe(Cast.None);
});

it('goes on by EtherType', () => {
  expect(nextOf(definition, HEADER)).toBe(Protocol.Ipv4);
  expect(nextOf(definition, hex`ffffffffffff 020000000001 9000`)).toBe(Protocol.None);
});

it('takes a small number for a length and ends the packet there', () => {
  const packet = decodedBy(definition, with8023('0005'));
  expect(packet.end - packet.at).toBe(5);
  expect(nextOf(definition, with8023('0005'))).toBe(Protocol.Llc);
});

it.each(['0000', '05dd', '05ff'])('finds nothing behind type %s', (type) => {
  expect(nextOf(definition, with8023(type))).toBe(Protocol.None);
});

it('leaves Novell raw 802.3 alone', () => {
  expect(nextOf(definition, hex`ffffffffffff 020000000001 0020 ffff 0020`)).toBe(Protocol.None);
});

it.each([
  [1500, 'ethernet:llc'],
  [1501, 'ethernet'],
  [0x05ff, 'ethernet'],
  [0x0600, 'ethernet'],
  [0x0800, 'ethernet:ipv4'],
])('takes a type of %i for what it is', (type, expected) => {
  const frame = hex`020000000002 020000000001 ${type >> 8} ${type & 255} 45 00 00`;
  expect(layers(decoded(frame))).toBe(expected);
});
