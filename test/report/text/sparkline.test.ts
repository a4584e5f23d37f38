import { expect, it } from 'vitest';
import { pageOf } from '../../../src/report/text/page.ts';
import { sparkline } from '../../../src/report/text/sparkline.ts';

const page = pageOf({ width: 80, color: false, unicode: true, top: 10 });

it('shows every value above zero, and the largest as a full block', () => {
  expect(sparkline([0, 1, 50, 100], 10, page)).toEqual({ blocks: ' ▁▄█', peak: 100, bucketsPerColumn: 1 });
});

it('adds neighbours up when there are more values than columns', () => {
  expect(sparkline([1, 1, 1, 1, 4], 3, page)).toEqual({ blocks: '▄▄█', peak: 4, bucketsPerColumn: 2 });
});

it('is blank for silence and empty for nothing', () => {
  expect(sparkline([0, 0], 10, page).blocks).toBe('  ');
  expect(sparkline([], 10, page)).toMatchObject({ blocks: '', peak: 0 });
});
