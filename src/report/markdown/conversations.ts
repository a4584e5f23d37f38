/** Stations, tunnels and flows: who talks to whom. */
import type { Analysis, Flow, FlowEnd, MacEndpoint, Tunnel } from '../analysis.ts';
import { withoutCarriers } from '../carriers.ts';
import { addressNames, namedSocket, withName } from '../names.ts';
import { flowProtocol, flowTroubles, listed } from '../phrases.ts';
import { bytes, count, counted, milliseconds } from '../quantities.ts';
import { code, inline } from './escape.ts';
import { more, table } from './table.ts';

/** Who has which MAC. */
export function stationsSection(analysis: Analysis, top: number): string[] {
  const { macs, totals } = analysis.endpoints;
  if (macs.length === 0) return [];
  const names = addressNames(analysis);
  const titles = ['MAC', 'Vendor', 'Addresses', { right: 'Sent' }, { right: 'Received' }];
  const figures = `${counted(totals.macs, 'MAC')}, ${counted(totals.ips, 'IP address')}.`;
  return [
    '',
    '## Who has which MAC',
    '',
    figures,
    ...table(
      titles,
      macs.slice(0, top).map((station) => stationRow(station, names)),
    ),
    ...more(top, totals.macs),
  ];
}

function stationRow(station: MacEndpoint, names: ReadonlyMap<string, string>): string[] {
  const { mac, vendor, locallyAdministered, ips, name, embeddedIp, framesSent, framesReceived } = station;
  const contradicts = embeddedIp !== null && !ips.includes(embeddedIp);
  const unnamed = name !== null && !ips.some((ip) => names.has(ip));
  const addresses = [
    listed(ips.map((ip) => code(withName(ip, names)))),
    unnamed ? code(name) : '',
    contradicts ? `MAC says ${code(embeddedIp)}` : '',
  ];
  return [
    code(mac),
    vendor === null ? (locallyAdministered ? 'local' : '') : inline(vendor),
    addresses.filter(Boolean).join(', '),
    count(framesSent),
    count(framesReceived),
  ];
}

/** Which tunnels, between whom. */
export function tunnelsSection(analysis: Analysis, top: number): string[] {
  const { tunnels } = analysis;
  const names = addressNames(analysis);
  if (tunnels.length === 0) return [];
  const row = ({ type, port, ids, endpoints, frames, bytes: size, checksums }: Tunnel): string[] => [
    inline(type),
    port === null ? '' : String(port),
    listed(ids.map(String)),
    listed(endpoints.map((endpoint) => code(withName(endpoint, names)))),
    count(frames),
    bytes(size),
    `${count(checksums.zero)} zero, ${count(checksums.present)} present`,
  ];
  const titles = [
    'Type',
    { right: 'Port' },
    'VNIs',
    'Between',
    { right: 'Frames' },
    { right: 'Bytes' },
    'UDP checksum',
  ];
  return ['', '## Tunnels', ...table(titles, tunnels.slice(0, top).map(row)), ...more(top, tunnels.length)];
}

/** The largest flows. */
export function flowsSection(analysis: Analysis, top: number): string[] {
  const { flows } = analysis;
  if (flows.total === 0) return [];
  const titles = [
    'From',
    'To',
    'Protocol',
    { right: 'Packets →' },
    { right: '←' },
    { right: 'Bytes →' },
    { right: '←' },
    'State',
  ];
  const rows = withoutCarriers(analysis).slice(0, top).map(flowRow);
  return [
    '',
    '## Flows',
    '',
    `${counted(flows.total, 'flow')}.`,
    ...table(titles, rows),
    ...more(rows.length, flows.total),
  ];
}

function flowRow(flow: Flow): string[] {
  const { packetsAB, packetsBA, bytesAB, bytesBA, tcp } = flow;
  const rtt = tcp?.handshakeRttMs == null ? '' : `RTT ${milliseconds(tcp.handshakeRttMs)}`;
  const state = tcp ? [inline(tcp.state), rtt, ...flowTroubles(flow)].filter(Boolean).join(', ') : '';
  const traffic = [count(packetsAB), count(packetsBA), bytes(bytesAB), bytes(bytesBA)];
  return [end(flow.a), end(flow.b), inline(flowProtocol(flow)), ...traffic, state];
}

const end = (side: FlowEnd): string => code(namedSocket(side)) + (side.mac === null ? '' : ` (${code(side.mac)})`);
