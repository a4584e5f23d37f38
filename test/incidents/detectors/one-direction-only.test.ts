import { expect, it } from 'vitest';
import { ethernet, ipv4, tcp } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, theOne } from '../findings.ts';

/** Data and an acknowledgment from one end, whose peer is not seen. */
const heard = (from: string, port: number): Sighting[] =>
  [0, 1].map((i) => ({
    at: i,
    bytes: ethernet(
      ipv4({ from, id: port + i }, tcp({ from: port, sequence: 1 + i * 10, acknowledgment: 1 + i * 50 }, 10)),
    ),
  }));

it('shows the segments of the side that is seen', () => {
  const finding = theOne(
    findingsOf([...heard('10.0.0.5', 40_000), ...heard('10.0.0.6', 41_000)]),
    'one-direction-only',
  );
  expect(finding).toMatchObject({ severity: 'info', count: 2 });
  expect(finding.evidence[0].frames).toEqual([1, 3]);
  expect(finding.displayFilter).toBe('tcp && (ip.src == 10.0.0.5 || ip.src == 10.0.0.6)');
});
