import { expect, it } from 'vitest';
import { ACK, ethernet, ipv4, MAC_A, MAC_B, tcp } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, theOne } from '../findings.ts';

const PAYLOAD = 20;

/** A segment, and the same one a moment later; `ttl` is that of the second. */
const twice = (at: number, ttl = 64, stations = { from: MAC_A, to: MAC_B }): Sighting[] => {
  const segment = tcp({ flags: ACK, sequence: 1000 + at * PAYLOAD }, PAYLOAD);
  return [
    { at: at / 10, bytes: ethernet(ipv4({ id: at + 1 }, segment)) },
    { at: at / 10 + 0.0001, bytes: ethernet(ipv4({ id: at + 1, ttl }, segment), stations) },
  ];
};
const series = (count: number, ttl?: number, stations?: { from: string; to: string }): Sighting[] =>
  Array.from({ length: count }, (_, at) => twice(at, ttl, stations)).flat();
const told = (frames: readonly Sighting[]): string[] => findingsOf(frames).map(({ id }) => id);

it('fires at ten copies, with the first of them', () => {
  const finding = theOne(findingsOf(series(10)), 'duplicate-packets');
  expect(finding).toMatchObject({ severity: 'info', count: 10 });
  expect(finding.evidence[0]).toMatchObject({ value: 10, frames: [2] });
  expect(finding.displayFilter).not.toBe('');
});

it('is silent at nine', () => expect(told(series(9))).toEqual([]));

it('is silent about a router that sends packets back on the same wire', () => {
  expect(told(series(20, 63, { from: MAC_B, to: MAC_A }))).not.toContain('duplicate-packets');
});

it('counts the copies of a flow whose TTL changed for another reason', () => {
  const [first] = twice(30, 32);
  expect(told([...series(12), first, { ...first, bytes: twice(31, 32)[1].bytes, at: 3.2 }])).toContain(
    'duplicate-packets',
  );
});
