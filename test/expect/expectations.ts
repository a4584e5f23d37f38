/** Expectation files in a few lines, and how they fare. */
import type { CaptureNames, Expectation } from '../../src/expect/expectation.ts';
import { type Judged, judge } from '../../src/expect/judge.ts';
import { readExpectations } from '../../src/expect/read.ts';
import type { Analysis } from '../../src/report/analysis.ts';

/** The names of a capture that lies beside the expectation file. */
export const beside = (name: string): CaptureNames => ({ relative: name, given: name });

/** The expectations for every capture, written as `path: condition` lines. */
export async function expecting(...lines: string[]): Promise<readonly Expectation[]> {
  if (lines.length === 0) return [];
  const text = `captures:\n  "**":\n${lines.map((line) => `    ${line}\n`).join('')}`;
  return (await readExpectations('netsight.yaml', text)).entries[0].expectations;
}

/** How one line fares. */
export async function judged(line: string, analysis: Analysis): Promise<Judged> {
  return judge((await expecting(line))[0], analysis);
}
