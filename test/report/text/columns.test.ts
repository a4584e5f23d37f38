import { expect, it } from 'vitest';
import { type Column, columns } from '../../../src/report/text/columns.ts';
import { pageOf } from '../../../src/report/text/page.ts';

const page = pageOf({ width: 60, color: false, unicode: true, top: 10 });
const LAYOUT: Column[] = [{ title: 'NAME' }, { title: 'WHAT', flexible: true }, { title: 'N', align: 'right' }];

it('aligns columns, and breaks the flexible one where there is no room', () => {
  const rows = [
    ['a', 'short', '7'],
    ['bb', 'a sentence that is quite a bit longer than its own column', '1234'],
  ];
  expect(columns(LAYOUT, rows, page)).toEqual([
    `  NAME  WHAT${' '.repeat(47)}N`,
    `  a     short${' '.repeat(46)}7`,
    '  bb    a sentence that is quite a bit longer than its  1234',
    '        own column',
  ]);
});

it('shows titles alone, and cells of several lines', () => {
  expect(columns(LAYOUT, [], page)).toEqual(['  NAME  WHAT  N']);
  expect(columns(LAYOUT, [['a', 'one\ntwo', '1']], page)).toEqual([
    '  NAME  WHAT  N',
    '  a     one   1',
    '        two',
  ]);
});

// The time for a row must not depend on how many there are: what grows faster does not end here.
it('lays out a thousand long rows', () => {
  const rows = Array.from({ length: 1_000 }, (_, i) => [
    `host ${i}`,
    '192.168.100.200 and others that have the same station',
    `${i}`,
  ]);
  const lines = columns(LAYOUT, rows, page);
  expect(lines).toHaveLength(2_001);
  expect(lines.slice(-2)).toEqual([
    '  host 999  192.168.100.200 and others that have the  999',
    '            same station',
  ]);
});
