/** Findings made up for tests of their evidence. */
import type { Analysis, Finding } from '../../src/report/analysis.ts';
import { empty } from '../report/fixtures.ts';

/** A fact with the frames that show it. */
export const fact = (name: string, frames: number[], input: number | null = 0): Finding['evidence'][number] => ({
  fact: name,
  value: frames.length,
  unit: 'packets',
  input: frames.length === 0 ? null : input,
  frames,
});

/** A finding of duplicate-ip, unless told otherwise. */
export const finding = (over: Partial<Finding> = {}): Finding => ({
  id: 'duplicate-ip',
  severity: 'error',
  subject: '10.0.0.5',
  summary: '10.0.0.5 is claimed by two stations.',
  count: 3,
  first: null,
  last: null,
  confidence: 0.9,
  evidence: [],
  displayFilter: 'arp.src.proto_ipv4 == 10.0.0.5',
  alternatives: [],
  next: { where: 'a host', command: null, why: 'to see' },
  names: [],
  fingerprint: '00112233aabbccdd',
  ...over,
});

/** A report with nothing but findings and the inputs that they are about. */
export const reportOf = (paths: readonly string[], findings: Finding[]): Analysis => ({
  ...empty,
  inputs: paths.map((path) => ({ ...empty.inputs[0], path })),
  findings,
});
