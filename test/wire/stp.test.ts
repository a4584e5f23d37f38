import { expect, it } from 'vitest';
import * as Fault from '../../src/wire/fault.ts';
import { definition } from '../../src/wire/stp.ts';
import { hex } from '../helpers/hex.ts';
import { cutTo, decodedBy, fieldsOf } from './decoded.ts';

const CONFIGURATION = hex`
  0000 00 00 01                     // STP, configuration, topology change
  8000 0a580a0a0101 00000004        // root, path cost
  8001 0a580a0a0102 8003            // bridge, port
  0000 1400 0200 0f00
`;
const NOTIFICATION = hex`0000 00 80`;

it('reads every field', () => {
  expect(fieldsOf(definition, CONFIGURATION)).toEqual({
    version: 0,
    type: 0,
    flags: 1,
    rootMac: '0a:58:0a:0a:01:01',
    rootPathCost: 4,
    bridgeMac: '0a:58:0a:0a:01:02',
    port: 0x8003,
  });
});

it('reads a notification, which has no bridges', () => {
  expect(decodedBy(definition, NOTIFICATION)).toMatchObject({ count: 1, fault: Fault.None, control: true });
  expect(fieldsOf(definition, NOTIFICATION)).toEqual({ version: 0, type: 0x80 });
});

it('stops when the capture cuts it', () => {
  expect(cutTo(definition, CONFIGURATION, 34)).toEqual({ captured: Fault.Snapped, claimed: null });
});

it.each([CONFIGURATION.with(1, 1), CONFIGURATION.subarray(0, 3)])(
  'is not entered, nor a fault, when it does not fit',
  (bytes) => {
    const packet = decodedBy(definition, bytes);
    expect([packet.count, packet.fault]).toEqual([0, Fault.None]);
  },
);
