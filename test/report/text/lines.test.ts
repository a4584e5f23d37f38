import { expect, it } from 'vitest';
import { command, heading, labelled } from '../../../src/report/text/lines.ts';
import { pageOf } from '../../../src/report/text/page.ts';

const page = pageOf({ width: 60, color: false, unicode: true, top: 10 });

it('continues a long command between words, never inside quotes', () => {
  const long = "tcpdump -i any -w out.pcap 'udp port 8472 and host 172.16.20.11' -c 1000";
  const lines = command(long, 4, page);
  expect(lines.map((line) => line.trim())).toEqual([
    '$ tcpdump -i any -w out.pcap \\',
    "'udp port 8472 and host 172.16.20.11' -c 1000",
  ]);
});

it.each([59, 61, 200])('sets the figures of a title of %i columns below it', (columns) => {
  const title = 'T'.repeat(columns);
  expect(heading(title, 'one · two', page)).toEqual(['', title, '  one · two']);
  expect(heading(title, '', page)).toEqual(['', title]);
});

it('sets the figures of a heading beside it, further lines below them', () => {
  expect(heading('한글', 'word '.repeat(13).trim(), page)).toEqual([
    '',
    `한글  ${'word '.repeat(11).trim()}`,
    '      word word',
  ]);
});

it('sets further lines below the first', () => {
  const lines = labelled('next', 'word '.repeat(15).trim(), 12, page);
  expect(lines).toEqual([`  next      ${'word '.repeat(9).trim()}`, `            ${'word '.repeat(6).trim()}`]);
});
