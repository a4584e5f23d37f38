import { expect, it } from 'vitest';
import { ethernet, ipv4, MAC_A, MAC_B, SYN, tcp, udp, vxlan } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, theOne } from '../findings.ts';

const inside = (at: number): Uint8Array =>
  vxlan(1, ethernet(ipv4({ from: '10.244.0.2', to: '10.244.1.2', id: at + 1 }, tcp({ flags: SYN }))));
const sent = (at: number): Sighting => ({
  at,
  bytes: ethernet(
    ipv4({ from: '192.168.0.1', to: '192.168.0.2', id: at + 1 }, udp({ from: 40_000, to: 8472 }, inside(at))),
  ),
});
const returned: Sighting = {
  at: 4,
  bytes: ethernet(
    ipv4(
      { from: '192.168.0.2', to: '192.168.0.1', id: 9 },
      udp({ from: 40_001, to: 8472 }, vxlan(1, ethernet(ipv4({ from: '10.244.1.9', to: '10.244.0.2' }, tcp())))),
    ),
    { from: MAC_B, to: MAC_A },
  ),
};

it('fires when SYNs go out in a tunnel three times and nothing comes back', () => {
  const finding = theOne(findingsOf([sent(0), sent(1), sent(3)]), 'tunnel-one-way');
  expect(finding).toMatchObject({ severity: 'warning', subject: '192.168.0.1 → 192.168.0.2', count: 3 });
  expect(finding.displayFilter).toBe('ip.src == 192.168.0.1 && ip.dst == 192.168.0.2 && udp.dstport == 8472');
});

it('is silent at two, and when anything comes back by the tunnel', () => {
  const ids = (frames: Sighting[]): string[] => findingsOf(frames).map(({ id }) => id);
  expect(ids([sent(0), sent(1)])).not.toContain('tunnel-one-way');
  expect(ids([sent(0), sent(1), sent(3), returned])).not.toContain('tunnel-one-way');
});
