/** Outer flows that only carry tunnels: what runs inside is listed, so people need not see both. */
import type { Analysis, Flow } from './analysis.ts';

/** The listed flows without those that carry a tunnel's packets. */
export function withoutCarriers(analysis: Analysis): Flow[] {
  const { top } = analysis.flows;
  const inner = top.some(({ layer }) => layer === 'inner');
  return inner ? top.filter((flow) => carriedBy(flow, analysis.tunnels) === null) : top;
}

/** The tunnel whose packets an outer flow carries; null for all other flows. */
export function carriedBy(
  { layer, proto, a, b }: Flow,
  tunnels: Analysis['tunnels'],
): Analysis['tunnels'][number] | null {
  const carries = ({ type, port }: Analysis['tunnels'][number]): boolean =>
    port === null ? proto === type : proto === 'udp' && (b.port === port || a.port === port);
  return layer === 'outer' ? (tunnels.find(carries) ?? null) : null;
}
