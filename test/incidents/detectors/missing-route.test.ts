import { describe, expect, it } from 'vitest';
import {
  arp,
  ethernet,
  icmp,
  ipv4,
  MAC_A,
  MAC_B,
  type Network,
  SYN,
  sll2,
  tcp,
  udp,
  vxlan,
} from '../../helpers/frames.ts';
import type { Sighting, SourceOptions } from '../../helpers/observe.ts';
import { findingsOf, theOne } from '../findings.ts';

const COOKED: SourceOptions = { linkTypes: [276] };
const TO_US = 0;
const FROM_US = 4;
const CLIENT = '10.0.0.1';
const POD = '10.9.0.2';

/** A packet that a router passes on: in by device 2, out by device 3 with a TTL one lower. */
const routed = (at: number, packet: (ttl: number) => Network): Sighting[] => [
  { at, bytes: sll2(packet(64), 2, TO_US, MAC_A) },
  { at: at + 0.0001, bytes: sll2(packet(63), 3, FROM_US, MAC_B) },
];
const syn = (at: number): Sighting[] =>
  routed(at, (ttl) => ipv4({ from: CLIENT, to: POD, ttl, id: at + 1 }, tcp({ flags: SYN })));
const told = (frames: readonly Sighting[]): string[] => findingsOf(frames, COOKED).map(({ id }) => id);

describe('a SYN that is passed on twice and never answered', () => {
  const asked = [...syn(0), ...syn(1)];

  it('fires, with the packets that came in', () => {
    const finding = theOne(findingsOf(asked, COOKED), 'missing-route');
    expect(finding).toMatchObject({ severity: 'error', subject: POD });
    expect(finding.evidence.some(({ frames }) => frames.includes(1))).toBe(true);
    expect(finding.displayFilter).toContain(POD);
    expect(finding.next.command).toBe(`ip route get ${POD} from ${CLIENT} iif IFACE`);
    expect(finding.next.why).toContain('(IFACE: device 2 of ip link)');
  });

  it('is left to unanswered-flow when the target answers pings', () => {
    const pong = routed(2, (ttl) => ipv4({ from: POD, to: CLIENT, ttl }, icmp(0)));
    expect(told([...asked, ...pong])).toEqual(['unanswered-flow']);
  });

  it('is left to unanswered-flow when the target answers ARP', () => {
    const reply: Sighting = {
      at: 0.5,
      bytes: sll2(arp({ operation: 2, fromMac: MAC_B, from: POD, toMac: MAC_A, to: '10.9.0.1' }), 3, TO_US, MAC_B),
    };
    expect(told([...asked, reply])).not.toContain('missing-route');
    expect(told([...asked, reply])).toContain('unanswered-flow');
  });
});

it('is silent when the packets leave in a tunnel: they have a route', () => {
  const tunnelled = [0, 1, 2].map((at): Sighting => {
    const inner = ethernet(ipv4({ from: CLIENT, to: POD, ttl: 63, id: at + 1 }, tcp({ flags: SYN })));
    const outer = ipv4({ from: '192.0.2.1', to: '192.0.2.2', id: at + 1 }, udp({ to: 8472 }, vxlan(1, inner)));
    return { at: at + 0.0002, bytes: sll2(outer, 4, FROM_US, MAC_B) };
  });
  const frames = [0, 1, 2].flatMap((at) => [...syn(at), tunnelled[at]]);
  expect(told([0, 1, 2].flatMap(syn))).toContain('missing-route');
  expect(told(frames)).toEqual(expect.arrayContaining(['tunnel-one-way', 'unanswered-flow']));
  expect(told(frames)).not.toContain('missing-route');
});

it('is silent when nothing is passed on', () => {
  const toRouter = [0, 1].map(
    (at): Sighting => ({
      at,
      bytes: sll2(ipv4({ from: CLIENT, to: POD, id: at + 1 }, tcp({ flags: SYN })), 2, TO_US, MAC_A),
    }),
  );
  expect(told(toRouter)).not.toContain('missing-route');
});
