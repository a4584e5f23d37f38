import { expect, it } from 'vitest';
import type { Segment } from '../../../src/cni/verdict.ts';
import { detectAll } from '../../../src/incidents/detect.ts';
import { arp, BROADCAST, ethernet } from '../../helpers/frames.ts';
import { observeFrames, type Sighting } from '../../helpers/observe.ts';
import { findingsOf, theOne } from '../findings.ts';

const NODE = '00:50:56:00:00:01';
const POD = '02:00:00:00:00:02';
const SIBLING = '02:00:00:00:00:03';
const OTHER = '00:50:56:00:00:09';

const ask = (at: number, fromMac: string, from: string): Sighting => ({
  at,
  bytes: ethernet(arp({ fromMac, from, to: '10.0.0.2' }), { from: fromMac, to: BROADCAST }),
});
const answerToOther = (at: number): Sighting[] => [
  ask(at, OTHER, '10.0.0.9'),
  {
    at: at + 0.001,
    bytes: ethernet(arp({ operation: 2, fromMac: POD, from: '10.0.0.2', toMac: OTHER, to: '10.0.0.9' }), {
      from: POD,
      to: OTHER,
    }),
  },
];
const inVain = (at: number, mac: string, ip: string): Sighting[] => [0, 1, 2].map((i) => ask(at + i, mac, ip));
const idsAll = (frames: Sighting[]): string[] => findingsOf(frames).map(({ id }) => id);

/** A verdict as far as it matters here. */
const judged = (...candidates: [mode: string, probability: number][]): Segment =>
  ({
    verdict: { candidates: candidates.map(([mode, probability]) => ({ mode, submode: null, probability })) },
  }) as unknown as Segment;
const idsJudged = (frames: Sighting[], ...segments: Segment[]): string[] =>
  detectAll(observeFrames(frames), null, { declared: null, segments }).map(({ id }) => id);

it('fires when a pod answers others while its node asks in vain', () => {
  const finding = theOne(findingsOf([...inVain(0, NODE, '10.0.0.1'), ...answerToOther(5)]), 'macvlan-host-isolation');
  expect(finding).toMatchObject({ severity: 'error', subject: '10.0.0.1 → 10.0.0.2', count: 3 });
});

it('leaves two pods to isolated-peers', () => {
  const ids = idsAll([...inVain(0, SIBLING, '10.0.0.3'), ...answerToOther(5)]);
  expect(ids).toContain('isolated-peers');
  expect(ids).not.toContain('macvlan-host-isolation');
});

it('is silent about a pod that was gone before it was asked for', () => {
  const frames = [...answerToOther(0), ...inVain(60, NODE, '10.0.0.1'), ...inVain(70, SIBLING, '10.0.0.3')];
  expect(idsAll(frames)).toEqual(['arp-unanswered', 'arp-unanswered']);
});

it('is silent where the verdict leaves no room for macvlan', () => {
  const frames = [...inVain(0, NODE, '10.0.0.1'), ...answerToOther(5)];
  expect(idsJudged(frames, judged(['bridge', 0.99], ['macvlan', 0.01]))).toEqual(['arp-unanswered']);
  expect(idsJudged(frames, judged(['bridge', 0.9], ['macvlan', 0.1]))).toContain('macvlan-host-isolation');
  expect(idsJudged(frames, judged(['bridge', 1]), judged(['macvlan', 1]))).toContain('macvlan-host-isolation');
});
