import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Addresses } from '../../../src/anonymize/addresses/addresses.ts';
import { secretOf } from '../../../src/anonymize/secret.ts';
import { formatIpv4, formatIpv6, formatMac, parseIpv4, parseIpv6, parseMac } from '../../../src/base/addresses.ts';
import { eui64Station, ipvlanForm } from '../../../src/base/eui64.ts';
import { SECRET } from '../originals.ts';

const addresses = new Addresses(secretOf(SECRET));
const v4 = (text: string): string => {
  const value = parseIpv4(text) ?? 0;
  const bytes = addresses.ipv4.of(Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value));
  return formatIpv4(((bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3]) >>> 0);
};
const v6 = (text: string): string => formatIpv6(addresses.ipv6.of(parseIpv6(text)!), 0);
const mac = (text: string): string => formatMac(addresses.stations.of(parseMac(text)!), 0);

it.each([
  '0.0.0.0',
  '127.0.0.53',
  '255.255.255.255',
  '169.254.1.1',
  '169.254.169.254',
  '224.0.0.251',
  '239.255.255.250',
])('%s says what it always says', (address) => expect(v4(address)).toBe(address));

it.each(['::', '::1', 'ff02::1', 'ff02::16', 'ff02::1:2', 'ff05::1:3'])('%s says what it always says', (address) =>
  expect(v6(address)).toBe(address),
);

it.each([
  'ff:ff:ff:ff:ff:ff',
  '00:00:00:00:00:00',
  'ee:ee:ee:ee:ee:ee',
  'aa:bb:cc:dd:ee:ff',
  '00:00:5e:00:01:0a',
  '01:80:c2:00:00:0e',
  '33:33:00:00:00:16',
  '01:00:5e:00:00:fb',
])('%s says what it always says', (station) => expect(mac(station)).toBe(station));

it.each([
  ['10.1.2.3', /^10\./],
  ['172.20.1.1', /^172\.(1[6-9]|2\d|3[01])\./],
  ['192.168.1.1', /^192\.168\./],
  ['100.64.3.4', /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./],
  ['169.254.77.3', /^169\.254\./],
])('%s stays in its range', (address, range) => {
  expect(v4(address)).toMatch(range);
  expect(v4(address)).not.toBe(address);
});

