/** Frames through the real engine: decoder, tallies and report, without a file. */
import { createHash } from 'node:crypto';
import type { CaptureInterface, PacketSource, RecordBatch } from '../../src/capture/packet-source.ts';
import { observe } from '../../src/engine/observe.ts';
import { Reading, type ReadingOptions } from '../../src/engine/reading.ts';
import type { Analysis } from '../../src/report/analysis.ts';
import { buildAnalysis, type Conclusions } from '../../src/report/build/analysis.ts';
import { FlowView } from '../../src/tally/flow-view.ts';
import type { Observations } from '../../src/tally/observations.ts';

/** Where the clock of the tests begins: 2023-11-14T22:13:20Z. */
export const START_SECONDS = 1_700_000_000;

/** One frame, seen `at` seconds after START_SECONDS; NaN stands for "no time stamp". */
export interface Sighting {
  bytes: Uint8Array;
  at?: number;
  interface?: number;
  /** Original length, when it is not the captured one. */
  original?: number;
}

export interface SourceOptions {
  /** Link type of each interface. */
  linkTypes?: number[];
  /** Section of each interface; 0 unless told. */
  sections?: number[];
  fcsLength?: number;
  /** Frames in a batch. */
  perBatch?: number;
}

/** Observations over one input. */
export const observeFrames = (
  frames: readonly Sighting[],
  options: SourceOptions & Partial<ReadingOptions> = {},
): Observations => observeInputs([frames], options);

/** Observations over several inputs, in order. */
export function observeInputs(
  inputs: readonly (readonly Sighting[])[],
  options: SourceOptions & Partial<ReadingOptions> = {},
): Observations {
  const reading = new Reading({ vxlanPorts: [], filter: null, ...options });
  for (const frames of inputs) {
    const source = sourceOf(frames, options);
    reading.open(source.info);
    source.fill();
    reading.takeFrom(source);
    reading.close(source.info);
  }
  return observe(reading, false);
}

/** A cursor on one flow. */
export function flowOf(observations: Observations, flow = 0): FlowView {
  const view = new FlowView(observations.tallies.flows);
  view.flow = flow;
  return view;
}

/** The report over observations, without verdict and findings. */
export const analysisOf = (observations: Observations, top = 100): Analysis =>
  buildAnalysis(
    observations,
    { verdict: NO_VERDICT, segments: [], findings: [] },
    { version: '0.0.0', top, vendorOf: () => null, digest: sha1 },
  );

export const sha1 = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('base64');

const NO_VERDICT: Conclusions['verdict'] = {
  mode: 'unknown',
  submode: null,
  confidence: 0,
  identifiable: false,
  summary: 'Nothing was judged.',
  candidates: [],
  evidence: [],
  next: null,
  vantage: null,
};

/** The frames as a source, with bytes that are not theirs around each. */
export function sourceOf(frames: readonly Sighting[], options: SourceOptions = {}): PacketSource {
  const { linkTypes = [1], sections = [], fcsLength = 0, perBatch = 256 } = options;
  const margin = 3;
  const bytes = new Uint8Array(frames.reduce((sum, frame) => sum + frame.bytes.length + margin, margin)).fill(0xee);
  let next = 0;
  let at = margin;
  let filled = false;
  return {
    info: {
      path: 'test.pcap',
      format: 'pcap',
      compression: 'none',
      bytes: bytes.length,
      size: bytes.length,
      interfaces: linkTypes.map((linkType, at) => interfaceOf(at, linkType, fcsLength, sections)),
      damage: [],
      comments: [],
      dropped: 0,
      names: [],
      skippedBlocks: new Map(),
    },
    fill: () => !filled && (filled = true),
    read: (batch) => {
      batch.bytes = bytes;
      batch.view = new DataView(bytes.buffer);
      batch.count = Math.min(perBatch, frames.length - next);
      for (let i = 0; i < batch.count; i++, next++) at = place(batch, i, frames[next], at) + margin;
      return batch.count;
    },
    close: () => {},
  };
}

function place(batch: RecordBatch, i: number, frame: Sighting, at: number): number {
  const { bytes, at: time = 0 } = frame;
  batch.bytes.set(bytes, at);
  batch.starts[i] = at;
  batch.ends[i] = at + bytes.length;
  batch.wireLengths[i] = frame.original ?? bytes.length;
  batch.seconds[i] = START_SECONDS + Math.floor(time);
  batch.nanoseconds[i] = Math.round((time - Math.floor(time)) * 1e9);
  batch.interfaces[i] = frame.interface ?? 0;
  return at + bytes.length;
}

/** Interfaces are numbered in their section. */
function interfaceOf(at: number, linkType: number, fcsLength: number, sections: number[]): CaptureInterface {
  const section = sections[at] ?? 0;
  const id = sections.length === 0 ? at : sections.slice(0, at).filter((other) => other === section).length;
  return { ...INTERFACE, section, id, linkType, fcsLength };
}

const INTERFACE: CaptureInterface = {
  section: 0,
  id: 0,
  name: null,
  description: null,
  linkType: 1,
  snapLength: 65_535,
  fcsLength: 0,
  filter: null,
  resolution: '10^-9',
  received: null,
  droppedByInterface: null,
  droppedByOs: null,
};
