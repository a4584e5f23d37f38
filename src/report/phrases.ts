/** Wording that the formats for people share. */
import { fileName } from '../base/file-name.ts';
import { SEVERITIES } from '../incidents/finding.ts';
import type { Analysis, Finding, Flow, Segment, Verdict } from './analysis.ts';
import { count, counted, dateTime, duration, percent, timeOfDay } from './quantities.ts';

/** Frame numbers beyond these help nobody: the display filter shows them all. */
const MAX_FRAMES = 5;

/** Longer lists of addresses or identifiers are counted: a router or proxy has hundreds. */
const MAX_LISTED = 4;

/** Characters of a filter; whoever wrote a longer one knows it. */
const MAX_FILTER = 200;

/** Probabilities in words; the first whose limit is reached. */
const CERTAINTY: readonly [limit: number, words: string][] = [
  [0.99, 'practically certain'],
  [0.9, 'very likely'],
  [0.75, 'likely'],
  [0.5, 'more likely than not'],
  [0, 'a guess'],
];

/** mode/submode, as in the contract. */
export function modeName({ mode, submode }: { mode: string; submode: string | null }): string {
  return submode ? `${mode}/${submode}` : mode;
}

/** How sure the verdict is; that nothing can be told is no matter of degree. */
export function sureness({ mode, confidence }: Verdict): string {
  if (mode === 'unknown') return 'this capture does not tell';
  return `${certainty(confidence)} (${percent(confidence)})`;
}

/** Whether the capture is enough to tell; the leading candidates are named by the caller. */
export function isOpen(verdict: Verdict): boolean {
  return !verdict.identifiable && verdict.candidates.length > 1;
}

/** The expression of --filter, as long as an expression that is read; null without one. */
export function filterText({ filter }: Analysis): string | null {
  if (filter === undefined) return null;
  return filter.length <= MAX_FILTER ? filter : `${filter.slice(0, MAX_FILTER)} …`;
}

/** Why a report has no findings. */
export const nothingFound = ({ capture }: Analysis): string =>
  capture.frames === 0 ? 'there were no packets to judge' : 'nothing wrong was seen in this capture';

/** The most severe first; equally severe ones stay in the order of the analysis. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

/** 1 critical, 2 warnings */
export function severityCounts(findings: readonly Finding[]): string {
  const parts = SEVERITIES.map((severity) => {
    const number = findings.filter((finding) => finding.severity === severity).length;
    const plural = severity === 'error' || severity === 'warning';
    return number ? (plural ? counted(number, severity) : `${count(number)} ${severity}`) : '';
  });
  return parts.filter(Boolean).join(', ');
}

/** Names an input behind the numbers of its frames. */
export type FileOf = (input: number | null) => string;

/** Names nothing when there is only one input. */
export function fileNames(inputs: readonly { path: string }[]): FileOf {
  if (inputs.length < 2) return () => '';
  return (input) => (input === null ? '' : ` of ${fileName(inputs[input].path)}`);
}

/** frames 3, 5, 9 and 12 more of FILE; empty when there are none */
export function frameList(
  { input, frames }: { input: number | null; frames: readonly number[] },
  fileOf: FileOf,
): string {
  if (frames.length === 0) return '';
  const more = frames.length > MAX_FRAMES ? ` and ${count(frames.length - MAX_FRAMES)} more` : '';
  return `${frames.length === 1 ? 'frame' : 'frames'} ${frames.slice(0, MAX_FRAMES).join(', ')}${more}${fileOf(input)}`;
}

/** From when to when; empty for what is no event. */
export function timeSpan(first: string | null, last: string | null): string {
  if (first === null) return '';
  if (last === null || last === first) return `at ${timeOfDay(first)}`;
  const sameDay = first.slice(0, 10) === last.slice(0, 10);
  return sameDay ? `${timeOfDay(first)} to ${timeOfDay(last)}` : `${dateTime(first)} to ${dateTime(last)}`;
}

/** The measured value with its unit. */
export function measured({ value, unit }: Finding['evidence'][number]): string {
  const number = typeof value === 'number' ? (Number.isInteger(value) ? count(value) : String(value)) : value;
  if (unit === 'seconds' && typeof value === 'number') return duration(value);
  return unit ? `${number} ${value === 1 ? singular(unit) : unit}` : number;
}

/** `reply`, `address`, `frame`. */
const singular = (unit: string): string =>
  unit.endsWith('ies') ? `${unit.slice(0, -'ies'.length)}y` : unit.replace(/(?<=ss)es$|s$/, '');

/** ip:port, with brackets around IPv6. */
export function socketText({ ip, port }: Flow['a']): string {
  if (port === null) return ip;
  return ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;
}

/** What lies behind tags; reports of older versions have no chain. */
type Tagged = Pick<Flow, 'vlan'> & Partial<Pick<Flow, 'chain'>>;

/** VLAN 100, or VLAN 100/7 behind two tags, outermost first; null for untagged frames. */
export function vlanName({ vlan, chain = [] }: Tagged): string | null {
  if (vlan === null) return null;
  const first = chain.findIndex(({ type }) => type === 'vlan');
  const end = chain.findIndex(({ type }, i) => i > first && type !== 'vlan');
  const tags = chain.slice(first, end < 0 ? undefined : end).map(({ id }) => id);
  return `VLAN ${first < 0 ? vlan : tags.join('/')}`;
}

/** tcp in vxlan 1, VLAN 100 */
export function flowProtocol(flow: Flow): string {
  const icmp = flow.icmp ? ` type ${flow.icmp.type} code ${flow.icmp.code}` : '';
  const tunnel = flow.tunnel ? ` in ${tunnelName(flow.tunnel)}` : '';
  return [`${flow.proto}${icmp}${tunnel}`, vlanName(flow)].filter(Boolean).join(', ');
}

/** What went wrong in a TCP flow, worst first. */
export function flowTroubles({ tcp }: Flow): string[] {
  if (!tcp) return [];
  return [
    tcp.resets ? counted(tcp.resets, 'reset') : '',
    tcp.retransmissions ? counted(tcp.retransmissions, 'retransmission') : '',
    tcp.outOfOrder ? `${count(tcp.outOfOrder)} out of order` : '',
    tcp.zeroWindow ? `${count(tcp.zeroWindow)} zero window` : '',
  ].filter(Boolean);
}

/** The first of a list and how many are left; a longer list says less than its length. */
export function listed(values: readonly (string | number)[]): string {
  const more = values.length > MAX_LISTED ? ` and ${count(values.length - MAX_LISTED)} more` : '';
  return values.slice(0, MAX_LISTED).join(', ') + more;
}

/** Where a segment is: interface, VLAN, tunnel. */
export function segmentName(segment: Segment): string {
  const { interface: name, tunnel } = segment;
  const parts = [name, vlanName(segment), tunnel && tunnelName(tunnel)].filter(Boolean);
  return parts.join(', ') || 'plain frames';
}

/** vxlan 1 */
export function tunnelName({ type, id }: { type: string; id: number | null }): string {
  return id === null ? type : `${type} ${id}`;
}

function certainty(probability: number): string {
  return CERTAINTY.find(([limit]) => probability >= limit)?.[1] ?? 'a guess';
}
