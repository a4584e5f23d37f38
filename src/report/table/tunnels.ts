/** Which tunnels, between whom. */
import type { Analysis, Tunnel } from '../analysis.ts';
import { listed } from '../phrases.ts';
import { bytes, count } from '../quantities.ts';
import { type Column, columns } from '../text/columns.ts';
import { andMore, heading } from '../text/lines.ts';
import type { Page } from '../text/page.ts';

const LAYOUT: readonly Column[] = [
  { title: 'type' },
  { title: 'port', align: 'right' },
  { title: 'VNIs' },
  { title: 'between', flexible: true },
  { title: 'frames', align: 'right' },
  { title: 'bytes', align: 'right' },
  { title: 'UDP checksum' },
];

/** The tunnels section; empty when there are none. */
export function tunnelsSection({ tunnels }: Analysis, page: Page): string[] {
  if (tunnels.length === 0) return [];
  const rows = tunnels.slice(0, page.top).map(row);
  return [
    ...heading('TUNNELS', '', page),
    ...columns(LAYOUT, rows, page),
    ...andMore(rows.length, tunnels.length, page),
  ];
}

function row({ type, port, ids, endpoints, frames, bytes: size, checksums }: Tunnel): string[] {
  return [
    type,
    port === null ? '' : String(port),
    listed(ids),
    listed(endpoints),
    count(frames),
    bytes(size),
    checksum(checksums),
  ];
}

function checksum({ zero, present }: Tunnel['checksums']): string {
  if (zero === 0) return present ? 'present' : '';
  return present ? `${count(present)} not zero` : 'zero';
}
