import { expect, it } from 'vitest';
import { detectAll } from '../../../src/incidents/detect.ts';
import { arp, BROADCAST, ethernet, MAC_A, MAC_B, sll2 } from '../../helpers/frames.ts';
import { observeInputs, type Sighting } from '../../helpers/observe.ts';
import { findingsOf, idsOf, theOne } from '../findings.ts';

const ASKER = '02:00:00:00:00:01';
const claim = (at: number, mac: string): Sighting => ({
  at,
  bytes: ethernet(arp({ fromMac: mac, from: '10.0.0.5', to: '10.0.0.5' }), { from: mac, to: BROADCAST }),
});
const reply = (at: number, mac: string): Sighting => ({
  at,
  bytes: ethernet(arp({ operation: 2, fromMac: mac, from: '10.0.0.5', toMac: ASKER, to: '10.0.0.1' }), {
    from: mac,
    to: ASKER,
  }),
});

it('fires when two stations answer one question', () => {
  const finding = theOne(findingsOf([reply(0, MAC_A), reply(0.001, MAC_B)]), 'duplicate-ip');
  expect(finding).toMatchObject({ severity: 'error', subject: '10.0.0.5' });
  expect(finding.summary).toContain(`${MAC_A}, ${MAC_B}`);
  expect(finding.evidence[0].frames).toEqual([1]);
  expect(finding.evidence[1].frames).toEqual([2]);
  expect(finding.next.command).toBe('arping -b -c 3 -I IFACE 10.0.0.5');
});

it('fires when the first station goes on to answer after another announced the address', () => {
  const finding = theOne(findingsOf([claim(0, MAC_A), claim(20, MAC_B), reply(40, MAC_A)]), 'duplicate-ip');
  expect(finding.evidence.map(({ fact, value, frames }) => [fact, value, frames])).toContainEqual([
    'claims of a station that had not given the address up',
    1,
    [3],
  ]);
});

it('fires when the claims are in several files of a rotated capture', () => {
  const files = [[claim(0, MAC_A)], [claim(20, MAC_B)], [reply(40, MAC_A)]];
  expect(detectAll(observeInputs(files)).map(({ id }) => id)).toEqual(['duplicate-ip']);
});

it('fires when the first station defends the address at once', () => {
  expect(idsOf([claim(0, MAC_A), claim(20, MAC_B), claim(20.1, MAC_A)])).toEqual(['duplicate-ip']);
});

it('fires when two stations announce the address in turns within the minute', () => {
  expect(idsOf([claim(0, MAC_A), claim(20, MAC_B), claim(40, MAC_A), claim(60, MAC_B)])).toEqual(['duplicate-ip']);
});

it('takes a failover and the announced failback for moves', () => {
  const findings = findingsOf([
    claim(0, MAC_A),
    claim(20, MAC_B),
    reply(30, MAC_B),
    claim(40, MAC_A),
    reply(50, MAC_A),
  ]);
  expect(findings.map(({ id, count }) => [id, count])).toEqual([['address-moved', 2]]);
  expect(findings[0].summary).toContain(`moved 2 times among ${MAC_A}, ${MAC_B}`);
  expect(findings[0].next.why).toContain(MAC_A);
});

it('takes pods that have one address one after the other for moves', () => {
  const third = '02:00:00:00:00:0c';
  const findings = findingsOf([
    claim(0, MAC_A),
    claim(20, MAC_B),
    reply(25, MAC_B),
    reply(40, third),
    reply(45, third),
  ]);
  expect(findings.map(({ id, severity }) => [id, severity])).toEqual([['address-moved', 'info']]);
  expect(findings[0].summary).toContain(`from ${MAC_A} to ${MAC_B}, ${third}, one after another`);
  expect(findings[0].evidence.map(({ frames }) => frames)).toEqual([[1], [2, 3], [4, 5]]);
});

it('is silent about a failover: there, and the old station is silent', () => {
  expect(idsOf([claim(0, MAC_A), reply(10, MAC_A), claim(20, MAC_B), reply(30, MAC_B)])).toEqual([]);
});

it('tells of the failover as information', () => {
  expect(theOne(findingsOf([claim(0, MAC_A), claim(20, MAC_B)]), 'address-moved')).toMatchObject({
    severity: 'info',
    subject: '10.0.0.5',
  });
});

it('is silent about a way back after the cache time', () => {
  expect(idsOf([claim(0, MAC_A), claim(61, MAC_B), claim(122, MAC_A)])).toEqual([]);
});

it('is silent about requests with a foreign sender address: kernels ask with any of theirs', () => {
  const ask = (at: number, mac: string): Sighting => ({
    at,
    bytes: ethernet(arp({ fromMac: mac, from: '10.0.0.5' }), { from: mac, to: BROADCAST }),
  });
  expect(idsOf([ask(0, MAC_A), ask(0.2, MAC_B), ask(0.4, MAC_A)])).not.toContain('duplicate-ip');
});

it.each(['00:00:5e:00:01:07', '00:00:0c:07:ac:01', '00:00:0c:9f:f0:01', '00:07:b4:00:01:01'])(
  'is silent about the virtual router %s',
  (virtual) => {
    expect(findingsOf([reply(0, virtual), claim(0.5, MAC_B), reply(1, virtual)])).toEqual([]);
  },
);

it('is silent about the stations that share the work of one virtual router', () => {
  const [one, other] = ['00:07:b4:00:01:01', '00:07:b4:00:01:02'];
  expect(findingsOf([reply(0, one), reply(3, other), reply(6, one), reply(9, other)])).toEqual([]);
});

it('is silent about one gateway address on several devices of a node', () => {
  const at = (time: number, device: number, mac: string): Sighting => ({
    at: time,
    bytes: sll2(arp({ operation: 2, fromMac: mac, from: '10.0.0.5', toMac: ASKER, to: '10.0.0.1' }), device, 4, mac),
  });
  expect(idsOf([at(0, 2, MAC_A), at(0.001, 3, MAC_B), at(1, 2, MAC_A)], { linkTypes: [276] })).toEqual([]);
});
