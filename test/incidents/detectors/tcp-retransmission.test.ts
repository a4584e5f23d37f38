import { expect, it } from 'vitest';
import { ethernet, ipv4, tcp } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, idsOf, theOne } from '../findings.ts';

/** `segments` segments of 100 bytes, the first `repeated` of them sent again 300 ms later. */
function transfer(segments: number, repeated: number, from = '10.0.0.1'): Sighting[] {
  const segment = (i: number, at: number): Sighting => ({
    at,
    bytes: ethernet(ipv4({ from, id: Math.round(at * 1000) + 1 }, tcp({ sequence: 1 + i * 100 }, 100))),
  });
  const first = Array.from({ length: segments }, (_, i) => segment(i, i * 0.001));
  const again = Array.from({ length: repeated }, (_, i) => segment(i, segments * 0.001 + 0.3 * (i + 1)));
  return [...first, ...again];
}

it('fires at three repeated segments', () => {
  const finding = theOne(findingsOf(transfer(20, 3)), 'tcp-retransmission');
  expect(finding).toMatchObject({ severity: 'warning', subject: '10.0.0.1 ↔ 10.0.0.2', count: 3 });
  expect(finding.evidence[0].frames).toEqual([21, 23]);
  expect(finding.displayFilter).toContain('(tcp.analysis.retransmission || tcp.analysis.out_of_order)');
});

it('is silent at two', () => expect(idsOf(transfer(20, 2))).toEqual([]));

it('is silent below half a percent, and fires at it', () => {
  expect(idsOf(transfer(700, 3))).toEqual([]);
  expect(idsOf(transfer(597, 3))).toEqual(['tcp-retransmission']);
});

it('is silent about copies of the same packets by a mirror', () => {
  const frames = transfer(20, 0);
  expect(idsOf(frames.flatMap((frame) => [frame, { ...frame, at: (frame.at ?? 0) + 0.0001 }]))).toEqual([]);
});

/** What is said when so many hosts lose packets. */
const subjectsOf = (hosts: number): string[] =>
  findingsOf(Array.from({ length: hosts }, (_, i) => transfer(20, 3 + (i % 2), `10.0.1.${i + 1}`)).flat())
    .filter(({ id }) => id === 'tcp-retransmission')
    .map(({ subject }) => subject);

it('lists a handful of pairs, and makes one finding of the others when there are more', () => {
  expect(subjectsOf(6)).toHaveLength(6);
  const subjects = subjectsOf(30);
  expect(subjects).toHaveLength(6);
  expect(subjects.at(0)).toBe('25 more pairs of hosts');
});

it('shows frames of the worst of the others, and counts all of them', () => {
  const frames = Array.from({ length: 12 }, (_, i) => transfer(20, 3, `10.0.1.${i + 1}`)).flat();
  const rest = findingsOf(frames).find(({ subject }) => subject === '7 more pairs of hosts');
  expect(rest).toMatchObject({ count: 21, severity: 'warning' });
  expect(rest!.evidence.slice(1).every((fact) => fact.frames.length === 1)).toBe(true);
});
