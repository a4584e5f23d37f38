import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatIpv6, formatMac } from '../../src/base/addresses.ts';
import { addressText, senderText, stationText, writeAddress, writeSender } from '../../src/tally/address-words.ts';
import { decoded } from '../wire/decoded.ts';
import { ascii, ethernet, ipv4, join, sll2, u16, udp } from './frames.ts';

const STATION = '02:00:00:00:00:0a';
const bytesOf = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

it('gives every address back as it was', () => {
  const key = new Int32Array(6);
  fc.assert(
    fc.property(bytesOf(16), (bytes) => {
      writeAddress(viewOf(bytes), 0, 6, key, 1);
      expect(addressText(key, 1, 6)).toBe(formatIpv6(bytes, 0));
      writeAddress(viewOf(bytes), 0, 4, key, 1);
      expect(addressText(key, 1, 4)).toBe([...bytes.subarray(0, 4)].join('.'));
      expect([...key.subarray(2, 5)]).toEqual([0, 0, 0]);
    }),
  );
});

it('gives every station back, and none for zeros', () => {
  const station = (bytes: Uint8Array): string => stationText(viewOf(bytes).getUint16(0), viewOf(bytes).getInt32(2));
  fc.assert(fc.property(bytesOf(6), (bytes) => bytes.every((b) => b === 0) || station(bytes) === formatMac(bytes, 0)));
  expect(station(new Uint8Array(6))).toBe('');
});

it('takes the sender from Ethernet, else from a cooked header that stands directly outside', () => {
  const packet = ipv4({ from: '10.0.0.1', to: '10.0.0.2', protocol: 17 }, udp(1, 2, ascii('x')));
  const inner = ipv4({ from: '10.0.0.1', to: '10.0.0.2', protocol: 4 }, packet);
  expect(senderText(decoded(ethernet(STATION, 0x0800, packet)))).toBe(STATION);
  expect(senderText(decoded(sll2(STATION, 0x0800, packet), 276))).toBe(STATION);
  expect(senderText(decoded(sll2(STATION, 0x0800, inner), 276))).toBe('');
  const key = new Int32Array([7, 7]);
  writeSender(decoded(join(packet, u16(0)), 101), key, 0);
  expect([...key]).toEqual([0, 0]);
});
