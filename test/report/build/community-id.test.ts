/** Reference values: corelight/community-id-spec, baseline/README.md and baseline_deflt.json. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { run } from '../../../src/engine/run.ts';
import { ethernet, icmp, ipv4, ipv6, type Network, raw, sctp, type Transport, tcp, udp } from '../../helpers/frames.ts';
import { analysisOf, observeFrames } from '../../helpers/observe.ts';

const REFERENCE = fileURLToPath(
  new URL('../../../../shared/corpus/community-id-spec/pcaps/combined.pcap.gz', import.meta.url),
);
const SIX_A = 'fe80:0001:0203:0405:0607:0809:0a0b:0c0d';
const SIX_B = 'fe80:1011:1213:1415:1617:1819:1a1b:1c1d';

const there = (transport: Transport): Network => ipv4({ from: '1.2.3.4', to: '5.6.7.8' }, transport);
const back = (transport: Transport): Network => ipv4({ from: '5.6.7.8', to: '1.2.3.4' }, transport);
const there6 = (transport: Transport): Network => ipv6({ from: SIX_A, to: SIX_B }, transport);
const back6 = (transport: Transport): Network => ipv6({ from: SIX_B, to: SIX_A }, transport);

const idsOf = (...packets: Network[]): (string | null)[] =>
  analysisOf(observeFrames(packets.map((packet) => ({ bytes: ethernet(packet) })))).flows.top.map(
    ({ communityId }) => communityId,
  );

const forth = { from: 1122, to: 3344 };
const reverse = { from: 3344, to: 1122 };

it.each([
  ['tcp', there(tcp(forth)), back(tcp(reverse)), '1:wCb3OG7yAFWelaUydu0D+125CLM='],
  ['udp', there(udp(forth)), back(udp(reverse)), '1:0Mu9InQx6z4ZiCZM/7HXi2WMhOg='],
  ['sctp', there(sctp(1122, 3344)), back(sctp(3344, 1122)), '1:EKt4MsxuyaE6mL+hmrEkQ9csDD8='],
  ['icmp echo', there(icmp(8)), back(icmp(0)), '1:crodRHL2FEsHjbv3UkRrfbs4bZ0='],
  ['icmpv6 echo', there6(icmp(128, 0, 4, 58)), back6(icmp(129, 0, 4, 58)), '1:0bf7hyMJUwt3fMED7z8LIfRpBeo='],
  ['rsvp', there(raw(46, 8)), back(raw(46, 8)), '1:ikv3kmf89luf73WPz1jOs49S768='],
  ['rsvp over IPv6', there6(raw(46, 8)), back6(raw(46, 8)), '1:wQ/2mwrnXP4lmJcHdGL5ePjR+e0='],
])('is the published one for %s, in both directions, whichever came first', (_, one, other, id) => {
  expect(idsOf(one, other)).toEqual([id]);
  expect(idsOf(other, one)).toEqual([id]);
});

it.each([
  ['icmp time exceeded', there(icmp(11)), '1:f/YiSyWqczrTgfUCZlBUnvHRcPk='],
  ['icmpv6 type 146', there6(icmp(146, 0, 4, 58)), '1:fYC8+pz24E+EhANP1EZhpX0Dw10='],
])('is the published one for %s, which goes one way', (_, packet, id) => {
  expect(idsOf(packet)).toEqual([id]);
});

it('gives one-way messages of both ends two ids', () => {
  expect(new Set(idsOf(there(icmp(11)), back(icmp(11)))).size).toBe(2);
});

it.skipIf(!existsSync(REFERENCE))('gives every flow of the reference capture its published id', async () => {
  const { flows } = analysisOf(await run([REFERENCE], { vxlanPorts: [], filter: null }));
  expect(new Set(flows.top.map(({ communityId }) => communityId))).toEqual(
    new Set([
      '1:dGHyGvjMfljg6Bppwm3bg0LO8TY=',
      '1:zavyT/cezQr1fmImYCwYnMXbgck=',
      '1:2ObVBgIn28oZvibYZhZMBgh7WdQ=',
      '1:hLZd0XGWojozrvxqE0dWB1iM6R0=',
      '1:+TW+HtLHvV1xnGhV1lv7XoJrqQg=',
      '1:hO+sN4H+MG5MY/8hIrXPqc4ZQz0=',
      '1:pkvHqCL88/tg1k4cPigmZXUtL00=',
      '1:X0snYXpgwiv9TZtqg64sgzUn6Dk=',
      '1:YHxtAirCG//0OzkcVAukqKQN9xM=',
      '1:/qFaeAR+gFe1KYjMzVDsMv+wgU4=',
      '1:MP2EtRCAUIZvTw6MxJHLV7N7JDs=',
      '1:LQU9qZlK+B5F3KDmev6m5PMibrg=',
      '1:d/FP5EW3wiY1vCndhwleRRKHowQ=',
      '1:KHlLkgoJW7ifUTyTSgyVfkFHzKw=',
    ]),
  );
});
