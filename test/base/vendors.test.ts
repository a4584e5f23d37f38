import { expect, it } from 'vitest';
import { Vendors } from '../../src/base/vendors.ts';
import { concat } from '../helpers/capture-builder.ts';

const u32 = (value: number): Uint8Array => new Uint8Array(Uint32Array.of(value).buffer);
const table = concat([
  ...[3, 0x00000c, 0x005056, 0xfcffff, 13, 0, 13].map(u32),
  new TextEncoder().encode('VMware, Inc.\nCisco Systems\n'),
]);

it.each([
  ['00:00:0c:12:34:56', 'Cisco Systems'],
  ['00:50:56:00:00:01', 'VMware, Inc.'],
  ['fc:ff:ff:00:00:01', 'Cisco Systems'],
  ['00:00:0b:00:00:01', null],
  ['00:50:57:00:00:01', null],
  ['ff:ff:ff:ff:ff:ff', null],
])('finds the owner of %s', (mac, owner) => {
  expect(new Vendors(table).of(mac)).toBe(owner);
});

it('reads a table in the middle of a buffer, and knows nobody from an empty one', () => {
  const buffer = concat([new Uint8Array(5), table]);
  expect(new Vendors(buffer.subarray(5)).of('00:50:56:00:00:01')).toBe('VMware, Inc.');
  expect(new Vendors(new Uint8Array(4)).of('00:50:56:00:00:01')).toBeNull();
});
