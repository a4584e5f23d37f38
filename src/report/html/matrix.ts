/** Who sends how much to whom: the busiest addresses of the listed flows, line by column. */
import type { Flow } from '../analysis.ts';
import { withoutCarriers } from '../carriers.ts';
import { bytes, count } from '../quantities.ts';
import { clipped, html, type Markup, NOTHING } from './markup.ts';
import type { Section, View } from './section.ts';
import { SHADE_COUNT } from './style.ts';
import { scrolling } from './table.ts';

/** Lines and columns: what is readable on a page, 13 kB at worst. */
const MAX_ENDS = 10;
/** Characters of an address or name: an IPv6 address has up to 39. */
const MAX_NAME = 40;
/** Each shade is a step of this many decades of bytes, down from the largest. */
const DECADES_PER_SHADE = 0.8;

/** Bytes by sender and receiver. */
type Sums = ReadonlyMap<string, number>;

interface Ends {
  senders: string[];
  receivers: string[];
}

/** The conversation matrix; nothing for a single conversation, which the flows say as well. */
export const matrix: Section = {
  id: 'matrix',
  title: 'Conversations',
  body: (analysis, view) => {
    const flows = withoutCarriers(analysis);
    const sums = bytesByPair(flows);
    const senders = busiest(sums, 0);
    const receivers = busiest(sums, 1);
    const left = Math.max(senders.length, receivers.length) - MAX_ENDS;
    const ends = { senders: senders.slice(0, MAX_ENDS), receivers: receivers.slice(0, MAX_ENDS) };
    return sums.size < 3
      ? NOTHING
      : html`${scrolling('Bytes from line to column', grid(ends, sums, view))}
<p class="dim">Bytes sent by the address at the left to the one at the top, over the ${count(flows.length)} largest of ${count(analysis.flows.total)} flows${left > 0 ? `; ${count(left)} quieter addresses are left out` : ''}.</p>
`;
  },
};

function grid({ senders, receivers }: Ends, sums: Sums, { names }: View): Markup {
  const largest = Math.max(...sums.values());
  const name = (ip: string): string => clipped(names.get(ip) ?? ip, MAX_NAME);
  const head = receivers.map((to) => html`<th scope="col">${name(to)}</th>`);
  const line = (
    from: string,
  ): Markup => html`<tr><th scope="row">${name(from)}</th>${receivers.map((to) => cell(sums.get(key(from, to)) ?? 0, largest))}</tr>
`;
  return html`<table class="matrix">
<thead><tr><th scope="col">from ↓ to →</th>${head}</tr></thead>
<tbody>
${senders.map(line)}</tbody>
</table>`;
}

function cell(sent: number, largest: number): Markup {
  if (sent === 0) return html`<td></td>`;
  const shade = SHADE_COUNT - Math.floor(Math.log10(largest / sent) / DECADES_PER_SHADE);
  return html`<td class="shade${Math.max(1, shade)}">${bytes(sent)}</td>`;
}

/** Senders (side 0) or receivers (side 1) by bytes, largest first. */
function busiest(sums: Sums, side: 0 | 1): string[] {
  const totals = new Map<string, number>();
  for (const [pair, sent] of sums) {
    const ip = pair.split(' ')[side];
    totals.set(ip, (totals.get(ip) ?? 0) + sent);
  }
  return [...totals].sort(([, x], [, y]) => y - x).map(([ip]) => ip);
}

/** Pairs without a byte are left out. */
function bytesByPair(flows: readonly Flow[]): Sums {
  const sums = new Map<string, number>();
  const add = (from: string, to: string, sent: number): void => {
    if (sent > 0) sums.set(key(from, to), (sums.get(key(from, to)) ?? 0) + sent);
  };
  for (const { a, b, bytesAB, bytesBA } of flows) {
    add(a.ip, b.ip, bytesAB);
    add(b.ip, a.ip, bytesBA);
  }
  return sums;
}

/** Addresses hold no spaces. */
const key = (from: string, to: string): string => `${from} ${to}`;
