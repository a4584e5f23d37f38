/** Broadcast, multicast and ARP: when, how much, and at which interface, VLAN or virtual network. */
import type { Analysis, LinkLayer } from '../analysis.ts';
import { count, percent } from '../quantities.ts';
import { html, NOTHING } from './markup.ts';
import type { Section } from './section.ts';
import { segmentChart } from './segment-chart.ts';
import { type Column, table } from './table.ts';
import { timelineChart } from './timeline-chart.ts';

const BYTES = 12_000;

type Shares = Pick<LinkLayer, 'frames' | 'unicast' | 'broadcast' | 'multicast' | 'arp'> & { name: string };

const COLUMNS: readonly Column<Shares>[] = [
  { title: 'Where', cell: ({ name }) => name },
  { title: 'Frames', numeric: true, cell: ({ frames }) => count(frames) },
  { title: 'Unicast', numeric: true, cell: ({ unicast }) => percent(unicast.ratio) },
  { title: 'Broadcast', numeric: true, cell: ({ broadcast }) => percent(broadcast.ratio) },
  { title: 'Multicast', numeric: true, cell: ({ multicast }) => percent(multicast.ratio) },
  { title: 'ARP', numeric: true, cell: ({ arp }) => count(arp.frames) },
  { title: 'Requests', numeric: true, cell: ({ arp }) => count(arp.requests) },
  { title: 'Unanswered', numeric: true, cell: ({ arp }) => count(arp.unanswered) },
  { title: 'Gratuitous', numeric: true, cell: ({ arp }) => count(arp.gratuitous) },
];

/** The traffic section: what happened when, and the shares of each group of frames. */
export const broadcast: Section = {
  id: 'traffic',
  title: 'Traffic over time, broadcast and ARP',
  body: (analysis, { top }) => {
    const { l2 } = analysis;
    const chart = timelineChart(l2);
    const groups = l2.frames === 0 ? [] : groupsOf(l2);
    const options = { label: 'Broadcast, multicast and ARP', total: groups.length, top: top + 1, bytes: BYTES };
    return chart === NOTHING && groups.length === 0
      ? NOTHING
      : html`${chart}${segmentChart(analysis)}${table(COLUMNS, groups, options)}`;
  },
};

/** All frames, and their groups where there are several. */
function groupsOf(l2: Analysis['l2']): Shares[] {
  const parts = [
    ...l2.perInterface.map((shares) => ({ ...shares, name: shares.interface })),
    ...l2.perVlan.map((shares) => ({ ...shares, name: `VLAN ${shares.vid}` })),
    ...l2.perVni.map((shares) => ({ ...shares, name: `inside ${shares.type} ${shares.vni}` })),
  ];
  return [{ ...l2, name: 'all' }, ...(parts.length > 1 ? parts : [])];
}
