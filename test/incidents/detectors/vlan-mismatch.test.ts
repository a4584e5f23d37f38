import { expect, it } from 'vitest';
import { arp, BROADCAST, ethernet, MAC_A, MAC_B, vlan } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, theOne } from '../findings.ts';

const ROUTER = '52:54:00:00:00:fe';
const THIRD = '02:00:00:00:00:0c';

const ask = (at: number, vid: number, fromMac: string, from: string, to: string): Sighting => ({
  at,
  bytes: ethernet(vlan(vid, arp({ fromMac, from, to })), { from: fromMac, to: BROADCAST }),
});
/** A question and its answer. */
const meet = (at: number, vid: number, asker: [string, string], target: [string, string]): Sighting[] => [
  ask(at, vid, ...asker, target[1]),
  {
    at: at + 0.001,
    bytes: ethernet(
      vlan(vid, arp({ operation: 2, fromMac: target[0], from: target[1], toMac: asker[0], to: asker[1] })),
      { from: target[0], to: asker[0] },
    ),
  },
];
const ONE: [string, string] = [MAC_A, '10.0.0.5'];
const OTHER: [string, string] = [MAC_B, '10.0.0.9'];
const GATEWAY: [string, string] = [ROUTER, '10.0.0.254'];
const inVain = [5, 6, 7].map((at) => ask(at, 100, ...ONE, '10.0.0.9'));

it('fires when the target speaks in another VLAN only', () => {
  const finding = theOne(findingsOf([...inVain, ...meet(8, 200, OTHER, GATEWAY)]), 'vlan-mismatch');
  expect(finding).toMatchObject({ severity: 'error', subject: '10.0.0.5 ↔ 10.0.0.9', confidence: 0.9 });
  expect(finding.summary).toBe('10.0.0.5 asks for 10.0.0.9 in VLAN 100, but 10.0.0.9 speaks in VLAN 200.');
});

it('fires when the asker has neighbours, and the target asks in vain where it is', () => {
  const astray = ask(8, 200, ...OTHER, '10.0.0.254');
  expect(theOne(findingsOf([...meet(0, 100, ONE, GATEWAY), ...inVain, astray]), 'vlan-mismatch').severity).toBe(
    'error',
  );
});

it('is a warning when both have neighbours in their own VLAN', () => {
  const frames = [...meet(0, 100, ONE, GATEWAY), ...inVain, ...meet(8, 200, OTHER, GATEWAY)];
  const finding = theOne(findingsOf(frames), 'vlan-mismatch');
  expect(finding).toMatchObject({ severity: 'warning', confidence: 0.5 });
  expect(finding.alternatives[0]).toContain('two networks use the same addresses');
});

it('is a warning when the address of the asker is in use in the other VLAN too', () => {
  const twin: [string, string] = [THIRD, '10.0.0.5'];
  expect(theOne(findingsOf([...inVain, ...meet(8, 200, twin, OTHER)]), 'vlan-mismatch').severity).toBe('warning');
});

it('is an error when the two ask for each other, whatever else they hear', () => {
  const back = [5, 6, 7].map((at) => ask(at + 0.5, 200, ...OTHER, '10.0.0.5'));
  const frames = [...meet(0, 100, ONE, GATEWAY), ...meet(1, 200, OTHER, GATEWAY), ...inVain, ...back];
  expect(theOne(findingsOf(frames), 'vlan-mismatch')).toMatchObject({ severity: 'error', confidence: 0.97 });
});
