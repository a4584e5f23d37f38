/** The long lists cut before anything else is done with them: a report may hold a million flows, a page never does. */
import type { Analysis } from './analysis.ts';

/** The analysis with at most `top` stations and flows; their totals stay, and the names of addresses. */
export function shortened(analysis: Analysis, top: number): Analysis {
  const { endpoints, flows } = analysis;
  return {
    ...analysis,
    endpoints: {
      totals: endpoints.totals,
      macs: endpoints.macs.slice(0, top),
      ips: endpoints.ips.filter(({ name }) => name !== null),
    },
    flows: { ...flows, top: flows.top.slice(0, top) },
  };
}
