/** Who has which MAC. */
import type { Analysis, MacEndpoint } from '../analysis.ts';
import { listed } from '../phrases.ts';
import { count, counted } from '../quantities.ts';
import { type Column, columns } from '../text/columns.ts';
import { andMore, heading } from '../text/lines.ts';
import type { Page } from '../text/page.ts';
import { cut } from '../text/width.ts';

const VENDOR_WIDTH = 16;

const LAYOUT: readonly Column[] = [
  { title: 'MAC' },
  { title: 'vendor' },
  { title: 'addresses', flexible: true },
  { title: 'sent', align: 'right' },
  { title: 'received', align: 'right' },
];

/** The stations section; empty without Ethernet frames. */
export function stationsSection({ endpoints }: Analysis, page: Page): string[] {
  const { macs, totals } = endpoints;
  if (macs.length === 0) return [];
  const rows = macs.slice(0, page.top).map((station) => row(station, page));
  const figures = page.dotted([counted(totals.macs, 'MAC'), counted(totals.ips, 'IP address')]);
  return [
    ...heading('WHO HAS WHICH MAC', figures, page),
    ...columns(LAYOUT, rows, page),
    ...andMore(rows.length, totals.macs, page),
  ];
}

function row(station: MacEndpoint, page: Page): string[] {
  const { mac, framesSent, framesReceived } = station;
  return [mac, vendor(station, page), addresses(station).join('\n'), count(framesSent), count(framesReceived)];
}

function vendor({ vendor: name, locallyAdministered }: MacEndpoint, page: Page): string {
  if (name !== null) return cut(name, VENDOR_WIDTH, page.glyphs.ellipsis);
  return locallyAdministered ? 'local' : '?';
}

function addresses({ ips, embeddedIp }: MacEndpoint): string[] {
  const seen = listed(ips.map((ip) => (ip === embeddedIp ? `${ip} (as in MAC)` : ip))) || 'none seen';
  return embeddedIp === null || ips.includes(embeddedIp) ? [seen] : [seen, `MAC says ${embeddedIp}`];
}
