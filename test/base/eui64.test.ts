import { expect, it } from 'vitest';
import { formatMac, parseIpv6, parseMac } from '../../src/base/addresses.ts';
import { eui64Station, ipvlanForm } from '../../src/base/eui64.ts';

const stationIn = (address: string): string | null => {
  const station = eui64Station(parseIpv6(address)!);
  return station === null ? null : formatMac(station, 0);
};
const deviceIn = (address: string, station: string): number | null =>
  ipvlanForm(parseIpv6(address)!, parseMac(station)!);

it('finds the station that an EUI-64 address was made of', () => {
  expect(stationIn('fe80::250:56ff:febe:6f9a')).toBe('00:50:56:be:6f:9a');
  expect(stationIn('fe80::a4d3:50ff:fe58:bbc6')).toBe('a6:d3:50:58:bb:c6');
  expect(stationIn('2001:db8::250:56ff:febe:6f9a')).toBe('00:50:56:be:6f:9a');
});

it('finds none in other addresses', () => {
  expect(stationIn('fe80::50:5600:1be:6f9a')).toBeNull();
  expect(stationIn('fe80::1')).toBeNull();
  expect(stationIn('fe80::250:56ff:ffbe:6f9a')).toBeNull();
});

it('finds the number of a device that shares its station address', () => {
  expect(deviceIn('fe80::50:5600:1be:6f9a', '00:50:56:be:6f:9a')).toBe(1);
  expect(deviceIn('fe80::50:5600:2be:6f9a', '00:50:56:be:6f:9a')).toBe(2);
  expect(deviceIn('fe80::50:5612:34be:6f9a', '00:50:56:be:6f:9a')).toBe(0x1234);
});

it('asks for the very station address, its U bit not flipped', () => {
  expect(deviceIn('fe80::250:5600:1be:6f9a', '00:50:56:be:6f:9a')).toBeNull();
  expect(deviceIn('fe80::50:5600:1be:6f9b', '00:50:56:be:6f:9a')).toBeNull();
});

it('takes neither EUI-64 nor device 0 for such a number', () => {
  expect(deviceIn('fe80::250:56ff:febe:6f9a', '00:50:56:be:6f:9a')).toBeNull();
  expect(deviceIn('fe80::50:56ff:febe:6f9a', '00:50:56:be:6f:9a')).toBeNull();
  expect(deviceIn('fe80::50:5600:be:6f9a', '00:50:56:be:6f:9a')).toBeNull();
});
