import { expect, it } from 'vitest';
import { BROADCAST, ethernet, ipv4, MAC_A, udp } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, idsOf, theOne } from '../findings.ts';

const frames = (count: number, second: number, to: string): Sighting[] =>
  Array.from({ length: count }, (_, i) => ({
    at: second + (i * 0.9) / count,
    bytes: ethernet(ipv4({ to: '10.0.0.255', id: i + 1 }, udp({}, 10)), { from: MAC_A, to }),
  }));

it('fires at 200 broadcasts in a second that are most of the traffic', () => {
  const finding = theOne(findingsOf(frames(200, 0, BROADCAST)), 'broadcast-storm');
  expect(finding).toMatchObject({ severity: 'error', subject: MAC_A, count: 200 });
  expect(finding.evidence[0]).toMatchObject({ value: 200, unit: 'frames a second' });
});

it('is silent at 199', () => expect(idsOf(frames(199, 0, BROADCAST))).toEqual([]));

it('is silent when unicast is more', () => {
  expect(idsOf([...frames(200, 0, BROADCAST), ...frames(201, 0, '02:00:00:00:00:0b')])).toEqual([]);
});

it('counts multicast as well', () => {
  expect(idsOf(frames(200, 0, '01:00:5e:00:00:fb'))).toEqual(['broadcast-storm']);
});

it('is silent on a segment that is always like that', () => {
  expect(idsOf(Array.from({ length: 12 }, (_, second) => frames(320, second, BROADCAST)).flat())).toEqual([]);
});
