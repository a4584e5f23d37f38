/** The lists of a report that are compared, and what makes two of their entries the same. */
import type { Analysis, Flow } from '../report/analysis.ts';
import { flowProtocol, modeName, segmentName, socketText, tunnelName, vlanName } from '../report/phrases.ts';
import { count, counted } from '../report/quantities.ts';
import type { SectionChanges } from './difference.ts';

/** One entry of a report, ready to be compared. */
export interface Entry {
  key: string;
  label: string;
  /** How it is doing, for people. */
  state: string;
  /** The same text means that nothing moved. */
  compared: string;
  /** Orders the list: the largest first. */
  weight: number;
}

/** One kind of list. */
export interface Section {
  id: SectionChanges['id'];
  title: string;
  entries: (analysis: Analysis) => Entry[];
  /** How many there are beyond those listed; 0 for lists that are never cut. */
  unlisted: (analysis: Analysis) => number;
}

const whole = (): number => 0;

/** In the order of importance. */
export const SECTIONS: readonly Section[] = [
  {
    id: 'findings',
    title: 'Findings',
    entries: ({ findings }) =>
      findings.map(({ fingerprint, id, subject, severity, count: times }) =>
        entry(`${id} ${fingerprint}`, `${id} ${subject}`, `${severity}, ${count(times)}×`, times),
      ),
    unlisted: whole,
  },
  {
    id: 'segments',
    title: 'Segments',
    entries: ({ segments }) =>
      segments.map((segment) => {
        const key = JSON.stringify([segment.interface, vlanName(segment), segment.tunnel]);
        return entry(key, segmentName(segment), modeName(segment.verdict), segment.frames);
      }),
    unlisted: whole,
  },
  {
    id: 'protocols',
    title: 'Protocols',
    entries: ({ protocols }) =>
      Object.entries(protocols).map(([name, frames]) => entry(name, name, counted(frames, 'packet'), frames)),
    unlisted: whole,
  },
  {
    id: 'tunnels',
    title: 'Tunnels',
    entries: ({ tunnels }) =>
      tunnels.map(({ type, port, ids, endpoints, frames }) => {
        const name = port === null ? type : `${type} port ${port}`;
        const state = `${counted(ids.length, 'identifier')}, ${counted(endpoints.length, 'endpoint')}, ${counted(frames, 'packet')}`;
        return { ...entry(name, name, state, frames), compared: JSON.stringify([ids, endpoints, frames]) };
      }),
    unlisted: whole,
  },
  {
    id: 'macs',
    title: 'MAC addresses',
    entries: ({ endpoints }) =>
      endpoints.macs.map(({ mac, ips, framesSent }) => entry(mac, mac, addresses(ips), framesSent)),
    unlisted: ({ endpoints }) => endpoints.totals.macs - endpoints.macs.length,
  },
  {
    id: 'ips',
    title: 'IP addresses',
    entries: ({ endpoints }) =>
      endpoints.ips.map(({ ip, macs, framesSent }) => entry(ip, ip, addresses(macs), framesSent)),
    unlisted: ({ endpoints }) => endpoints.totals.ips - endpoints.ips.length,
  },
  {
    id: 'flows',
    title: 'Flows',
    entries: ({ flows }) => flows.top.map(flowEntry),
    unlisted: ({ flows }) => flows.total - flows.top.length,
  },
];

function entry(key: string, label: string, state: string, weight: number): Entry {
  return { key, label, state, compared: state, weight };
}

const addresses = (list: readonly string[]): string => (list.length === 0 ? 'no address' : [...list].sort().join(', '));

/** The same conversation in the same place: Community ID, layer, tunnel and VLAN; the ends of it where there is no Community ID. */
function flowEntry(flow: Flow): Entry {
  const { communityId, layer, tunnel, proto, a, b, packetsAB, packetsBA, bytesAB, bytesBA } = flow;
  const ends = [socketText(a), socketText(b)];
  const place = tunnel === null ? '' : tunnelName(tunnel);
  const key = JSON.stringify([communityId ?? [proto, ...ends.toSorted()], layer, place, vlanName(flow)]);
  const state = `${counted(packetsAB + packetsBA, 'packet')}, ${count(bytesAB + bytesBA)} bytes${flow.tcp ? `, ${flow.tcp.state}` : ''}`;
  return entry(key, `${ends.join(' - ')} ${flowProtocol(flow)}`, state, bytesAB + bytesBA);
}
