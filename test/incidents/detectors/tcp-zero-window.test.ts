import { expect, it } from 'vitest';
import { ethernet, ipv4, MAC_A, MAC_B, tcp } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, idsOf, theOne } from '../findings.ts';

const probe = (at: number): Sighting => ({
  at,
  bytes: ethernet(ipv4({ id: 1 + at * 10 }, tcp({ sequence: 100, acknowledgment: 1 }))),
});
const closed = (at: number): Sighting => ({
  at: at + 0.001,
  bytes: ethernet(
    ipv4(
      { from: '10.0.0.2', to: '10.0.0.1', id: 2 + at * 10 },
      tcp({ from: 80, to: 40_000, sequence: 1, acknowledgment: 101, window: 0 }),
    ),
    { from: MAC_B, to: MAC_A },
  ),
});
/** The receiver closes its window and answers the sender's probes. */
const probed = (times: number[]): Sighting[] => times.flatMap((at) => [probe(at), closed(at)]);

it('counts the segments that announce a closed window, not how often it was closed', () => {
  const finding = theOne(findingsOf(probed([0, 1, 3, 7])), 'tcp-zero-window');
  expect(finding).toMatchObject({ severity: 'warning', subject: '10.0.0.2', count: 4 });
  expect(finding.summary).toBe(
    '10.0.0.2 announced a closed receive window in 4 segments of 1 connection: its program does not read fast enough.',
  );
  expect(finding.evidence[0].frames).toEqual([2]);
});

it('is silent at two', () => expect(idsOf(probed([0, 1]))).not.toContain('tcp-zero-window'));
