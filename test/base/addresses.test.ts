import { isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIpv4, formatIpv6, formatMac, parseIpv4, parseIpv6, parseMac } from '../../src/base/addresses.ts';
import { hex } from '../helpers/hex.ts';

const roundTrip = (text: string): string | null => {
  const bytes = parseIpv6(text);
  return bytes && formatIpv6(bytes, 0);
};

describe('IPv4', () => {
  it('writes a dotted quad, also of negative 32-bit numbers', () => {
    expect(formatIpv4(0x0a01_02ff)).toBe('10.1.2.255');
    expect(formatIpv4(0xffff_fffe | 0)).toBe('255.255.255.254');
    expect(formatIpv4(0)).toBe('0.0.0.0');
  });

  it.each([
    ['10.0.0.1', 0x0a00_0001],
    ['255.255.255.255', 0xffff_ffff],
    ['0.0.0.0', 0],
  ])('reads %s', (text, value) => expect(parseIpv4(text)).toBe(value));

  it.each(['', '10.0.0', '10.0.0.0.1', '256.0.0.1', '010.0.0.1', '1.2.3.x', ' 1.2.3.4', '1..2.3', '-1.0.0.0'])(
    'refuses %j',
    (text) => expect(parseIpv4(text)).toBeNull(),
  );

  it('reads back what it writes', () => {
    fc.assert(fc.property(fc.nat(0xffff_ffff), (value) => parseIpv4(formatIpv4(value)) === value));
  });
});

describe('IPv6', () => {
  it.each([
    ['::', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['2001:DB8::0001', '2001:db8::1'],
    ['2001:db8:0:0:0:0:2:1', '2001:db8::2:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
    ['::ffff:c000:201', '::ffff:192.0.2.1'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
    ['1:2:3:4:5:6:7.8.9.10', '1:2:3:4:5:6:708:90a'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
  ])('%s becomes %s', (text, canonical) => expect(roundTrip(text)).toBe(canonical));

  it.each([
    '',
    ':',
    ':::',
    '1:2',
    '1::2::3',
    '1:2:3:4:5:6:7:8:9',
    '::1:2:3:4:5:6:7:8',
    '12345::',
    'g::',
    'fe80::1%eth0',
    '1.2.3.4::',
    ':1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:1.2.3.4',
  ])('refuses %j', (text) => expect(parseIpv6(text)).toBeNull());

  it('starts where it is told', () => {
    expect(formatIpv6(hex`ffff fe80 0000 0000 0000 0000 0000 0000 0001`, 2)).toBe('fe80::1');
  });

  it('reads back what it writes', () => {
    const sixteen = fc.uint8Array({ minLength: 16, maxLength: 16 });
    const sparse = fc.array(fc.constantFrom(0, 0, 0, 1, 255), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(
        fc.oneof(
          sixteen,
          sparse.map((list) => Uint8Array.from(list)),
        ),
        (bytes) => {
          expect(parseIpv6(formatIpv6(bytes, 0))).toEqual(bytes);
          expect(isIPv6(formatIpv6(bytes, 0))).toBe(true);
        },
      ),
    );
  });
});

describe('MAC', () => {
  it('writes lower case with colons', () => {
    expect(formatMac(hex`00 AB0c 0000 00ff`, 1)).toBe('ab:0c:00:00:00:ff');
  });

  it.each(['02:42:0a:00:00:01', '02-42-0A-00-00-01', '0242.0a00.0001', '2:42:a:0:0:1'])('reads %s', (text) =>
    expect(parseMac(text)).toEqual(hex`02420a000001`),
  );

  it.each([
    '',
    '02:42:0a:00:00',
    '02:42:0a:00:00:01:02',
    '02:42-0a:00:00:01',
    '102:0:0:0:0:0',
    'gg:0:0:0:0:0',
    '0242.0a00.00',
  ])('refuses %j', (text) => expect(parseMac(text)).toBeNull());

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 6, maxLength: 6 }), (bytes) => {
        expect(parseMac(formatMac(bytes, 0))).toEqual(bytes);
      }),
    );
  });
});

it('agrees with the platform on which texts are addresses', () => {
  const piece = fc.constantFrom('0', '1', 'f', '255', '256', '.', '.', ':', ':', '::', '01', '2001');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 17 }), (pieces) => {
      const text = pieces.join('');
      expect([text, parseIpv4(text) !== null, parseIpv6(text) !== null]).toEqual([text, isIPv4(text), isIPv6(text)]);
    }),
    { numRuns: 2000 },
  );
});
