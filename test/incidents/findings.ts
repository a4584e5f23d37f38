/** Findings over frames and captures, for tests. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { run } from '../../src/engine/run.ts';
import { detectAll } from '../../src/incidents/detect.ts';
import type { Finding } from '../../src/incidents/finding.ts';
import { observeFrames, type Sighting, type SourceOptions } from '../helpers/observe.ts';

/** Everything found in frames. */
export const findingsOf = (frames: readonly Sighting[], options: SourceOptions = {}): Finding[] =>
  detectAll(observeFrames(frames, options));

/** Ids of what is found in frames, without information. */
export const idsOf = (frames: readonly Sighting[], options: SourceOptions = {}): string[] =>
  findingsOf(frames, options)
    .filter(({ severity }) => severity !== 'info')
    .map(({ id }) => id);

/** The finding with an id; fails the test when there is none. */
export function theOne(findings: readonly Finding[], id: string): Finding {
  const found = findings.find((finding) => finding.id === id);
  if (found === undefined)
    throw new Error(`no ${id} among ${findings.map((finding) => finding.id).join(', ') || 'nothing'}`);
  return found;
}

/** Findings of a capture beside these tests, by its file name without ending. */
export const findingsIn = (name: string): Promise<Finding[]> =>
  findingsOfFile(fileURLToPath(new URL(`captures/${name}.pcap`, import.meta.url)));

/** Findings of a capture anywhere. */
export const findingsOfFile = async (path: string): Promise<Finding[]> =>
  detectAll(await run([path], { vxlanPorts: [], filter: null }));

/** The lab's captures; null where they are not at hand. */
export function labFolder(): string | null {
  const folder = fileURLToPath(new URL('../../../shared/captures/', import.meta.url));
  return existsSync(folder) ? folder : null;
}
