/** Which tunnels, between whom. */
import type { Analysis, Tunnel } from '../analysis.ts';
import { addressNames, withName } from '../names.ts';
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
export function tunnelsSection(analysis: Analysis, page: Page): string[] {
  const { tunnels } = analysis;
  if (tunnels.length === 0) return [];
  const names = addressNames(analysis);
  const rows = tunnels.slice(0, page.top).map((tunnel) => row(tunnel, names));
  return [
    ...heading('TUNNELS', '', page),
    ...columns(LAYOUT, rows, page),
    ...andMore(rows.length, tunnels.length, page),
  ];
}

function row(
  { type, port, ids, endpoints, frames, bytes: size, checksums }: Tunnel,
  names: ReadonlyMap<string, string>,
): string[] {
  return [
    type,
    port === null ? '' : String(port),
    listed(ids),
    listed(endpoints.map((endpoint) => withName(endpoint, names))),
    count(frames),
    bytes(size),
    checksum(checksums),
  ];
}

function checksum({ zero, present }: Tunnel['checksums']): string {
  if (zero === 0) return present ? 'present' : '';
  return present ? `${count(present)} not zero` : 'zero';
}
