import { expect, it } from 'vitest';
import { embeddedAddress } from '../../../src/report/build/embedded-address.ts';
import { ethernet, ipv4, udp } from '../../helpers/frames.ts';
import { analysisOf, observeFrames } from '../../helpers/observe.ts';

it.each([
  ['0a:58:0a:f4:00:05', '10.244.0.5', '0a:58'],
  ['02:42:ac:11:00:02', '172.17.0.2', '02:42'],
  ['42:01:0a:80:00:0f', '10.128.0.15', '42:01'],
])('reads the address that %s spells', (mac, ip, scheme) => {
  expect(embeddedAddress(mac)).toEqual({ ip, scheme });
});

it.each(['0a:59:0a:f4:00:05', '00:0a:58:0a:f4:00', 'ff:ff:ff:ff:ff:ff'])('reads none in %s', (mac) => {
  expect(embeddedAddress(mac)).toBeNull();
});

it('stands in the report beside the station', () => {
  const frame = ethernet(ipv4({}, udp({})), { from: '0a:58:0a:f4:00:05' });
  const station = analysisOf(observeFrames([{ bytes: frame }])).endpoints.macs.find(({ scheme }) => scheme !== null);
  expect(station).toMatchObject({
    embeddedIp: '10.244.0.5',
    scheme: '0a:58',
    locallyAdministered: true,
    ips: ['10.0.0.1'],
  });
});