it('a public address stays public', () => {
  const special =
    /^(0|10|127|192\.168|169\.254|22[4-9]|2[3-5]\d|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
  const octet = fc.nat(255);
  const text = fc.tuple(octet, octet, octet, octet).map((parts) => parts.join('.'));
  fc.assert(
    fc.property(
      text.filter((ip) => !special.test(ip)),
      (ip) => !special.test(v4(ip)),
    ),
  );
});

it('a station keeps vendor, group and U/L bit', () => {
  expect(mac('00:50:56:01:02:03')).toMatch(/^00:50:56:/);
  expect(mac('52:54:00:01:02:03')).toMatch(/^52:54:00:/);
  expect(mac('00:50:56:01:02:03')).not.toBe('00:50:56:01:02:03');
});

it('a random station keeps its first byte, and never becomes one that software names', () => {
  const random = fc
    .uint8Array({ minLength: 5, maxLength: 5 })
    .map((rest) => `0a:${[...rest].map((b) => b.toString(16).padStart(2, '0')).join(':')}`);
  fc.assert(
    fc.property(
      random.filter((text) => !text.startsWith('0a:58')),
      (text) => mac(text).startsWith('0a:') && !mac(text).startsWith('0a:58'),
    ),
    { numRuns: 2000 },
  );
});

it.each(['0a:58', '02:42', '42:01'])('the address in %s:… is the pseudonym of the address', (scheme) => {
  const hex = (ip: string): string =>
    ip
      .split('.')
      .map((part) => Number(part).toString(16).padStart(2, '0'))
      .join(':');
  expect(mac(`${scheme}:${hex('10.244.3.7')}`)).toBe(`${scheme}:${hex(v4('10.244.3.7'))}`);
});

it.each(['00:50:56:aa:01:02', '5e:3c:11:22:33:44', '0a:58:0a:f4:00:05'])(
  'an EUI-64 address of %s stays one',
  (station) => {
    const bytes = parseMac(station)!;
    for (const prefix of ['fe80::', '2001:db8:1:2::']) {
      const address = parseIpv6(prefix)!;
      address.set([bytes[0] ^ 2, bytes[1], bytes[2], 0xff, 0xfe, bytes[3], bytes[4], bytes[5]], 8);
      const mapped = addresses.ipv6.of(address);
      expect(formatMac(eui64Station(mapped)!, 0)).toBe(mac(station));
      expect(formatIpv6(mapped, 0).startsWith('fe80::')).toBe(prefix === 'fe80::');
    }
  },
);

it('the link-local address of an ipvlan slave keeps its device number and its station', () => {
  const station = parseMac('00:50:56:aa:01:02')!;
  const address = parseIpv6('fe80::50:5600:3aa:102')!;
  expect(ipvlanForm(address, station)).toBe(3);
  expect(ipvlanForm(addresses.ipv6.of(address), addresses.stations.of(station))).toBe(3);
});

it('solicited-node groups and their stations end as the address does', () => {
  const low = (text: string): string => Buffer.from(parseIpv6(text)!.subarray(13)).toString('hex');
  for (const address of ['2001:db8::17:4ad', 'fe80::250:56ff:feaa:102', 'fd00:10:244::5']) {
    const target = low(address);
    const group = v6(`ff02::1:ff${target.slice(0, 2)}:${target.slice(2)}`);
    expect(low(group)).toBe(low(v6(address)));
    const ethernet = mac(`33:33:ff:${target.match(/../g)!.join(':')}`);
    expect(ethernet.replaceAll(':', '').slice(6)).toBe(low(v6(address)));
  }
});

it('groups made of stations that hold an IPv4 address follow them within a packet', () => {
  const mine = new Addresses(secretOf(SECRET));
  mine.stations.note(parseMac('0a:58:0a:f4:00:05')!, 0);
  const group = mine.stations.of(parseMac('33:33:ff:f4:00:05')!, 0);
  expect([...group.subarray(3)]).toEqual([...mine.ipv4.of(Uint8Array.of(10, 0xf4, 0, 5)).subarray(1)]);
});

it.each([
  ['239.1.2.3', '01:00:5e:01:02:03'],
  ['239.129.2.3', '01:00:5e:01:02:03'],
])('the group %s goes with the station %s', (group, station) => {
  const bytes = v4(group).split('.').map(Number);
  const expected = [0x01, 0x00, 0x5e, bytes[1] & 0x7f, bytes[2], bytes[3]];
  expect(mac(station)).toBe(formatMac(Uint8Array.from(expected), 0));
  expect(v4(group)).not.toBe(group);
});

it('IPv6 groups go with their stations', () => {
  const group = addresses.ipv6.of(parseIpv6('ff15::abcd:1234')!);
  expect(formatIpv6(group, 0)).toMatch(/^ff15::/);
  expect(mac('33:33:ab:cd:12:34')).toBe(`33:33:${formatMac(group, 10).slice(6)}`);
});

it('an IPv4 address in an IPv6 one is the same pseudonym', () => {
  expect(v6('::ffff:10.1.2.3')).toBe(`::ffff:${v4('10.1.2.3')}`);
  expect(v6('64:ff9b::8.8.8.8')).toBe(formatIpv6(parseIpv6(`64:ff9b::${v4('8.8.8.8')}`)!, 0));
});

it('different addresses stay different', () => {
  const all = Array.from({ length: 4096 }, (_, i) => `192.168.${i >> 8}.${i & 0xff}`);
  expect(new Set(all.map(v4)).size).toBe(4096);
  const stations = Array.from(
    { length: 4096 },
    (_, i) => `5e:00:00:00:${(i >> 8).toString(16)}:${(i & 0xff).toString(16)}`,
  );
  expect(new Set(stations.map(mac)).size).toBe(4096);
});
