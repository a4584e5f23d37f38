/** Broadcast, segments and protocols. */
import type { Analysis, LinkLayer, Segment } from '../analysis.ts';
import { modeName, segmentName } from '../phrases.ts';
import { count, duration, percent } from '../quantities.ts';
import { pageOf } from '../text/page.ts';
import { sparkline } from '../text/sparkline.ts';
import { code, codeBlock, inline } from './escape.ts';
import { more, type Title, table } from './table.ts';

const CHART = { width: 80, color: false, unicode: true, top: 0 };
const CHART_COLUMNS = 60;

const SHARES: readonly Title[] = [
  'Where',
  { right: 'Frames' },
  { right: 'Unicast' },
  { right: 'Broadcast' },
  { right: 'Multicast' },
  { right: 'ARP' },
  { right: 'Unanswered' },
];

type Shares = Pick<LinkLayer, 'frames' | 'unicast' | 'broadcast' | 'multicast' | 'arp'>;

/** Shares of broadcast, multicast and ARP, and their course. */
export function broadcastSection({ l2 }: Analysis, top: number): string[] {
  if (l2.frames === 0) return [];
  const parts = [
    ...l2.perInterface.map((shares) => shareRow(code(shares.interface), shares)),
    ...l2.perVlan.map((shares) => shareRow(`VLAN ${shares.vid}`, shares)),
    ...l2.perVni.map((shares) => shareRow(`inside ${inline(shares.type)} ${shares.vni}`, shares)),
  ];
  const groups = [shareRow('all', l2), ...(parts.length > 1 ? parts : [])];
  const rows = groups.slice(0, top + 1);
  return ['', '## Broadcast', ...chart(l2), ...table(SHARES, rows), ...more(rows.length, groups.length)];
}

function shareRow(name: string, { frames, unicast, broadcast, multicast, arp }: Shares): string[] {
  const ratios = [unicast, broadcast, multicast].map(({ ratio }) => percent(ratio));
  return [name, count(frames), ...ratios, count(arp.frames), count(arp.unanswered)];
}

function chart({ timeline }: LinkLayer): string[] {
  const { broadcast, multicast, arp, bucketSeconds } = timeline;
  if (broadcast.length < 2) return [];
  const rows = [
    ['broadcast', broadcast],
    ['multicast', multicast],
    ['ARP', arp],
  ] as const;
  const lines = rows.map(([label, series]) => {
    const { blocks, peak, bucketsPerColumn } = sparkline(series, CHART_COLUMNS, pageOf(CHART));
    return `${label.padEnd(10)} ${blocks}  peak ${count(peak)} in ${duration(bucketsPerColumn * bucketSeconds)}`;
  });
  return ['', ...codeBlock('', lines)];
}

/** The verdict per segment. */
export function segmentsSection({ segments }: Analysis, top: number): string[] {
  if (segments.length < 2) return [];
  const row = (segment: Segment): string[] => [
    inline(segmentName(segment)),
    inline(modeName(segment.verdict)),
    percent(segment.verdict.confidence),
    count(segment.frames),
    count(segment.stations),
  ];
  const titles = ['Where', 'Verdict', { right: 'Sure' }, { right: 'Frames' }, { right: 'Stations' }];
  return ['', '## Segments', ...table(titles, segments.slice(0, top).map(row)), ...more(top, segments.length)];
}

/** Packets by protocol. */
export function protocolsSection({ protocols }: Analysis): string[] {
  const names = Object.entries(protocols).sort(([, a], [, b]) => b - a);
  if (names.length === 0) return [];
  return ['', '## Protocols', '', `${names.map(([name, frames]) => `${inline(name)} ${count(frames)}`).join(', ')}.`];
}
