import { expect, it } from 'vitest';
import { segmentChart } from '../../../src/report/html/segment-chart.ts';
import { flannel, HOSTILE, ipvlan } from '../fixtures.ts';

const { timeline } = flannel.l2;
const chart = (over: Partial<typeof timeline>): string =>
  segmentChart({ ...flannel, l2: { ...flannel.l2, timeline: { ...timeline, ...over } } }).text;
const heights = (svg: string, kind: string): number[] => {
  const [, path = ''] = new RegExp(`class="${kind}"[^>]* d="([^"]*)"`).exec(svg) ?? [];
  return Array.from(path.matchAll(/,([\d.]+)/g), ([, y]) => Number(y));
};
const THREE = {
  frames: [6, 8, 0],
  segments: [
    { segment: 1, frames: [3, 6, 0] },
    { segment: 0, frames: [2, 2, 0] },
  ],
  others: [1, 0, 0],
};

it('sets the segments one on top of the other, on one scale', () => {
  const svg = chart(THREE);
  expect(svg).toContain('peak 8');
  // 150 is the base line, 2 the peak.
  expect(Math.min(...heights(svg, 'lane-2'))).toBe(2);
  expect(Math.min(...heights(svg, 'lane-1'))).toBe(39);
  expect(heights(svg, 'lane-others').slice(0, 2)).toEqual([39, 39]);
  expect(svg.indexOf('class="lane-others"')).toBeLessThan(svg.indexOf('class="lane-1"'));
});

it('names each segment with its verdict and packets, in words as well as in colours', () => {
  const svg = chart(THREE);
  expect(svg).toMatch(/vxlan 1: ptp, 9 packets.*ens36: none, 4 packets.*everything else, 1 packet/s);
  expect(svg).toContain('aria-label="Packets over time by segment: vxlan 1: ptp; ens36: none; everything else"');
  expect(chart({ ...THREE, others: [0, 0, 0] })).not.toContain('everything else');
});

it('draws nothing for one segment, or where there is no chart over time', () => {
  expect(segmentChart(ipvlan).text).toBe('');
  expect(chart({ ...THREE, start: null })).toBe('');
  expect(chart({ ...THREE, segments: [], others: [] })).toBe('');
});

it('lets no name out of its text', () => {
  const segments = flannel.segments.map((segment) => ({ ...segment, interface: HOSTILE }));
  expect(segmentChart({ ...flannel, segments }).text).not.toMatch(/<(img|script|\/svg><)/i);
});
