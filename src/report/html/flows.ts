/** The largest flows: when they ran, and what went over them. */
import type { Flow } from '../analysis.ts';
import { withoutCarriers } from '../carriers.ts';
import { namedSocket } from '../names.ts';
import { flowProtocol, flowTroubles } from '../phrases.ts';
import { bytes, count, milliseconds, timeOfDay } from '../quantities.ts';
import { flowChart } from './flow-chart.ts';
import { html, joined, NOTHING } from './markup.ts';
import { code, figures, type Section } from './section.ts';
import { type Column, table } from './table.ts';

/** Protocols named above the list. */
const MAX_KINDS = 12;
/** A line of ordinary names takes 600 bytes. */
const BYTES = 75_000;

/** The flows section; empty without flows. */
export const flows: Section = {
  id: 'flows',
  title: 'Flows',
  body: (analysis, { top }) => {
    const { total, byProtocol, top: all } = analysis.flows;
    if (total === 0) return NOTHING;
    const shown = withoutCarriers(analysis);
    const kinds = Object.entries(byProtocol)
      .sort(([, a], [, b]) => b - a)
      .slice(0, MAX_KINDS)
      .map(([proto, number]) => `${proto} ${count(number)}`);
    const carriers = all.length - shown.length;
    const note =
      carriers > 0 ? html`<p class="dim">${count(carriers)} that only carry tunnels are not listed.</p>` : NOTHING;
    return html`${figures([`${count(total)} in all`, ...kinds])}${flowChart(shown)}${table(COLUMNS, shown, { label: 'Largest flows', total: total - carriers, top, bytes: BYTES, sortable: true })}
${note}`;
  },
};

const COLUMNS: readonly Column<Flow>[] = [
  { title: 'From', cell: ({ a }) => code(namedSocket(a)) },
  { title: 'To', cell: ({ b }) => code(namedSocket(b)) },
  { title: 'Protocol', cell: flowProtocol },
  { title: 'Packets →', numeric: true, cell: ({ packetsAB }) => count(packetsAB) },
  { title: 'Packets ←', numeric: true, cell: ({ packetsBA }) => count(packetsBA) },
  { title: 'Bytes →', numeric: true, cell: ({ bytesAB }) => bytes(bytesAB), sortBy: ({ bytesAB }) => bytesAB },
  { title: 'Bytes ←', numeric: true, cell: ({ bytesBA }) => bytes(bytesBA), sortBy: ({ bytesBA }) => bytesBA },
  { title: 'Start', cell: ({ first }) => (first === null ? '' : timeOfDay(first)) },
  { title: 'State', wide: true, cell: (flow) => joined([stateOf(flow), ...flowTroubles(flow)], ', ') },
];

function stateOf({ tcp, packetsBA }: Flow): string {
  if (tcp === null) return packetsBA === 0 ? 'nothing back' : '';
  return tcp.handshakeRttMs === null ? tcp.state : `${tcp.state}, RTT ${milliseconds(tcp.handshakeRttMs)}`;
}
