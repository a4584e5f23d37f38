import { expect, it } from 'vitest';
import { ACK, ethernet, ipv4, MAC_A, MAC_B, RST, SYN, tcp } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, idsOf, theOne } from '../findings.ts';

const out = (at: number, flags: number, sequence: number): Sighting => ({
  at,
  bytes: ethernet(ipv4({ id: 1 + at * 10 }, tcp({ flags, sequence }))),
});
const back = (at: number, flags: number, sequence: number): Sighting => ({
  at,
  bytes: ethernet(
    ipv4({ from: '10.0.0.2', to: '10.0.0.1', id: 100 + at * 10 }, tcp({ from: 80, to: 40_000, flags, sequence })),
    { from: MAC_B, to: MAC_A },
  ),
});

it('fires when a reset answers the SYN', () => {
  const finding = theOne(findingsOf([out(0, SYN, 0), back(0.1, RST | ACK, 0)]), 'connection-refused');
  expect(finding).toMatchObject({ severity: 'warning', subject: '10.0.0.2:80', count: 1 });
  expect(finding.evidence[0].frames).toEqual([2]);
  expect(finding.next.command).toBe("ss -ltnp 'sport = :80'");
});

it('is silent about a reset after the connection was opened', () => {
  expect(idsOf([out(0, SYN, 0), back(0.1, SYN | ACK, 0), out(0.2, ACK, 1), back(0.3, RST | ACK, 1)])).toEqual([]);
});

it('is silent about a reset from the client', () => {
  expect(idsOf([out(0, SYN, 0), back(0.1, SYN | ACK, 0), out(0.2, RST, 1)])).toEqual([]);
});
