import { expect, it } from 'vitest';
import { arp, BROADCAST, ethernet, ipv4, MAC_A, MAC_B, tcp } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, idsOf, theOne } from '../findings.ts';

const PEER = '02:00:00:00:00:01';
const claim = (at: number, mac: string): Sighting => ({
  at,
  bytes: ethernet(arp({ fromMac: mac, from: '10.0.0.5', to: '10.0.0.5' }), { from: mac, to: BROADCAST }),
});
const packet = (at: number, to: string): Sighting => ({
  at,
  bytes: ethernet(ipv4({ to: '10.0.0.5', id: at + 1 }, tcp()), { from: PEER, to }),
});

it('fires when a flow begins by the old station after the move', () => {
  const finding = theOne(findingsOf([claim(0, MAC_A), claim(10, MAC_B), packet(15, MAC_A)]), 'stale-neighbour');
  expect(finding).toMatchObject({ severity: 'error', subject: '10.0.0.5', count: 1 });
  expect(finding.evidence[0].frames).toEqual([3]);
  expect(finding.displayFilter).toBe(
    `(ip.dst == 10.0.0.5 && eth.dst == ${MAC_A} && frame.time_epoch >= 1700000015.000000) || arp.src.proto_ipv4 == 10.0.0.5`,
  );
});

it('is silent when neighbours learned the new station', () => {
  expect(idsOf([claim(0, MAC_A), claim(10, MAC_B), packet(15, MAC_B)])).toEqual([]);
});

it('is silent about packets before the move and just after it', () => {
  expect(idsOf([claim(0, MAC_A), packet(5, MAC_A), claim(10, MAC_B)])).toEqual([]);
  expect(idsOf([claim(0, MAC_A), claim(10, MAC_B), packet(11, MAC_A)])).toEqual([]);
});
