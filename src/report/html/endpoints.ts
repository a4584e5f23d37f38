/** Who has which MAC, and which address sends how much. */
import type { IpEndpoint, MacEndpoint } from '../analysis.ts';
import { withName } from '../names.ts';
import { listed, timeSpan } from '../phrases.ts';
import { bytes, count, counted } from '../quantities.ts';
import { html, joined, type Markup, NOTHING } from './markup.ts';
import { code, figures, type Section, type View } from './section.ts';
import { type Column, table } from './table.ts';

/** A line of ordinary names takes 400 bytes. */
const STATION_BYTES = 45_000;
const ADDRESS_BYTES = 30_000;

/** The sections of stations and addresses; empty without any. */
export const endpoints: Section = {
  id: 'endpoints',
  title: 'Who has which address',
  body: ({ endpoints: { totals, macs, ips } }, view) => {
    if (totals.macs + totals.ips === 0) return NOTHING;
    const stations = { label: 'Stations', total: totals.macs, top: view.top, bytes: STATION_BYTES, sortable: true };
    const addresses = { label: 'Addresses', total: totals.ips, top: view.top, bytes: ADDRESS_BYTES, sortable: true };
    return html`${figures([counted(totals.macs, 'MAC'), counted(totals.ips, 'IP address')])}${table(stationColumns(view), macs, stations)}
${table(addressColumns(view), ips, addresses)}`;
  },
};

const stationColumns = ({ names }: View): Column<MacEndpoint>[] => [
  { title: 'MAC', cell: ({ mac }) => code(mac) },
  { title: 'Vendor', cell: ({ vendor, locallyAdministered }) => vendor ?? (locallyAdministered ? 'local' : '?') },
  { title: 'Addresses', wide: true, cell: (station) => addresses(station, names) },
  { title: 'Seen at', cell: ({ interfaces }) => listed(interfaces) },
  { title: 'Sent', numeric: true, cell: ({ framesSent }) => count(framesSent) },
  { title: 'Received', numeric: true, cell: ({ framesReceived }) => count(framesReceived) },
  { title: 'When', cell: ({ firstSeen, lastSeen }) => timeSpan(firstSeen, lastSeen) },
];

function addresses({ ips, embeddedIp, name }: MacEndpoint, names: View['names']): Markup {
  const shown = ips.map((ip) => withName(ip === embeddedIp ? `${ip} (as in MAC)` : ip, names));
  const unnamed = name !== null && !ips.some((ip) => names.has(ip));
  const contradicts = embeddedIp !== null && !ips.includes(embeddedIp);
  return joined([listed(shown), unnamed ? name : '', contradicts ? `MAC says ${embeddedIp}` : ''], '; ');
}

const addressColumns = ({ names }: View): Column<IpEndpoint>[] => [
  { title: 'Address', cell: ({ ip }) => code(ip) },
  ...(names.size > 0 ? [{ title: 'Name', cell: ({ ip }: IpEndpoint) => names.get(ip) ?? '' }] : []),
  { title: 'Stations', cell: ({ macs }) => listed(macs) },
  { title: 'Packets sent', numeric: true, cell: ({ framesSent }) => count(framesSent) },
  { title: 'Packets received', numeric: true, cell: ({ framesReceived }) => count(framesReceived) },
  {
    title: 'Bytes sent',
    numeric: true,
    cell: ({ bytesSent }) => bytes(bytesSent),
    sortBy: ({ bytesSent }) => bytesSent,
  },
  {
    title: 'Bytes received',
    numeric: true,
    cell: ({ bytesReceived }) => bytes(bytesReceived),
    sortBy: ({ bytesReceived }) => bytesReceived,
  },
];
