import { expect, it } from 'vitest';
import { timelineChart } from '../../../src/report/html/timeline-chart.ts';
import { ipvlan } from '../fixtures.ts';

const chart = (over: Partial<typeof ipvlan.l2.timeline>): string =>
  timelineChart({ ...ipvlan.l2, timeline: { ...ipvlan.l2.timeline, ...over } }).text;
const series = (values: number[]) => ({
  frames: values,
  broadcast: values,
  multicast: values,
  arp: values.map(() => 0),
});

it('draws a row for each series, with its peak', () => {
  const svg = chart(series([0, 7, 3]));
  expect(svg.match(/<path class="(frames|broadcast|multicast|arp)"/g)).toHaveLength(4);
  expect(svg.match(/peak 7 in 1 s/g)).toHaveLength(3);
  expect(svg).toContain('>none<');
  expect(svg).toContain('>11:43:56.000<');
});

it('lets one packet be seen beside a million', () => {
  const path = /class="frames" d="([^"]*)"/.exec(chart(series([1_000_000, 1, 0])))?.[1] ?? '';
  expect(path.match(/,(\d+)/g)).toEqual(expect.arrayContaining([',2', ',43', ',44']));
});

it('shows milliseconds of a short capture and days of a long one', () => {
  expect(chart({ ...series([1, 2, 3]), bucketSeconds: 0.01 })).toMatch(/>11:43:55\.\d{3}</);
  expect(chart({ ...series([1, 2, 3]), bucketSeconds: 8_640_000 })).toMatch(/>20\d\d-\d\d-\d\d</);
});

it('draws nothing without time stamps, within one bucket, or beyond the years that clocks can tell', () => {
  expect(chart({ start: null })).toBe('');
  expect(chart(series([1]))).toBe('');
  expect(chart({ ...series([1, 2]), bucketSeconds: 1e13 })).toBe('');
});
