import { expect, it } from 'vitest';
import { definition } from '../../src/wire/bgp.ts';
import * as Fault from '../../src/wire/fault.ts';
import { hex } from '../helpers/hex.ts';
import { decodedBy, fieldsOf } from './decoded.ts';

const KEEPALIVE = hex`ffffffffffffffffffffffffffffffff 0013 04`;

it('reads every field', () => expect(fieldsOf(definition, KEEPALIVE)).toEqual({ messageLength: 19, type: 4 }));

it.each([
  ['a gap in the marker', KEEPALIVE.with(15, 0)],
  ['a length below the header', KEEPALIVE.with(17, 18)],
  ['type 0', KEEPALIVE.with(18, 0)],
  ['type 6', KEEPALIVE.with(18, 6)],
  ['too short', KEEPALIVE.subarray(0, 18)],
])('is not entered, nor a fault: %s', (_, bytes) => {
  const packet = decodedBy(definition, bytes);
  expect([packet.count, packet.fault]).toEqual([0, Fault.None]);
});

it.each([1, 5])('takes type %i', (type) => expect(decodedBy(definition, KEEPALIVE.with(18, type)).count).toBe(1));
