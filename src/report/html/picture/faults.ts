/** Findings at the boxes they are about: the addresses of their subjects. */
import type { Analysis, Finding } from '../../analysis.ts';
import { addressesIn, isFault } from '../../parties.ts';
import { bySeverity } from '../../phrases.ts';
import { type Box, emptyBox, linkBetween, type Panel } from './model.ts';

type Endpoints = Analysis['endpoints'];

/** Findings that are marked: more marks than this hide what they are at. */
const MAX_FAULTS = 24;
/** Boxes made for addresses of findings that no flow or segment has, such as those asked for in vain. */
const MAX_EXTRA = 4;

/** Marks what findings are about. */
export function markFaults(panels: readonly Panel[], { findings, endpoints }: Analysis): void {
  const faults = bySeverity(findings.filter(isFault));
  for (const finding of faults.slice(0, MAX_FAULTS)) mark(panels, finding, endpoints);
}

function mark(panels: readonly Panel[], finding: Finding, endpoints: Endpoints): void {
  const addresses = addressesIn(finding.subject);
  const panel = panels.find(({ boxes }) => boxes.some((box) => addresses.some((address) => isOf(box, address))));
  if (panel === undefined) return;
  const found = addresses.slice(0, 2).map((address) => boxesOf([panel, ...panels], address, endpoints));
  for (const box of new Set(found.flat())) box.faults.push({ id: finding.id, severity: finding.severity });
  const [from, to] = found.map(([first]) => first);
  const here = panel.boxes.includes(from) && panel.boxes.includes(to) && from !== to;
  // Two MACs are one problem of two stations, not a way between them.
  if (!here || finding.subject.includes(', ')) return;
  const link = linkBetween(panel, from, to, 'fault');
  link.label ||= finding.id;
}

/** The boxes of an address in the first panel that has it: every station that uses it, or the router before it; in none, one made for it in the first panel of all. */
function boxesOf(panels: readonly Panel[], address: string, endpoints: Endpoints): Box[] {
  const found = panels.map(({ boxes }) => boxes.filter((box) => isOf(box, address)));
  const known = found.find((boxes) => boxes.length > 0);
  if (known !== undefined) return known;
  const [panel] = panels;
  if (panel.boxes.filter(({ isExtra }) => isExtra).length >= MAX_EXTRA) return [];
  const station = endpoints.macs.find(({ mac, ips }) => mac === address || ips.includes(address));
  const extra = { ...emptyBox(station?.mac ?? null, station?.ips ?? [address]), isExtra: true };
  extra.isMissing = station === undefined && isComplete(endpoints);
  panel.boxes.push(extra);
  return [extra];
}

/** Whether what is in no list was not seen: nothing was cut from them. */
const isComplete = ({ totals, macs, ips }: Endpoints): boolean =>
  macs.length >= totals.macs && ips.length >= totals.ips;

const isOf = ({ mac, ips, behind }: Box, address: string): boolean =>
  mac === address || ips.includes(address) || behind.has(address);
