/** The line from bytes to report, spelled out. */
import type { Anonymization } from './anonymize/anonymization.ts';
import { UsageError } from './base/errors.ts';
import { sha1 } from './base/sha1.ts';
import { expandInputs } from './capture/directory.ts';
import type { GivenCapture, Opened } from './capture/input.ts';
import { classify } from './cni/classify.ts';
import type { Declared } from './declared/declared.ts';
import { defaultMemory, flowsWithin } from './engine/memory.ts';
import type { PacketFilter } from './engine/reading.ts';
import { type RunOptions, run } from './engine/run.ts';
import { loadVendors } from './engine/vendors.ts';
import { compileFilter } from './filter/compile.ts';
import { detectAll } from './incidents/detect.ts';
import type { Analysis, Flow } from './report/analysis.ts';
import { type BuildOptions, buildAnalysis, listsOf } from './report/build/analysis.ts';
import { countFlows, listFlows } from './report/build/flows.ts';
import type { Lists } from './report/format.ts';
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
  /** Memory that the run may take, in bytes; half of the machine's unless told. With more flows than fit, the longest silent are added up and listed no more. */
  maxMemory?: number;
  /** Longest list of flows and endpoints in the report; totals are never cut. */
  top?: number;
  /** What NetworkAttachmentDefinitions and pods say of the network; shown beside what was observed. */
  declared?: Declared | null;
  /** 32 bytes: the report then holds pseudonyms in place of addresses and names, the same ones whenever these bytes are the same. */
  anonymizeWith?: Uint8Array;
}

/**
 * What can be analysed: the path of a file or a directory of captures, `-` for standard input, the bytes of a capture, or pieces of them as they come (a Node or a
 * web stream, any async iterable). `{ name, bytes }` says what bytes or pieces are called in the report.
 */
export type CaptureInput = Opened | GivenCapture['bytes'];

/**
 * One report over one or more captures, read one after the other. Throws `CaptureError` when one cannot be read at all, `UsageError` for options that make no sense.
 * When `signal` aborts, the report covers what was read until then, and the last input is not `complete`.
 */
export async function analyze(
  captures: CaptureInput | readonly CaptureInput[],
  options: AnalyzeOptions = {},
): Promise<Analysis> {
  return (await analyzeWithLists(captures, options)).analysis;
}

/** The report, and its long lists for formats that write them as they go; only `heldFlows` flows stand in the report itself. */
export async function analyzeWithLists(
  captures: CaptureInput | readonly CaptureInput[],
  options: AnalyzeOptions & { heldFlows?: number },
): Promise<{ analysis: Analysis; lists: Lists }> {
  const { observations, hidden } = await observe(captures, options);
  const judgement = classify(observations);
  const declared = hidden === null ? (options.declared ?? null) : hidden.declared(options.declared ?? null);
  const { verdict, segments } = judgement;
  const conclusions = { verdict, segments, findings: detectAll(observations, verdict, { declared, segments }) };
  const vendors = loadVendors();
  const building: BuildOptions = {
    version: VERSION,
    top: options.top ?? DEFAULT_TOP,
    ...(options.heldFlows !== undefined && { heldFlows: options.heldFlows }),
    vendorOf: (mac) => vendors.of(mac),
    digest,
    declared,
    anonymized: hidden !== null,
  };
  return { analysis: buildAnalysis(observations, conclusions, building), lists: listsOf(observations, building) };
}

/** All flows of the captures in order of their first packet, and how many more there were that had to be forgotten. */
export async function analyzeFlows(
  captures: CaptureInput | readonly CaptureInput[],
  options: AnalyzeOptions = {},
): Promise<{
  flows: Iterable<Flow>;
  total: number;
  folded: number;
  inputs: Observations['inputs'];
  interrupted: boolean;
}> {
  const { observations } = await observe(captures, options);
  const { inputs, interrupted } = observations;
  const folded = observations.tallies.flows.folded.total;
  return { flows: listFlows(observations, digest), total: countFlows(observations), folded, inputs, interrupted };
}

/** What the packets hold, or their pseudonyms. */
async function observe(
  captures: CaptureInput | readonly CaptureInput[],
  options: AnalyzeOptions,
): Promise<{ observations: Observations; hidden: Anonymization | null }> {
  const { filter, vxlanPorts = [], keepDuplicates = false, maxMemory = defaultMemory(), signal, onProgress } = options;
  const keeps = filter === undefined ? null : compileFilter(filter);
  const hidden = await anonymization(options, keeps);
  const observations = await run(await expandInputs(inputsOf(captures)), {
    vxlanPorts,
    keepDuplicates,
    maxFlows: flowsWithin(maxMemory),
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

function inputsOf(captures: CaptureInput | readonly CaptureInput[]): Opened[] {
  return (Array.isArray(captures) ? (captures as CaptureInput[]) : [captures as CaptureInput]).map(asInput);
}

/** Types end where JavaScript calls: what is none of these is refused by name. */
function asInput(capture: CaptureInput): Opened {
  if (typeof capture === 'string') return capture;
  if (capture instanceof Uint8Array) return { name: 'buffer', bytes: capture };
  if (isStream(capture)) return { name: 'stream', bytes: capture };
  const { bytes } = (capture as GivenCapture | null) ?? {};
  if (bytes instanceof Uint8Array || isStream(bytes)) return { name: String((capture as GivenCapture).name), bytes };
  throw new UsageError('a capture is a path, a Uint8Array, a stream of Uint8Array, or { name, bytes }');
}

const isStream = (value: unknown): value is AsyncIterable<Uint8Array> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

const digest = (bytes: Uint8Array): string => Buffer.from(sha1(bytes)).toString('base64');
