/** What the picture shows: a panel for each network, boxes for its stations, lines for who talks to whom. */
import type { Segment, Severity } from '../../analysis.ts';

/** A station, or an address that no station was seen with. */
export interface Box {
  mac: string | null;
  /** Declared name. */
  name: string | null;
  /** Owner of the MAC, or that it was made up. */
  origin: string;
  ips: string[];
  /** Addresses that are reached through it: it routes. */
  behind: Set<string>;
  bytes: number;
  faults: Fault[];
  /** Only a finding names it. */
  isExtra: boolean;
  /** And the capture does not hold it. */
  isMissing: boolean;
  /** Endpoint of a tunnel. */
  carriesTunnel: boolean;
}

/** A finding at the place it is about. */
export interface Fault {
  id: string;
  severity: Severity;
}

/** Two boxes of one panel. */
export interface Link {
  from: Box;
  to: Box;
  kind: 'talk' | 'tunnel' | 'fault';
  /** Shown beside tunnels and faults. */
  label: string;
  bytes: number;
  flows: number;
}

/** One network: a segment, or what flows tell where there is none. */
export interface Panel {
  title: string;
  /** What its stations are attached to. */
  medium: string;
  tunnel: Segment['tunnel'];
  /** As `vlanName` writes it. */
  vlan: string | null;
  /** All stations of the segment, whose list may be cut; null without a segment. */
  stations: number | null;
  boxes: Box[];
  links: Link[];
}

/** A box of a station or address, without anything else known. */
export const emptyBox = (mac: string | null, ips: readonly string[]): Box => ({
  mac,
  name: null,
  origin: '',
  ips: [...ips],
  behind: new Set(),
  bytes: 0,
  faults: [],
  isExtra: false,
  isMissing: false,
  carriesTunnel: false,
});

/** The link between two boxes, in whichever direction it was made. */
export function linkBetween({ links }: Panel, from: Box, to: Box, kind: Link['kind']): Link {
  const joins = (link: Link): boolean =>
    link.kind === kind && ((link.from === from && link.to === to) || (link.from === to && link.to === from));
  const known = links.find(joins);
  if (known !== undefined) return known;
  const link: Link = { from, to, kind, label: '', bytes: 0, flows: 0 };
  links.push(link);
  return link;
}
