/** Who has which MAC. */
import type { Analysis, MacEndpoint } from '../analysis.ts';
import { addressNames, withName } from '../names.ts';
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
export function stationsSection(analysis: Analysis, page: Page): string[] {
  const { macs, totals } = analysis.endpoints;
  if (macs.length === 0) return [];
  const names = addressNames(analysis);
  const rows = macs.slice(0, page.top).map((station) => row(station, names, page));
  const figures = page.dotted([counted(totals.macs, 'MAC'), counted(totals.ips, 'IP address')]);
  return [
    ...heading('WHO HAS WHICH MAC', figures, page),
    ...columns(LAYOUT, rows, page),
    ...andMore(rows.length, totals.macs, page),
  ];
}

function row(station: MacEndpoint, names: ReadonlyMap<string, string>, page: Page): string[] {
  const { mac, framesSent, framesReceived } = station;
  return [mac, vendor(station, page), addresses(station, names).join('\n'), count(framesSent), count(framesReceived)];
}

function vendor({ vendor: name, locallyAdministered }: MacEndpoint, page: Page): string {
  if (name !== null) return cut(name, VENDOR_WIDTH, page.glyphs.ellipsis);
  return locallyAdministered ? 'local' : '?';
}

function addresses({ ips, embeddedIp, name }: MacEndpoint, names: ReadonlyMap<string, string>): string[] {
  const shown = ips.map((ip) => withName(ip === embeddedIp ? `${ip} (as in MAC)` : ip, names));
  const unnamed = name !== null && !ips.some((ip) => names.has(ip));
  return [
    listed(shown) || 'none seen',
    ...(unnamed ? [name] : []),
    ...(embeddedIp === null || ips.includes(embeddedIp) ? [] : [`MAC says ${embeddedIp}`]),
  ];
}
