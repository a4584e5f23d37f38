/** The line from bytes to report, spelled out. */
import { createHash } from 'node:crypto';
import type { Anonymization } from './anonymize/anonymization.ts';
import { expandInputs } from './capture/directory.ts';
import { classify } from './cni/classify.ts';
import type { Declared } from './declared/declared.ts';
import type { PacketFilter } from './engine/reading.ts';
import { type RunOptions, run } from './engine/run.ts';
import { loadVendors } from './engine/vendors.ts';
import { compileFilter } from './filter/compile.ts';
import { detectAll } from './incidents/detect.ts';
import type { Analysis, Flow } from './report/analysis.ts';
import { buildAnalysis } from './report/build/analysis.ts';
import { countFlows, listFlows } from './report/build/flows.ts';
import type { Observations } from './tally/observations.ts';
import { VERSION } from './version.ts';

/** Flows and endpoints in a report unless told otherwise. */
const DEFAULT_TOP = 100;

export interface AnalyzeOptions extends Pick<RunOptions, 'signal' | 'onProgress'> {
  /** Only packets that match this pcap-filter expression. */
  filter?: string;
  /** Counts packets seen again at another interface as packets of their flows; they are still no retransmissions. */
  keepDuplicates?: boolean;
  /** UDP ports that carry VXLAN, besides 8472, 4789 and 6784. */
  vxlanPorts?: readonly number[];
  /** Longest list of flows and endpoints in the report; totals are never cut. */
  top?: number;
  /** What NetworkAttachmentDefinitions and pods say of the network; shown beside what was observed. */
  declared?: Declared | null;
  /** 32 bytes: the report then holds pseudonyms in place of addresses and names, the same ones whenever these bytes are the same. */
  anonymizeWith?: Uint8Array;
}

/** One report over one or more captures: files, directories of them, or `-` for standard input. Throws `CaptureError` and `UsageError`. */
export async function analyze(paths: string | readonly string[], options: AnalyzeOptions = {}): Promise<Analysis> {
  const { observations, hidden } = await observe(paths, options);
  const judgement = classify(observations);
  const declared = hidden === null ? (options.declared ?? null) : hidden.declared(options.declared ?? null);
  const { verdict, segments } = judgement;
  const conclusions = { verdict, segments, findings: detectAll(observations, verdict, { declared, segments }) };
  const vendors = loadVendors();
  return buildAnalysis(observations, conclusions, {
    version: VERSION,
    top: options.top ?? DEFAULT_TOP,
    vendorOf: (mac) => vendors.of(mac),
    digest,
    declared,
    anonymized: hidden !== null,
  });
}

/** All flows of the captures in order of their first packet, and how many packets were damaged on the way. */
export async function analyzeFlows(
  paths: string | readonly string[],
  options: AnalyzeOptions = {},
): Promise<{ flows: Iterable<Flow>; total: number; inputs: Observations['inputs']; interrupted: boolean }> {
  const { observations } = await observe(paths, options);
  const { inputs, interrupted } = observations;
  return { flows: listFlows(observations, digest), total: countFlows(observations), inputs, interrupted };
}

/** What the packets hold, or their pseudonyms. */
async function observe(
  paths: string | readonly string[],
  options: AnalyzeOptions,
): Promise<{ observations: Observations; hidden: Anonymization | null }> {
  const { filter, vxlanPorts = [], keepDuplicates = false, signal, onProgress } = options;
  const keeps = filter === undefined ? null : compileFilter(filter);
  const hidden = await anonymization(options, keeps);
  const observations = await run(await expandInputs(typeof paths === 'string' ? [paths] : [...paths]), {
    vxlanPorts,
    keepDuplicates,
    filter: keeps === null ? null : { keeps: hidden?.keeps ?? keeps, text: filter ?? '' },
    ...(signal && { signal }),
    ...(onProgress && { onProgress }),
    ...(hidden && { through: (source) => hidden.source(source) }),
  });
  return { observations: hidden?.observations(observations) ?? observations, hidden };
}

/** Null when nothing is to be hidden. */
async function anonymization(
  { anonymizeWith, vxlanPorts = [] }: AnalyzeOptions,
  keeps: PacketFilter | null,
): Promise<Anonymization | null> {
  if (anonymizeWith === undefined) return null;
  const { Anonymization } = await import('./anonymize/anonymization.ts');
  return new Anonymization(anonymizeWith, vxlanPorts, keeps);
}

const digest = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('base64');
