import { expect, it } from 'vitest';
import { definition } from '../../src/wire/ah.ts';
import * as Fault from '../../src/wire/fault.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, decodedBy, fieldsOf, nextOf } from './decoded.ts';

const HEADER = hex`
  06 04 0000           // TCP behind 24 bytes
  00000100 00000007    // SPI, sequence
  aabbccdd aabbccdd aabbccdd
`;

it('reads every field', () => {
  expect(fieldsOf(definition, HEADER)).toEqual({ nextHeader: 6, headerLength: 24, spi: 256, sequence: 7 });
});

it.each([0, 11, 12, 23])('stops when cut at %i bytes', (length) =>
  expect(cutTo(definition, HEADER, length)).toEqual(CUT),
);

it('goes on behind the check value', () => {
  const packet = decodedBy(definition, HEADER);
  expect([nextOf(definition, HEADER), packet.at - packet.start]).toEqual([Protocol.Tcp, 24]);
});

it('refuses a length below its fixed part', () =>
  expect(decodedBy(definition, HEADER.with(1, 0)).fault).toBe(Fault.Malformed));

it('takes a header that is its fixed part alone', () =>
  expect(nextOf(definition, hex`06 01 0000 00000100 00000007`)).toBe(Protocol.Tcp));
