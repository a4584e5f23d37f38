/** Which frames of which input go into which file: known before anything is read again. */
import type { Analysis, Finding } from '../report/analysis.ts';

const EXTENSION = '.pcapng';

/** The capture of one finding. */
export interface PlannedFile {
  /** Of the file, without its folder: small letters, digits and hyphens. */
  name: string;
  finding: Finding;
  /** Packets that belong into it. */
  frames: number;
}

/** A frame, and for each file that it belongs into the facts that it shows there. */
export interface WantedFrame {
  /** From 1, as Wireshark counts. */
  frame: number;
  uses: Map<PlannedFile, Finding['evidence']>;
}

export interface EvidencePlan {
  /** What writes the files: name and version. */
  application: string;
  files: PlannedFile[];
  /** One entry for each input of the report, its frames in order. */
  inputs: { path: string; frames: WantedFrame[] }[];
  /** Findings that no frame shows. */
  withoutFrames: Finding[];
}

/** One file for each finding that has frames. */
export function planEvidence({ tool, findings, inputs }: Pick<Analysis, 'tool' | 'findings' | 'inputs'>): EvidencePlan {
  const wanted = inputs.map(() => new Map<number, WantedFrame>());
  const taken = new Map<string, number>();
  const files = findings.filter(hasFrames).map((finding) => ({ name: nameOf(finding, taken), finding, frames: 0 }));
  for (const file of files) for (const fact of file.finding.evidence) want(file, fact, wanted);
  return {
    application: `${tool.name} ${tool.version}`,
    files,
    inputs: inputs.map(({ path }, i) => ({ path, frames: [...wanted[i].values()].sort((a, b) => a.frame - b.frame) })),
    withoutFrames: findings.filter((finding) => !hasFrames(finding)),
  };
}

const hasFrames = ({ evidence }: Finding): boolean =>
  evidence.some(({ input, frames }) => input !== null && frames.length > 0);

/** The same finding has the same name in every run; a second one with its fingerprint, as addresses that were cut off have, gets a number. */
function nameOf({ id, fingerprint }: Finding, taken: Map<string, number>): string {
  const name = `${id}-${fingerprint}`.toLowerCase().replaceAll(/[^a-z0-9-]/g, '-');
  const times = (taken.get(name) ?? 0) + 1;
  taken.set(name, times);
  return times === 1 ? name + EXTENSION : `${name}-${times}${EXTENSION}`;
}

function want(file: PlannedFile, fact: Finding['evidence'][number], wanted: Map<number, WantedFrame>[]): void {
  if (fact.input === null) return;
  const frames = wanted[fact.input];
  for (const frame of fact.frames) {
    const entry = frames.get(frame) ?? { frame, uses: new Map() };
    frames.set(frame, entry);
    const facts = entry.uses.get(file);
    if (facts === undefined) file.frames++;
    entry.uses.set(file, [...(facts ?? []), fact]);
  }
}
