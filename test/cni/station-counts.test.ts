import { describe, expect, it } from 'vitest';
import { classify } from '../../src/cni/classify.ts';
import { arp, BROADCAST, ethernet, ipv4, type Network, tcp, udp, vlan, vxlan } from '../helpers/frames.ts';
import { observeFrames, observeInputs } from '../helpers/observe.ts';
import { CARD, OTHER_CARD, POD, SIBLING, timed } from './scene-of.ts';

/** More than a scene keeps. */
const CROWD = 5000;
const macOf = (i: number): string => `02:00:00:00:${hex(i >> 8)}:${hex(i & 255)}`;
const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

/** For each segment: stations, listed hosts, frames. */
const counted = (frames: Uint8Array[]): number[][] =>
  classify(observeFrames(timed(frames))).segments.map(({ stations, hosts, frames }) => [
    stations,
    hosts.length,
    frames,
  ]);

describe.each<[string, (mac: string, ip: string) => Network]>([
  ['IP packets', (_, ip) => ipv4({ from: ip, to: '10.9.0.1' }, tcp())],
  ['ARP', (mac, ip) => arp({ fromMac: mac, from: ip })],
])('stations that send %s', (_, packet) => {
  it('are all counted, while the list is cut', () => {
    const crowd = Array.from({ length: CROWD }, (_, i) =>
      ethernet(vlan(7, packet(macOf(i), `10.0.${i >> 8}.${i & 255}`)), { from: macOf(i), to: CARD }),
    );
    const other = ethernet(packet(POD, '10.9.0.2'), { from: POD, to: CARD });
    expect(counted([other, ...crowd]).toSorted(([a], [b]) => b - a)).toEqual([
      [CROWD, 256, CROWD],
      [1, 1, 1],
    ]);
  });
});

it('counts a station of two VNIs once, and those that only send to groups', () => {
  const inner = ethernet(arp({ fromMac: POD }), { from: POD, to: BROADCAST });
  const outer = (vni: number): Uint8Array =>
    ethernet(ipv4({ from: '10.1.0.1', to: '10.1.0.2' }, udp({ to: 8472 }, vxlan(vni, inner))), {
      from: CARD,
      to: OTHER_CARD,
    });
  const query = ethernet(ipv4({ from: '10.1.0.3', to: '224.0.0.1' }, udp({})), {
    from: SIBLING,
    to: '01:00:5e:00:00:01',
  });
  expect(counted([outer(1), outer(2), query]).map(([stations]) => stations)).toEqual([1, 2]);
});

it('counts stations on the network that they are on', () => {
  const between = (from: string, to: string, ip: string): Uint8Array =>
    ethernet(ipv4({ from: ip, to: '10.0.0.9' }, tcp()), { from, to });
  const pods = [between(POD, SIBLING, '10.0.0.1'), between(SIBLING, POD, '10.0.0.2')];
  const inputs = [pods, [between(CARD, OTHER_CARD, '10.1.0.1')]];
  const { segments } = classify(observeInputs(inputs.map((frames) => timed(frames))));
  expect(segments.map(({ stations }) => stations).toSorted()).toEqual([1, 2]);
});
