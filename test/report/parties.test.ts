import { expect, it } from 'vitest';
import { addressesIn, isFault, isHost } from '../../src/report/parties.ts';
import { ipvlan } from './fixtures.ts';

const MAC = '02:00:00:00:00:01';

it.each([
  ['10.0.0.1', ['10.0.0.1']],
  ['10.0.0.1 → 10.0.0.2:80', ['10.0.0.1', '10.0.0.2']],
  ['10.0.0.1 ↔ [fd00::1]:80', ['10.0.0.1', 'fd00::1']],
  ['fd00::1:2', ['fd00::1:2']],
  [`10.1.0.1 → 10.1.0.2: ${MAC}`, ['10.1.0.1', '10.1.0.2', MAC]],
  [`${MAC}, ${MAC}`, [MAC]],
  ['3 clients → 10.0.0.2 (ping)', ['10.0.0.2']],
  ['10.0.0.1 at ens36', ['10.0.0.1']],
  ['node-10.0.0.1.pcap', []],
  ['/captures/10.0.0.1/a.pcap: eth0', []],
  ['the capture', []],
])('%s is about %j', (subject, addresses) => expect(addressesIn(subject)).toEqual(addresses));

it.each([
  ['10.0.0.1', MAC],
  ['10.0.0.1', null],
  ['fe80::1', MAC],
  ['22.4.0.1', null],
  ['::1', null],
])('%s at %s is a host', (ip, mac) => expect(isHost({ ip, mac })).toBe(true));

it.each([
  ['224.0.0.5', null],
  ['239.1.2.3', MAC],
  ['255.255.255.255', null],
  ['10.0.0.255', 'ff:ff:ff:ff:ff:ff'],
  ['10.0.0.1', '01:00:5e:00:00:05'],
  ['ff02::1', null],
  ['0.0.0.0', MAC],
  ['::', MAC],
])('%s at %s is none', (ip, mac) => expect(isHost({ ip, mac })).toBe(false));

it('takes everything but information for a fault', () => {
  const [finding] = ipvlan.findings;
  const severities = (['critical', 'error', 'warning', 'info'] as const).map((severity) => ({ ...finding, severity }));
  expect(severities.map(isFault)).toEqual([true, true, true, false]);
});
