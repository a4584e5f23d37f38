import { expect, it } from 'vitest';
import * as Fault from '../../src/wire/fault.ts';
import { definition, looksLikeHandshake } from '../../src/wire/wireguard.ts';
import { decodedBy, fieldsOf, packetOf } from './decoded.ts';

const message = (type: number, length: number) => Uint8Array.of(type, 0, 0, 0, 7, ...new Uint8Array(length - 5));

it('reads every field', () => expect(fieldsOf(definition, message(1, 148))).toEqual({ type: 1, index: 7 }));

it.each([
  [1, 148],
  [2, 92],
  [3, 64],
  [4, 32],
  [4, 1440],
])('enters type %i of %i bytes', (type, length) => expect(decodedBy(definition, message(type, length)).count).toBe(1));

it.each([
  [1, 147],
  [2, 93],
  [3, 80],
  [4, 16],
  [4, 33],
  [5, 148],
  [0, 148],
])('does not enter type %i of %i bytes', (type, length) => {
  const packet = decodedBy(definition, message(type, length));
  expect([packet.count, packet.fault]).toEqual([0, Fault.None]);
});

it('judges by the claimed length when the capture was cut', () => {
  expect(decodedBy(definition, message(1, 148).slice(0, 8), 148).count).toBe(1);
  expect(decodedBy(definition, message(1, 148).slice(0, 3), 148).count).toBe(0);
});

it('knows handshakes alone without the port', () => {
  const looks = [message(1, 148), message(2, 92), message(3, 64), message(4, 32), message(2, 148)];
  expect(looks.map((bytes) => looksLikeHandshake(packetOf(bytes)))).toEqual([true, true, false, false, false]);
  expect(looksLikeHandshake(packetOf(message(1, 148).with(1, 1)))).toBe(false);
});
