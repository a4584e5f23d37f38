/** Stations, tunnels and flows: who talks to whom. */
import type { Analysis, Flow, FlowEnd, MacEndpoint, Tunnel } from '../analysis.ts';
import { withoutCarriers } from '../carriers.ts';
import { flowProtocol, flowTroubles, listed, socketText } from '../phrases.ts';
import { bytes, count, counted, milliseconds } from '../quantities.ts';
import { code, inline } from './escape.ts';
import { more, table } from './table.ts';

/** Who has which MAC. */
export function stationsSection({ endpoints }: Analysis, top: number): string[] {
  const { macs, totals } = endpoints;
  if (macs.length === 0) return [];
  const titles = ['MAC', 'Vendor', 'Addresses', { right: 'Sent' }, { right: 'Received' }];
  const figures = `${counted(totals.macs, 'MAC')}, ${counted(totals.ips, 'IP address')}.`;
  return [
    '',
    '## Who has which MAC',
    '',
    figures,
    ...table(titles, macs.slice(0, top).map(stationRow)),
    ...more(top, totals.macs),
  ];
}

function stationRow(station: MacEndpoint): string[] {
  const { mac, vendor, locallyAdministered, ips, embeddedIp, framesSent, framesReceived } = station;
  const contradicts = embeddedIp !== null && !ips.includes(embeddedIp);
  const addresses = listed(ips.map(code)) + (contradicts ? `, MAC says ${code(embeddedIp)}` : '');
  return [
    code(mac),
    vendor === null ? (locallyAdministered ? 'local' : '') : inline(vendor),
    addresses,
    count(framesSent),
    count(framesReceived),
  ];
}

/** Which tunnels, between whom. */
export function tunnelsSection({ tunnels }: Analysis, top: number): string[] {
  if (tunnels.length === 0) return [];
  const row = ({ type, port, ids, endpoints, frames, bytes: size, checksums }: Tunnel): string[] => [
    inline(type),
    port === null ? '' : String(port),
    listed(ids.map(String)),
    listed(endpoints.map(code)),
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

const end = (side: FlowEnd): string => code(socketText(side)) + (side.mac === null ? '' : ` (${code(side.mac)})`);
