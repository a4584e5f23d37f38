/** What must hold for the bytes of any capture. */
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Random } from '../../../bench/generator/random.ts';
import { analyze, analyzeFlows } from '../../../src/analyze.ts';
import { CaptureError } from '../../../src/base/errors.ts';
import { compressionOf } from '../../../src/capture/compression/compression.ts';
import type { Analysis } from '../../../src/report/analysis.ts';
import { analyzeInChunks } from '../../helpers/in-chunks.ts';
import { empty } from '../../report/fixtures.ts';
import { pick } from '../mutations/mutation.ts';
import { expectThat } from './fault.ts';
import { renderComparison, renderFlows, renderReports } from './formats.ts';
import { expectHarmless } from './hygiene.ts';
import { checkTotals } from './totals.ts';

const CHUNKS = [1, 2, 3, 7, 16, 61, 256, 1000, 4096, 65_535];
/** Reading byte by byte copies the rest each time; so many steps take a tenth of a second. */
const MOST_CHUNKS = 20_000;
/** Of a hundred captures; each reads the capture once more. */
const CHUNKS_SHARE = 50;
const GZIP_SHARE = 25;
const WIDTHS = [20, 40, 80, 132, 400];

/** Writes the capture to `path` and throws the first `Fault` that is found with it. */
export async function checkCapture(bytes: Uint8Array, path: string, random: Random): Promise<void> {
  writeFileSync(path, bytes);
  const options = { width: pick(random, WIDTHS), color: false, unicode: random.percent(50), top: random.below(12) };
  const analysis = await analysisOrRefusal(() => analyze(path));
  if (analysis instanceof CaptureError) expectHarmless('the message of a refused capture', analysis.message);
  else {
    checkTotals(analysis);
    await renderReports(analysis, options);
    await renderComparison(empty, analysis, options);
    await checkFlows(path, analysis, options);
  }
  if (random.percent(CHUNKS_SHARE)) await checkChunks(bytes, path, analysis, random);
  if (random.percent(GZIP_SHARE) && !isCompressed(analysis)) await checkGzip(bytes, path, analysis);
}

/** How many bytes come at a time says nothing; how much is saved of a stream that breaks off inside a compressed block does depend on it. */
async function checkChunks(bytes: Uint8Array, path: string, whole: Outcome, random: Random): Promise<void> {
  const chunk = pick(
    random,
    CHUNKS.filter((size) => bytes.length / size <= MOST_CHUNKS),
  );
  const outcome = await analysisOrRefusal(() => analyzeInChunks(path, chunk));
  if (!isBrokenStream(bytes, outcome) && !isBrokenStream(bytes, whole))
    expectSame(`chunks of ${chunk} bytes`, outcome, whole);
}

/** The list of flows has what the report counts. */
async function checkFlows(path: string, analysis: Analysis, options: Parameters<typeof renderFlows>[1]): Promise<void> {
  const { flows, total } = await analyzeFlows(path);
  const all = [...flows];
  expectThat(total === analysis.flows.total && all.length === total, 'flows and report count different flows');
  await renderFlows(all, options);
}

async function checkGzip(bytes: Uint8Array, path: string, plain: Outcome): Promise<void> {
  writeFileSync(path, gzipSync(bytes, { level: 1 }));
  expectSame('gzip', await analysisOrRefusal(() => analyze(path)), plain);
  writeFileSync(path, bytes);
}

type Outcome = Analysis | CaptureError;

async function analysisOrRefusal(run: () => Promise<Analysis>): Promise<Outcome> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof CaptureError) return error;
    throw error;
  }
}

const isBrokenStream = (bytes: Uint8Array, outcome: Outcome): boolean =>
  compressionOf(bytes) !== 'none' && (outcome instanceof CaptureError || outcome.inputs[0].damage.length > 0);

/** Something that says of itself that it is packed, once more packed, is another capture. */
const isCompressed = (outcome: Outcome): boolean =>
  outcome instanceof CaptureError || outcome.inputs.some(({ compression }) => compression !== 'none');

function expectSame(what: string, got: Outcome, want: Outcome): void {
  const [one, two] = [comparable(got), comparable(want)];
  expectThat(
    one === two,
    `${what.replaceAll(/\d+/g, 'n')}: another report`,
    () => `${what}\n${firstDifference(one, two)}`,
  );
}

/** What does not depend on how the bytes came. */
export function comparable(outcome: Outcome): string {
  if (outcome instanceof CaptureError) return outcome.code;
  const inputs = outcome.inputs.map(({ damage, ...input }) => ({
    ...input,
    path: '',
    bytes: 0,
    compression: '',
    damage: damage.map(({ offset, code }) => ({ offset, code })),
  }));
  const findings = outcome.findings.map(({ summary, evidence, ...finding }) =>
    finding.id.startsWith('capture-')
      ? { ...finding, subject: '', fingerprint: '' }
      : { ...finding, summary, evidence },
  );
  return JSON.stringify({ ...outcome, inputs, findings });
}

const AROUND = 120;

function firstDifference(one: string, two: string): string {
  let at = 0;
  while (at < one.length && one[at] === two[at]) at++;
  return [one, two].map((text) => text.slice(Math.max(0, at - AROUND), at + AROUND)).join('\n');
}
