/** Outer flows that only carry tunnels: what runs inside is listed, so people need not see both. */
import type { Analysis, Flow } from './analysis.ts';

/** The listed flows without those that carry a tunnel's packets. */
export function withoutCarriers({ flows, tunnels }: Analysis): Flow[] {
  const ports = new Set(tunnels.map(({ type, port }) => (port === null ? type : `udp ${port}`)));
  const carries = ({ layer, proto, a, b }: Flow): boolean =>
    layer === 'outer' && (ports.has(proto) || ports.has(`${proto} ${b.port}`) || ports.has(`${proto} ${a.port}`));
  const inner = flows.top.some(({ layer }) => layer === 'inner');
  return inner ? flows.top.filter((flow) => !carries(flow)) : flows.top;
}
