import { expect, it } from 'vitest';
import { command, labelled } from '../../../src/report/text/lines.ts';
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

it('sets further lines below the first', () => {
  const lines = labelled('next', 'word '.repeat(15).trim(), 12, page);
  expect(lines).toEqual([`  next      ${'word '.repeat(9).trim()}`, `            ${'word '.repeat(6).trim()}`]);
});
