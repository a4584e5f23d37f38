/** Hardware and IP addresses in one table: a row for each, and in it the addresses of the other kind that it was seen with. */
import type { IpEndpoint, MacEndpoint } from '../analysis.ts';
import type { Table } from './table.ts';

type Endpoint = ({ kind: 'mac' } & MacEndpoint) | ({ kind: 'ip' } & IpEndpoint);

/** What only hardware addresses have. */
const mac =
  <Key extends keyof MacEndpoint>(key: Key) =>
  (endpoint: Endpoint): MacEndpoint[Key] | null =>
    endpoint.kind === 'mac' ? endpoint[key] : null;

/** What only IP addresses have. */
const ip =
  <Key extends keyof IpEndpoint>(key: Key) =>
  (endpoint: Endpoint): IpEndpoint[Key] | null =>
    endpoint.kind === 'ip' ? endpoint[key] : null;

export const endpoints: Table<Endpoint> = {
  columns: [
    ['kind', 'text', ({ kind }) => kind],
    ['mac', 'text', mac('mac')],
    ['ip', 'text', ip('ip')],
    ['name', 'text', ({ name }) => name],
    ['macs', 'texts', ip('macs')],
    ['ips', 'texts', mac('ips')],
    ['framesSent', 'count', ({ framesSent }) => framesSent],
    ['framesReceived', 'count', ({ framesReceived }) => framesReceived],
    ['bytesSent', 'count', ip('bytesSent')],
    ['bytesReceived', 'count', ip('bytesReceived')],
    ['vendor', 'text', mac('vendor')],
    ['locallyAdministered', 'flag', mac('locallyAdministered')],
    ['embeddedIp', 'text', mac('embeddedIp')],
    ['scheme', 'text', mac('scheme')],
    ['firstSeen', 'time', mac('firstSeen')],
    ['lastSeen', 'time', mac('lastSeen')],
    ['interfaces', 'texts', mac('interfaces')],
  ],
  *rows(analysis, { lists, rows }) {
    const { macs, ips } = lists?.endpoints(rows ?? Number.POSITIVE_INFINITY) ?? analysis.endpoints;
    for (const one of macs.slice(0, rows)) yield { kind: 'mac', ...one };
    for (const one of ips.slice(0, rows)) yield { kind: 'ip', ...one };
  },
};
