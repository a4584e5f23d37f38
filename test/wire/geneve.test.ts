import { expect, it } from 'vitest';
import * as Fault from '../../src/wire/fault.ts';
import {
  definition,
  nextOption,
  optionClass,
  optionLength,
  optionsEnd,
  optionsStart,
  optionType,
} from '../../src/wire/geneve.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, chain, cutTo, decodedBy, fieldsOf, nextOf } from './decoded.ts';

const HEADER = hex`
  04 40 6558           // 16 bytes of options, critical, Ethernet
  ff0003 00            // VNI
  0102 80 01 00050006  // OVN: class, type, one word of data
  0103 01 00           // without data
  0104 02 00
`;

it('reads every field', () => {
  expect(fieldsOf(definition, HEADER)).toEqual({
    version: 0,
    optionsLength: 16,
    control: 0,
    critical: 1,
    protocolType: 0x6558,
    vni: 0xff0003,
    options: '0102:80:00050006 0103:01: 0104:02:',
  });
});

it.each([0, 7, 8, 23])('stops when cut at %i bytes', (length) =>
  expect(cutTo(definition, HEADER, length)).toEqual(CUT),
);

it.each([
  ['6558', Protocol.Ethernet],
  ['0800', Protocol.Ipv4],
  ['86dd', Protocol.Ipv6],
  ['ffff', Protocol.None],
])('protocol type %s leads on', (type, next) => {
  expect(nextOf(definition, hex`00 00 ${Buffer.from(type, 'hex')} 00000100`)).toBe(next);
});

it('walks over its options', () => {
  const view = new DataView(HEADER.buffer);
  const seen: number[][] = [];
  for (let at = optionsStart(0); at < optionsEnd(view, 0); at = nextOption(view, at)) {
    seen.push([optionClass(view, at), optionType(view, at), optionLength(view, at)]);
  }
  expect(seen).toEqual([
    [0x0102, 0x80, 4],
    [0x0103, 1, 0],
    [0x0104, 2, 0],
  ]);
});

it('shows no more of an option than the options hold', () => {
  expect(fieldsOf(definition, HEADER.with(0, 1).with(11, 31))?.options).toBe('0102:80:');
});

it('goes into the segment', () => expect(chain(decodedBy(definition, HEADER))).toBe('geneve 16711683'));

it('refuses another version', () => expect(decodedBy(definition, HEADER.with(0, 0x44)).fault).toBe(Fault.Malformed));

it.each([
  [0x80, { control: 1, critical: 0 }],
  [0x40, { control: 0, critical: 1 }],
  [0x3f, { control: 0, critical: 0 }],
])('tells the flags %i', (flags, expected) =>
  expect(fieldsOf(definition, hex`00 ${flags} 6558 00000100`)).toMatchObject(expected),
);
