import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AS_PUBLISHED, PrefixMap } from '../../../src/anonymize/addresses/prefix-map.ts';
import { secretOf } from '../../../src/anonymize/secret.ts';
import { formatIpv6, parseIpv6 } from '../../../src/base/addresses.ts';
import { SECRET } from '../originals.ts';

/** Key and results of the sample trace that comes with the reference implementation. */
const REFERENCE = Uint8Array.of(
  ...[21, 34, 23, 141, 51, 164, 207, 128, 19, 10, 91, 22, 73, 144, 125, 16],
  ...[216, 152, 143, 131, 121, 121, 101, 39, 98, 87, 76, 45, 42, 132, 34, 2],
);
const VECTORS = [
  ['128.11.68.132', '135.242.180.132'],
  ['129.118.74.4', '134.136.186.123'],
  ['130.132.252.244', '133.68.164.234'],
  ['141.223.7.43', '141.167.8.160'],
  ['152.163.225.39', '151.140.114.167'],
  ['192.102.249.13', '252.138.62.131'],
  ['204.184.162.189', '243.192.77.90'],
];
const bytesOf = (text: string): Uint8Array => Uint8Array.from(text.split('.'), Number);

it.each(VECTORS)('maps %s as the reference implementation does', (original, pseudonym) => {
  const map = new PrefixMap(secretOf(REFERENCE), AS_PUBLISHED, 32);
  expect([...map.of(bytesOf(original))].join('.')).toBe(pseudonym);
});

/** The same key over 128 bits: what implementations of several hands, in Go, Rust and C++, agree on for IPv6. */
const VECTORS_OF_IPV6 = [
  ['::1', '78ff:f001:9fc0:20df:8380:b1f1:704:ed'],
  ['::2', '78ff:f001:9fc0:20df:8380:b1f1:704:ef'],
  ['::ffff', '78ff:f001:9fc0:20df:8380:b1f1:704:f838'],
  ['2001:db8::1', '4401:2bc:603f:d91d:27f:ff8e:e6f1:dc1e'],
  ['2001:db8::2', '4401:2bc:603f:d91d:27f:ff8e:e6f1:dc1c'],
];

it.each(VECTORS_OF_IPV6)('maps %s as others do', (original, pseudonym) => {
  const map = new PrefixMap(secretOf(REFERENCE), AS_PUBLISHED, 128);
  expect(formatIpv6(map.of(parseIpv6(original)!), 0)).toBe(pseudonym);
});

it('as published, would leave many private addresses what they are; as used, hardly any', () => {
  const pins = [{ prefix: Uint8Array.of(192, 168), bits: 16, whole: false }];
  const keys = [3, 5, 6].map((k) => Uint8Array.from({ length: 32 }, (_, i) => i * 37 * k + k * 91));
  const sameBy = (key: Uint8Array, purpose: string): number => {
    const map = new PrefixMap(secretOf(key), purpose, 32, pins);
    const all = Array.from({ length: 65_536 / 31 }, (_, i) => Uint8Array.of(192, 168, (i * 31) >> 8, (i * 31) & 0xff));
    return all.filter((address) => map.of(address).every((byte, i) => byte === address[i])).length;
  };
  const same = (purpose: string): number => keys.reduce((sum, key) => sum + sameBy(key, purpose), 0);
  expect(same(AS_PUBLISHED)).toBeGreaterThan(40);
  expect(same('ipv4')).toBeLessThan(4);
});

/** Bits that two addresses share in front. */
function common(a: Uint8Array, b: Uint8Array): number {
  const bits = [...a].map((byte, i) => (byte ^ b[i]).toString(2).padStart(8, '0')).join('');
  return bits.includes('1') ? bits.indexOf('1') : bits.length;
}

describe.each([
  ['IPv4', 32],
  ['IPv6', 128],
])('of %s', (purpose, bits) => {
  const map = new PrefixMap(secretOf(SECRET), purpose, bits);
  const address = fc.uint8Array({ minLength: bits / 8, maxLength: bits / 8 });

  it('shares as many bits as the originals do', () => {
    const near = fc.tuple(address, fc.integer({ min: 0, max: bits - 1 }), address).map(([a, bit, rest]) => {
      const b = a.map((byte, i) => (i > bit >> 3 ? rest[i] : byte));
      b[bit >> 3] ^= 0x80 >> (bit & 7);
      return [a, b] as const;
    });
    fc.assert(fc.property(near, ([a, b]) => common(map.of(a), map.of(b)) === common(a, b)));
  });

  it('depends on the secret', () => {
    const other = new PrefixMap(secretOf(REFERENCE), purpose, bits);
    const all = Array.from({ length: 50 }, (_, i) => new Uint8Array(bits / 8).fill(i * 5));
    expect(all.filter((one) => common(map.of(one), other.of(one)) === bits)).toEqual([]);
  });
});

it('leaves pinned prefixes what they are, and stays a permutation', () => {
  const pins = [
    { prefix: Uint8Array.of(10, 0), bits: 8, whole: false },
    { prefix: Uint8Array.of(11, 7), bits: 16, whole: true },
  ];
  const map = new PrefixMap(secretOf(SECRET), 'test', 16, pins);
  const all = Array.from({ length: 65_536 }, (_, i) => map.of(Uint8Array.of(i >> 8, i & 0xff)));
  expect(new Set(all.map(([a, b]) => a * 256 + b)).size).toBe(65_536);
  expect(all.slice(10 * 256, 11 * 256).every(([a]) => a === 10)).toBe(true);
  expect([...all[11 * 256 + 7]]).toEqual([11, 7]);
  expect(all.slice(10 * 256, 11 * 256).filter(([, b], i) => b === i).length).toBeLessThan(32);
});
