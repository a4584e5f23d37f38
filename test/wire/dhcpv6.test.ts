import { expect, it } from 'vitest';
import { definition } from '../../src/wire/dhcpv6.ts';
import * as Fault from '../../src/wire/fault.ts';
import { hex } from '../helpers/hex.ts';
import { decodedBy, fieldsOf } from './decoded.ts';

const SOLICIT = hex`01 10 08 74`;

it('reads every field', () => expect(fieldsOf(definition, SOLICIT)).toEqual({ type: 1, xid: 0x100874 }));

it('is looked at packet by packet', () => expect(decodedBy(definition, SOLICIT).control).toBe(true));

it.each([hex`01 10 08`, hex`00 10 08 74`, hex`26 10 08 74`])(
  'is not entered, nor a fault, when it does not fit',
  (bytes) => {
    const packet = decodedBy(definition, bytes);
    expect([packet.count, packet.fault]).toEqual([0, Fault.None]);
  },
);

it.each([1, 37])('takes type %i', (type) => expect(decodedBy(definition, SOLICIT.with(0, type)).count).toBe(1));

it('has 24 bits of transaction id', () =>
  expect(fieldsOf(definition, hex`07 ffffff`)).toEqual({ type: 7, xid: 0xffffff }));
