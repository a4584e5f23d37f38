import { expect, it } from 'vitest';
import { columns } from '../../../src/report/text/columns.ts';
import { pageOf } from '../../../src/report/text/page.ts';
import { displayWidth } from '../../../src/report/text/width.ts';

const page = (width: number, color = false) => pageOf({ width, color, unicode: true, top: 10, maxBytes: 0 });
const LAYOUT = [{ title: 'NAME' }, { title: 'COUNT', align: 'right' }, { title: 'WHAT', flexible: true }] as const;

it('sets columns side by side, numbers to the right, and counts wide characters as two', () => {
  const rows = [
    ['a', '1', 'first'],
    ['東京', '1000', 'second'],
  ];
  expect(columns(LAYOUT, rows, page(80))).toEqual([
    '  NAME  COUNT  WHAT',
    '  a         1  first',
    '  東京   1000  second',
  ]);
});

it('breaks the flexible column where there is no room, and keeps the others beside its first line', () => {
  const lines = columns(
    LAYOUT,
    [
      ['a', '1', 'one word after another '.repeat(5).trim()],
      ['b', '2', 'x\ny'],
    ],
    page(60),
  );
  expect(lines.slice(1)).toEqual([
    '  a         1  one word after another one word after another',
    '               one word after another one word after another',
    '               one word after another',
    '  b         2  x',
    '               y',
  ]);
  expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(60);
});

it('paints titles and nothing else, with the space outside', () => {
  const [titles, row] = columns(LAYOUT, [['long name', '1', 'x']], page(80, true));
  expect(titles).toBe('  \x1b[2mNAME\x1b[0m       \x1b[2mCOUNT\x1b[0m  \x1b[2mWHAT\x1b[0m');
  expect(row).toBe('  long name      1  x');
});
