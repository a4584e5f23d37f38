/** `check --baseline`: the earlier report that a capture is compared with. */
import { join } from 'node:path';
import { UsageError } from '../base/errors.ts';
import { fileName } from '../base/file-name.ts';
import { printable } from '../base/printable.ts';
import type { Difference } from '../diff/difference.ts';
import type { Analysis } from '../report/analysis.ts';
import { readReportFile } from './report-file.ts';
import { statsOf } from './stats-of.ts';

/** Changes of one kind that a message names. */
const SHOWN = 5;
/** Of captures, compressed or not. */
const EXTENSIONS = /(\.(pcap|pcapng|cap))?(\.(gz|zst|lz4|xz))?$/i;

/** Compares captures with their baselines. */
export interface Baseline {
  compare: (path: string, analysis: Analysis) => Promise<Difference>;
}

/** The baselines of all captures, looked for before the first is read; null without --baseline. */
export async function prepareBaseline(
  baseline: string | undefined,
  captures: readonly string[],
): Promise<Baseline | null> {
  if (baseline === undefined) return null;
  if (!isFolder(baseline) && captures.length > 1)
    throw new UsageError(
      '--baseline FILE goes with one capture; for several, name a folder with NAME.json for NAME.pcap',
    );
  const files = baselineFiles(baseline, captures);
  for (const file of files.values())
    if (statsOf(file) === null)
      throw new UsageError(
        `--baseline: there is no ${printable(file)}; make it with netsight analyze --format json=FILE`,
      );
  const { compare } = await import('../diff/compare.ts');
  return {
    compare: async (path, analysis) => {
      const file = files.get(path) ?? baseline;
      return compare({ path: file, analysis: await readReportFile(file) }, { path, analysis }, SHOWN);
    },
  };
}

/** The earlier report of each capture; none without --baseline. */
export function baselineFiles(baseline: string | undefined, captures: readonly string[]): Map<string, string> {
  if (baseline === undefined) return new Map();
  const fileFor = (path: string): string => (isFolder(baseline) ? join(baseline, reportName(path)) : baseline);
  return new Map(captures.map((path) => [path, fileFor(path)]));
}

const isFolder = (path: string): boolean => statsOf(path)?.isDirectory() ?? false;

const reportName = (path: string): string => `${fileName(path).replace(EXTENSIONS, '')}.json`;
