/** From observations, verdict and findings to the one object that every format renders. */
import type { Declared } from '../../declared/declared.ts';
import { nameOf } from '../../declared/names.ts';
import type { Finding as Found } from '../../incidents/finding.ts';
import type { Observations } from '../../tally/observations.ts';
import * as Survey from '../../tally/survey-layout.ts';
import * as Fault from '../../wire/fault.ts';
import type { ProtocolId } from '../../wire/protocol-id.ts';
import { DEFINITIONS, protocolName } from '../../wire/registry.ts';
import type { Analysis, Segment, Verdict } from '../analysis.ts';
import type { Lists } from '../format.ts';
import type { Digest } from './community-id.ts';
import { buildDeclared, namedFinding } from './declared.ts';
import { buildEndpoints } from './endpoints.ts';
import { buildFlows, listLargest } from './flows.ts';
import { buildCapture, buildInputs } from './inputs.ts';
import { buildLinkLayer } from './link-layer.ts';
import type { SegmentOf } from './segment-timeline.ts';
import { buildTunnels } from './tunnels.ts';

export interface BuildOptions {
  /** netsight's own version. */
  version: string;
  /** Longest list of flows and endpoints. */
  top: number;
  /** Flows that the analysis holds; fewer than `top` when all formats take them from `listsOf`. */
  heldFlows?: number;
  vendorOf: (mac: string) => string | null;
  digest: Digest;
  /** Null without declarations. */
  declared?: Declared | null;
  /** Which of the conclusions' segments a packet belongs to. */
  segmentOf?: SegmentOf;
  /** What the observations hold are pseudonyms. */
  anonymized?: boolean;
}

/** What was concluded from the observations. */
export interface Conclusions {
  verdict: Verdict;
  segments: Segment[];
  findings: Found[];
}

/** Where nothing was judged. */
const ofNone: SegmentOf = () => -1;

const FAULT_NAMES: Readonly<Record<number, Analysis['faults'][number]['kind']>> = {
  [Fault.Snapped]: 'snapped',
  [Fault.Short]: 'short',
  [Fault.Malformed]: 'malformed',
  [Fault.TooDeep]: 'too-deep',
};

export function buildAnalysis(observations: Observations, conclusions: Conclusions, options: BuildOptions): Analysis {
  const { declared = null } = options;
  const names = nameOf(declared);
  return {
    schema: 'netsight.report/1',
    tool: { name: 'netsight', version: options.version },
    ...(options.anonymized && { anonymized: true }),
    ...(observations.filter !== null && { filter: observations.filter }),
    inputs: buildInputs(observations),
    capture: buildCapture(observations),
    protocols: protocols(observations),
    l2: buildLinkLayer(observations, conclusions.segments.length, options.segmentOf ?? ofNone),
    endpoints: buildEndpoints(observations, { ...options, names }),
    tunnels: buildTunnels(observations),
    flows: buildFlows(observations, { ...options, names, top: options.heldFlows ?? options.top }),
    ...conclusions,
    findings: conclusions.findings.map((finding) => namedFinding(finding, names)),
    declared: buildDeclared(declared, observations, conclusions.segments),
    faults: faults(observations),
    limits: limits(observations),
  };
}

/** The report's long lists, of any length. */
export function listsOf(observations: Observations, options: BuildOptions): Lists {
  const names = nameOf(options.declared ?? null);
  return {
    top: options.top,
    flows: (top) => listLargest(observations, { ...options, names, top }),
    endpoints: (top) => buildEndpoints(observations, { ...options, names, top }),
  };
}

/** Frames by protocol name, most frequent first. */
function protocols({ tallies }: Observations): Record<string, number> {
  const frames = tallies.chains.byProtocol();
  const byName = new Map<string, number>();
  for (const { id, name } of DEFINITIONS) if (frames[id] > 0) byName.set(name, frames[id]);
  return Object.fromEntries([...byName].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
}

const faults = ({ tallies }: Observations): Analysis['faults'] =>
  tallies.faults.list().map(({ protocol, fault, frames }) => ({
    protocol: protocolName(protocol as ProtocolId),
    kind: FAULT_NAMES[fault],
    frames,
  }));

/** Tables that were full. */
function limits({ tallies, contexts, hosts }: Observations): Analysis['limits'] {
  const { arpDirections, selfAnswers } = tallies.control;
  const tables: [string, number, number][] = [
    ['contexts', contexts.size, contexts.overflowed],
    ['flows', tallies.flows.size, tallies.flows.folded.total],
    ['findings.flows', Survey.MAX_LISTED, tallies.survey.refused],
    ['endpoints.macs', hosts.stations.table.size, hosts.stations.table.refused],
    ['endpoints.ips', hosts.addresses.table.size, hosts.addresses.table.refused],
    ['bindings', hosts.bindings.table.size, hosts.bindings.table.refused],
    ['arp.asks', tallies.control.arp.asks.size, tallies.control.arp.asks.table.refused],
    ['arp.claims', tallies.control.arp.claims.size, tallies.control.arp.claims.table.refused],
    ['arp.directions', arpDirections.sightings.size, arpDirections.sightings.table.refused],
    ['arp.tests', selfAnswers.tests.size, selfAnswers.tests.table.refused],
    ['tunnels', tallies.tunnels.sightings.size, tallies.tunnels.sightings.table.refused],
    ['tunnels.stations', tallies.tunnels.stations.sightings.size, tallies.tunnels.stations.refused],
  ];
  return tables.filter(([, , folded]) => folded > 0).map(([table, kept, folded]) => ({ table, kept, folded }));
}
