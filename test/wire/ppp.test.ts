import { expect, it } from 'vitest';
import * as Fault from '../../src/wire/fault.ts';
import { definition } from '../../src/wire/ppp.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, decoded, decodedBy, fieldsOf, layers, nextOf, packetOf } from './decoded.ts';

it.each([
  ['plain', hex`0021 45`, 0x0021],
  ['with address and control', hex`ff03 0057 60`, 0x0057],
  ['compressed to a byte', hex`21 45`, 0x0021],
  ['with framing and compressed', hex`ff03 57 60`, 0x0057],
  ['with a direction before the framing', hex`00 ff03 0281`, 0x0281],
  ['with a direction for an address', hex`01 03 0021`, 0x0021],
])('reads the protocol %s', (_, frame, protocol) => expect(fieldsOf(definition, frame)).toEqual({ protocol }));

it('goes on by protocol', () => {
  expect(nextOf(definition, hex`0021`)).toBe(Protocol.Ipv4);
  expect(nextOf(definition, hex`ff03 0283`)).toBe(Protocol.Mpls);
  expect(nextOf(definition, hex`c021`)).toBe(Protocol.None);
});

// A lone ff is a whole compressed protocol number.
it.each([0, 2, 3])('stops when cut at %i bytes', (length) => {
  expect(cutTo(definition, hex`ff03 0021`, length)).toEqual(CUT);
});

it.each([9, 50, 166, 204])('is link type %i', (linkType) =>
  expect(layers(decoded(hex`ff03 0021 45`, linkType))).toBe('ppp:ipv4'),
);

it('does not take the byte behind the packet for framing', () => {
  const packet = packetOf(hex`00ff`, 2, 0x03);
  definition.decode(packet);
  expect(packet).toMatchObject({ count: 1, fault: Fault.None });
});

it("hands Cisco's framing over", () => expect(layers(decoded(hex`0f00 0800 45`, 50))).toBe('chdlc:ipv4'));

it.each([
  ['the byte alone', hex`21`, 1],
  ['a direction and the framing alone', hex`00 ff03 21`, 4],
  ['a direction and no framing', hex`00 21 45`, 2],
])('ends behind the protocol number: %s', (_, bytes, end) => {
  const packet = decodedBy(definition, bytes);
  expect([packet.at - packet.start, packet.fault]).toEqual([end, Fault.None]);
});

it('hands frames to a group over as well', () => expect(nextOf(definition, hex`8f00 0800`)).toBe(Protocol.Chdlc));

it('is cut where the number would stand', () => {
  expect(cutTo(definition, hex`00 ff03 21`, 3)).toEqual(CUT);
  expect(cutTo(definition, hex`0021`, 1)).toEqual(CUT);
});
