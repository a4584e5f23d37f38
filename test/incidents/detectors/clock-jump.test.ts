import { expect, it } from 'vitest';
import { detectAll } from '../../../src/incidents/detect.ts';
import { ethernet, icmp, ipv4, udp } from '../../helpers/frames.ts';
import { observeInputs, type Sighting } from '../../helpers/observe.ts';
import { findingsOf, idsOf, theOne } from '../findings.ts';

let id = 0;
const seen = (at: number, captureInterface = 0): Sighting => ({
  at,
  interface: captureInterface,
  bytes: ethernet(ipv4({ id: ++id }, udp({}, 20))),
});
/** `count` frames from a time on, a tenth of a second apart. */
const run = (from: number, count: number): Sighting[] => Array.from({ length: count }, (_, i) => seen(from + i / 10));

it('fires when the clock is set back by a second and goes on from there, with the frame and the size of the step', () => {
  const finding = theOne(findingsOf([...run(0, 20), ...run(0.9, 10)]), 'clock-jump');
  expect(finding).toMatchObject({ severity: 'warning', count: 1, subject: 'test.pcap: interface 0' });
  expect(finding.summary).toBe('Time stamps of interface 0 go back 1 time, by 1 s.');
  expect(finding.first).toBe('2023-11-14T22:13:20.900000000Z');
  expect(finding.evidence[1]).toMatchObject({ value: 1, unit: 'seconds', frames: [21], input: 0 });
  expect(finding.displayFilter).toBe('frame.time_delta <= -1');
});

it('is silent just below a second: queues of one card, devices of one computer', () => {
  expect(idsOf([...run(0, 20), ...run(0.95, 10)])).toEqual([]);
});

it('only informs when nine frames follow at the earlier time: written late, not a clock', () => {
  const nine = [...run(0, 20), ...run(0.1, 9)];
  expect(theOne(findingsOf(nine), 'clock-jump').severity).toBe('info');
  expect(theOne(findingsOf([...nine, seen(0.9)]), 'clock-jump').severity).toBe('warning');
});

it('only informs of two clocks in turns', () => {
  const turns = run(0, 40).flatMap((frame): Sighting[] => [frame, seen(frame.at! - 5)]);
  expect(theOne(findingsOf(turns), 'clock-jump')).toMatchObject({ severity: 'info', count: 40 });
});

it('only informs of more than a day: files put together', () => {
  const after = (days: number): Sighting[] => [...run(86_400 * days + 1.9, 1), ...run(1.9, 20)];
  expect(theOne(findingsOf(after(1)), 'clock-jump').severity).toBe('warning');
  expect(theOne(findingsOf(after(1.01)), 'clock-jump').severity).toBe('info');
});

it('is silent about a leap forward: nothing tells it from silence', () => {
  expect(idsOf([...run(0, 20), ...run(5000, 20)])).toEqual([]);
});

it('is silent about interfaces with clocks of their own', () => {
  const frames = run(100, 20).flatMap((frame): Sighting[] => [frame, seen(frame.at! - 50, 1)]);
  expect(idsOf(frames, { linkTypes: [1, 1] })).toEqual([]);
});

it('names the frames where a filter on the time before would compare interfaces', () => {
  const frames = [...run(0, 20), seen(50, 1), ...run(0, 20)];
  const finding = theOne(findingsOf(frames, { linkTypes: [1, 1] }), 'clock-jump');
  expect(finding.displayFilter).toBe('frame.number in {22}');
});

it('is silent about rotated captures in the wrong order', () => {
  const findings = detectAll(observeInputs([run(100, 20), run(0, 20)]));
  expect(findings.map((finding) => finding.id)).not.toContain('clock-jump');
});

it('is silent about frames without a time stamp', () => {
  expect(idsOf([seen(5), seen(Number.NaN), { at: 6, bytes: ethernet(ipv4({}, icmp(0))) }])).toEqual([]);
});
