import { expect, it } from 'vitest';
import * as Fault from '../../src/wire/fault.ts';
import { definition } from '../../src/wire/vrrp.ts';
import { hex } from '../helpers/hex.ts';
import { decodedBy, fieldsOf } from './decoded.ts';

const ADVERTISEMENT = hex`31 33 64 01 0064 abcd c0a80001`;

it('reads every field', () => {
  expect(fieldsOf(definition, ADVERTISEMENT)).toEqual({
    version: 3,
    virtualRouterId: 51,
    priority: 100,
    addressCount: 1,
  });
});

it('is looked at packet by packet, version 2 as well', () => {
  expect(decodedBy(definition, ADVERTISEMENT.with(0, 0x21)).control).toBe(true);
});

it.each([ADVERTISEMENT.with(0, 0x41), ADVERTISEMENT.with(0, 0x32), ADVERTISEMENT.subarray(0, 7)])(
  'is not entered, nor a fault, when it does not fit',
  (bytes) => {
    const packet = decodedBy(definition, bytes);
    expect([packet.count, packet.fault]).toEqual([0, Fault.None]);
  },
);
