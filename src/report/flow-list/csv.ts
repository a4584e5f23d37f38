/** Flows as CSV (RFC 4180): a header, then one flow a line. Columns are the keys of the JSON report, with dots between levels. */
import { printable } from '../../base/printable.ts';
import type { Flow } from '../analysis.ts';
import type { RenderFlows } from '../format.ts';

const LINE_END = '\r\n';
/** Spreadsheets take a cell that begins with one of these for a formula; an apostrophe makes it text. */
const FORMULA = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;

type Value = string | number | null | undefined;

const COLUMNS: readonly [name: string, value: (flow: Flow) => Value][] = [
  ['id', ({ id }) => id],
  ['communityId', ({ communityId }) => communityId],
  ['layer', ({ layer }) => layer],
  ['tunnel.type', ({ tunnel }) => tunnel?.type],
  ['tunnel.id', ({ tunnel }) => tunnel?.id],
  ['vlan', ({ vlan }) => vlan],
  ['proto', ({ proto }) => proto],
  ['icmp.type', ({ icmp }) => icmp?.type],
  ['icmp.code', ({ icmp }) => icmp?.code],
  ['a.ip', ({ a }) => a.ip],
  ['a.port', ({ a }) => a.port],
  ['a.mac', ({ a }) => a.mac],
  ['b.ip', ({ b }) => b.ip],
  ['b.port', ({ b }) => b.port],
  ['b.mac', ({ b }) => b.mac],
  ['packetsAB', ({ packetsAB }) => packetsAB],
  ['packetsBA', ({ packetsBA }) => packetsBA],
  ['bytesAB', ({ bytesAB }) => bytesAB],
  ['bytesBA', ({ bytesBA }) => bytesBA],
  ['first', ({ first }) => first],
  ['last', ({ last }) => last],
  ['tcp.handshakeRttMs', ({ tcp }) => tcp?.handshakeRttMs],
  ['tcp.retransmissions', ({ tcp }) => tcp?.retransmissions],
  ['tcp.outOfOrder', ({ tcp }) => tcp?.outOfOrder],
  ['tcp.resets', ({ tcp }) => tcp?.resets],
  ['tcp.zeroWindow', ({ tcp }) => tcp?.zeroWindow],
  ['tcp.mss.a', ({ tcp }) => tcp?.mss.a],
  ['tcp.mss.b', ({ tcp }) => tcp?.mss.b],
  ['tcp.state', ({ tcp }) => tcp?.state],
];

/** Renders flows as CSV. */
export const render: RenderFlows = function* (flows) {
  yield COLUMNS.map(([name]) => name).join(',') + LINE_END;
  for (const flow of flows) yield COLUMNS.map(([, value]) => cell(value(flow))).join(',') + LINE_END;
};

function cell(value: Value): string {
  if (typeof value !== 'string') return value == null ? '' : String(value);
  const text = printable(FORMULA.test(value) ? `'${value}` : value);
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
