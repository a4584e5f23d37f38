/** Broadcast, multicast and ARP: how much, when, and at which interface. */
import type { Analysis, LinkLayer } from '../analysis.ts';
import { count, counted, dateTime, duration, percent } from '../quantities.ts';
import { type Column, columns } from '../text/columns.ts';
import { andMore, heading } from '../text/lines.ts';
import type { Page } from '../text/page.ts';
import { sparkline } from '../text/sparkline.ts';

const LABEL = 11;
/** Room for "  peak 1,234 in 20 s". */
const PEAK = 26;

const LAYOUT: readonly Column[] = [
  { title: 'where', flexible: true },
  { title: 'frames', align: 'right' },
  { title: 'unicast', align: 'right' },
  { title: 'broadcast', align: 'right' },
  { title: 'multicast', align: 'right' },
  { title: 'ARP', align: 'right' },
  { title: 'unanswered', align: 'right' },
];

type Shares = Omit<LinkLayer, 'vlans' | 'perInterface' | 'perVlan' | 'perVni' | 'timeline'>;

/** The broadcast section; a capture without Ethernet frames has none. */
export function broadcastSection(analysis: Analysis, page: Page): string[] {
  const { l2 } = analysis;
  if (l2.frames === 0) return [];
  const figures = page.dotted([
    `${percent(l2.broadcast.ratio)} of ${counted(l2.frames, 'frame')}`,
    `multicast ${percent(l2.multicast.ratio)}`,
    `ARP ${arpShare(analysis)}, ${count(l2.arp.unanswered)} unanswered`,
  ]);
  return [...heading('BROADCAST', figures, page), ...chart(l2, page), ...shareTable(l2, page)];
}

/** ARP is counted on every link, so its share is that of all packets; they are named where not all of them are Ethernet frames. */
function arpShare({ l2, capture }: Analysis): string {
  const share = percent(l2.arp.frames / capture.frames);
  return capture.frames === l2.frames ? share : `${share} of all ${counted(capture.frames, 'packet')}`;
}

function chart({ timeline }: LinkLayer, page: Page): string[] {
  const { start, bucketSeconds, broadcast, multicast, arp } = timeline;
  if (broadcast.length < 2 || start === null) return [];
  const room = page.width - LABEL - PEAK - 2;
  const rows = [
    ['broadcast', broadcast],
    ['multicast', multicast],
    ['ARP', arp],
  ] as const;
  const lines = rows.map(([label, series]) => {
    const { blocks, peak, bucketsPerColumn } = sparkline(series, room, page);
    const note = peak ? `peak ${count(peak)} in ${duration(bucketsPerColumn * bucketSeconds)}` : 'none';
    return `  ${label.padEnd(LABEL)}${page.paint('cyan', blocks)}  ${page.paint('dim', note)}`;
  });
  const span = `${dateTime(start)} and ${duration(broadcast.length * bucketSeconds)} on`;
  return [...lines, ' '.repeat(2 + LABEL) + page.paint('dim', span)];
}

function shareTable(l2: LinkLayer, page: Page): string[] {
  const groups: [string, Shares][] = [
    ...l2.perInterface.map((shares): [string, Shares] => [shares.interface, shares]),
    ...l2.perVlan.map((shares): [string, Shares] => [`VLAN ${shares.vid}`, shares]),
    ...l2.perVni.map((shares): [string, Shares] => [`inside ${shares.type} ${shares.vni}`, shares]),
  ];
  if (groups.length < 2) return [];
  const rows = groups.slice(0, page.top).map(([name, shares]) => shareRow(name, shares));
  return ['', ...columns(LAYOUT, rows, page), ...andMore(rows.length, groups.length, page)];
}

function shareRow(name: string, { frames, unicast, broadcast, multicast, arp }: Shares): string[] {
  const ratios = [unicast, broadcast, multicast].map(({ ratio }) => percent(ratio));
  return [name, count(frames), ...ratios, count(arp.frames), count(arp.unanswered)];
}
