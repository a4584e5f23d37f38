import { expect, it } from 'vitest';
import { readIpam } from '../../src/declared/ipam.ts';
import type { Mapping } from '../../src/declared/tree.ts';

const read = (ipam: unknown) => readIpam({ ipam } as Mapping);

it.each([
  ['host-local', { subnet: '10.1.2.0/24', rangeStart: '10.1.2.5', gateway: '10.1.2.1' }, ['10.1.2.0/24'], ['10.1.2.1']],
  [
    'host-local',
    { ranges: [[{ subnet: '10.1.0.0/16', gateway: '10.1.0.1' }], [{ subnet: 'fd00::/64' }]] },
    ['10.1.0.0/16', 'fd00::/64'],
    ['10.1.0.1'],
  ],
  ['whereabouts', { range: '192.168.2.225/28', gateway: '192.168.2.230' }, ['192.168.2.224/28'], ['192.168.2.230']],
  ['whereabouts', { range: '10.1.0.5-10.1.0.9/24' }, ['10.1.0.0/24'], []],
  [
    'whereabouts',
    { ipRanges: [{ range: '10.2.0.0/24' }, { range: '10.3.0.0/24' }] },
    ['10.2.0.0/24', '10.3.0.0/24'],
    [],
  ],
  [
    'static',
    { addresses: [{ address: '172.16.10.2/24', gateway: '172.16.10.1' }] },
    ['172.16.10.0/24'],
    ['172.16.10.1'],
  ],
  ['dhcp', {}, [], []],
])('reads what %s gives out: %j', (type, rest, subnets, gateways) => {
  expect(read({ type, ...rest })).toMatchObject({ ipam: type, subnets, gateways, complaints: [] });
});

it.each([
  [
    { addresses: [{ address: '172.16.10.2/24', gateway: '172.16.0.1' }] },
    'gateway 172.16.0.1 is not on-link: it is outside of 172.16.10.0/24',
  ],
  [{ subnet: '10.1.2.0/24', gateway: '10.1.3.1' }, 'gateway 10.1.3.1 is not on-link'],
  [{ subnet: '10.1.2.0/24', routes: [{ dst: '0.0.0.0/0', gw: '10.9.0.1' }] }, 'gateway 10.9.0.1 is not on-link'],
  [{ ranges: [[{ subnet: '10.1.2.0/24' }]], gateway: '10.9.0.1' }, 'gateway 10.9.0.1 is not on-link'],
  [{ subnet: '10.1.2.0/24', rangeEnd: '10.1.3.9' }, 'range bound 10.1.3.9 is outside of 10.1.2.0/24'],
  [{ addresses: [{ address: '172.16.10.2' }] }, "'172.16.10.2' is no address with a prefix length"],
])('tells what cannot work in %j, once', (section, complaint) => {
  expect(read(section).complaints).toEqual([expect.stringContaining(complaint)]);
});

it.each([
  { subnet: '2001:db8::/64', gateway: 'fe80::1' },
  { subnet: '10.1.2.0/24', routes: [{ dst: '::/0', gw: '2001:db8::1' }] },
  { gateway: '10.1.2.1' },
])('does not judge what it cannot: %j', (section) => {
  expect(read(section).complaints).toEqual([]);
});
