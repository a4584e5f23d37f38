import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Fault from '../../src/wire/fault.ts';
import { faultName, inspect } from '../../src/wire/inspect.ts';
import { hex } from '../helpers/hex.ts';
import { decoded } from './decoded.ts';

const ARP = hex`ffffffffffff 020000000001 0806 0001 0800 06 04 0001 020000000001 0a000001 000000000000 0a000002`;

it('shows every whole layer with its place and fields', () => {
  const layers = inspect(decoded(ARP));
  expect(layers.map(({ protocol, offset }) => [protocol, offset])).toEqual([
    ['ethernet', 0],
    ['arp', 14],
  ]);
  expect(layers[1].fields).toMatchObject({ operation: 1, senderIp: '10.0.0.1' });
});

it('leaves the layer out that a fault stopped at', () => {
  expect(inspect(decoded(ARP.subarray(0, 30))).map(({ protocol }) => protocol)).toEqual(['ethernet']);
});

it('leaves fields out that are not there', () => {
  const cut = decoded(hex`ffffffffffff 020000000001 0806 0007 0800 06 05 0001`);
  expect(inspect(cut)[1].fields).toEqual({ hardwareType: 7, protocolType: 0x0800, operation: 1 });
});

it('names faults', () => {
  const codes = Object.values(Fault).toSorted((a, b) => a - b);
  expect(codes.map(faultName)).toEqual(['none', 'snapped', 'short', 'malformed', 'too-deep']);
  expect(faultName(99)).toBe('unknown');
});

it('never throws, whatever the bytes', () => {
  const types = fc.constantFrom(0, 1, 9, 50, 51, 101, 104, 113, 228, 229, 239, 276);
  fc.assert(
    fc.property(types, fc.uint8Array({ maxLength: 120 }), (linkType, bytes) => void inspect(decoded(bytes, linkType))),
  );
});
