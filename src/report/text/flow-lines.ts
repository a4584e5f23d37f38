/** One flow in one line where there is room, else in two. */
import type { Flow, FlowEnd } from '../analysis.ts';
import { namedSocket } from '../names.ts';
import { flowProtocol, flowTroubles } from '../phrases.ts';
import { bytes, count, milliseconds } from '../quantities.ts';
import type { Page } from './page.ts';
import { displayWidth, wrap } from './width.ts';

/** On wide terminals the figures of all flows begin in one column. */
const WIDE = 140;
const ENDS_WIDTH = 80;

/** SRC ip:port (mac) → DST ip:port (mac), packets and bytes each way, and how the connection fared. */
export function flowLines(flow: Flow, page: Page): string[] {
  const ends = `  ${end(flow.a)} ${page.glyphs.arrow} ${end(flow.b)}`;
  const figures = wrap(page.dotted([...traffic(flow, page), ...connection(flow)]), page.width - 6);
  const [only, ...rest] = figures;
  const fits = rest.length === 0 && ENDS_WIDTH + 2 + displayWidth(only) <= page.width;
  if (page.width >= WIDE && displayWidth(ends) <= ENDS_WIDTH && fits) {
    return [ends + ' '.repeat(ENDS_WIDTH - displayWidth(ends) + 2) + page.paint('dim', only)];
  }
  return [...endLines(flow, ends, page), ...figures.map((line) => `      ${page.paint('dim', line)}`)];
}

function endLines({ a, b }: Flow, ends: string, page: Page): string[] {
  if (displayWidth(ends) <= page.width) return [ends];
  const second = wrap(`${page.glyphs.arrow} ${end(b)}`, page.width - 4);
  return [...wrap(end(a), page.width - 2).map((line) => `  ${line}`), ...second.map((line) => `    ${line}`)];
}

const end = (side: FlowEnd): string => (side.mac === null ? namedSocket(side) : `${namedSocket(side)} (${side.mac})`);

function traffic(flow: Flow, { glyphs }: Page): string[] {
  const { packetsAB, packetsBA, bytesAB, bytesBA } = flow;
  const there = `${glyphs.arrow} ${count(packetsAB)} pkt ${bytes(bytesAB)}`;
  const back = packetsBA ? `${glyphs.back} ${count(packetsBA)} pkt ${bytes(bytesBA)}` : 'nothing back';
  return [flowProtocol(flow), there, back];
}

function connection(flow: Flow): string[] {
  if (flow.tcp === null) return [];
  const { state, handshakeRttMs } = flow.tcp;
  return [state, handshakeRttMs === null ? '' : `RTT ${milliseconds(handshakeRttMs)}`, ...flowTroubles(flow)];
}
