import { describe, expect, it } from 'vitest';
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

it('lies within the capture', () => {
  const finding = theOne(findingsOf(frames(200, 0.05, BROADCAST)), 'broadcast-storm');
  expect([finding.first, finding.last]).toEqual(['2023-11-14T22:13:20.050000000Z', '2023-11-14T22:13:20.945500000Z']);
});

const UNICAST = '02:00:00:00:00:0b';
/** A frame a minute for so many seconds. */
const quiet = (seconds: number): Sighting[] =>
  Array.from({ length: Math.floor(seconds / 60) }, (_, i) => frames(1, i * 60, UNICAST)[0]);
/** Where a bucket of ten seconds and one of a minute begins. */
const AT = 40;

describe('in captures too long for a timeline of seconds', () => {
  it.each([10_200, 120_000])('fires at a storm of one second: %d s', (seconds) => {
    const storm = frames(400, AT, BROADCAST).map(({ at = 0, bytes }) => ({ at: at + 600, bytes }));
    const finding = theOne(findingsOf([...storm, ...quiet(seconds)]), 'broadcast-storm');
    expect(finding).toMatchObject({ severity: 'error', subject: MAC_A, count: 400 });
    expect(finding.evidence[0].value).toBe(400);
    expect(finding.summary).toContain('in 1 period of ');
  });

  it('fires at a storm of many seconds, whatever its stations, beside less other traffic', () => {
    const second = (i: number): Sighting[] => [...frames(500, AT + i, BROADCAST), ...frames(200, AT + i, UNICAST)];
    const storm = Array.from({ length: 10 }, (_, i) => second(i)).flat();
    const finding = theOne(findingsOf([...storm, ...quiet(10_200)]), 'broadcast-storm');
    expect(finding).toMatchObject({ count: 5000, summary: expect.stringContaining('At least 500 ') });
  });

  it('is silent when unicast may have been more in the busiest second', () => {
    const second = [...frames(400, AT, BROADCAST), ...frames(401, AT + 1, UNICAST)];
    expect(idsOf([...second, ...quiet(10_200)])).toEqual([]);
  });

  it('is silent at 199 a second for many seconds', () => {
    const busy = Array.from({ length: 10 }, (_, i) => frames(199, AT + i, BROADCAST)).flat();
    expect(idsOf([...busy, ...quiet(10_200)])).toEqual([]);
  });
});

it('is silent on a segment that is always like that', () => {
  expect(idsOf(Array.from({ length: 12 }, (_, second) => frames(320, second, BROADCAST)).flat())).toEqual([]);
});
