/** Whole captures: samples, and one of each third scenario beside the checkout. Nothing is left of the original, and what is concluded stays the same. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { analyze, analyzeFlows } from '../../src/analyze.ts';
import type { Analysis } from '../../src/report/analysis.ts';
import { FLOW_FORMATS } from '../../src/report/flow-list/registry.ts';
import { FORMATS } from '../../src/report/registry.ts';
import { copyOf } from './copies.ts';
import { leftInBytes, leftInText, originalsOf, SECRET } from './originals.ts';

const CAPTURES = fileURLToPath(new URL('../../../shared/captures/', import.meta.url));
/** Enough for the time that tests may take. */
const isThird = (_: string, i: number): boolean => i % 3 === 0;
const isCapture = (name: string): boolean => /\.pcap(ng)?$/.test(name);
const samples = readdirSync('samples')
  .filter(isCapture)
  .map((name) => `samples/${name}`);
const scenarios = existsSync(CAPTURES)
  ? readdirSync(CAPTURES)
      .filter(isThird)
      .flatMap((folder) => firstOf(`${CAPTURES}${folder}`))
  : [];
if (scenarios.length === 0) console.warn('shared/captures is not beside the checkout: only the samples are anonymised');

/** A probability may move this far: only the order of equally good addresses may change. */
const TOLERANCE = 0.001;
const RENDER = { width: 120, color: false, unicode: true, top: 1000 };

function firstOf(folder: string): string[] {
  if (!existsSync(folder) || folder.endsWith('.json')) return [];
  return readdirSync(folder)
    .filter(isCapture)
    .slice(0, 1)
    .map((name) => `${folder}/${name}`);
}

/** What a reader concludes from a report. */
const conclusions = ({ verdict, segments, findings, protocols, faults, flows, l2 }: Analysis) => ({
  verdict: [
    verdict.mode,
    verdict.submode,
    verdict.identifiable,
    verdict.candidates.map(({ mode, submode }) => [mode, submode]),
  ],
  signals: verdict.evidence.map(({ signal, decibans }) => `${signal} ${decibans}`).sort(),
  segments: segments.map((segment) => [segment.verdict.mode, segment.verdict.submode]),
  findings: findings.map(({ id, severity, count }) => `${id} ${severity} ${count}`).sort(),
  flows: flows.total,
  frames: l2.frames,
  arp: l2.arp,
  protocols,
  faults,
});

const probabilities = ({ verdict }: Analysis): number[] => verdict.candidates.map(({ probability }) => probability);

/** All that a format could show, in every format there is. */
async function everyFormat(path: string, analysis: Analysis): Promise<[string, string][]> {
  const { flows, total } = await analyzeFlows(path, { anonymizeWith: SECRET });
  const list = [...flows];
  const reports = FORMATS.map(async ({ id, load }) => [id, text((await load())(analysis, RENDER))] as [string, string]);
  const lists = FLOW_FORMATS.map(
    async ({ id, load }) => [`flows as ${id}`, text((await load())(list, { ...RENDER, total }))] as [string, string],
  );
  return Promise.all([...reports, ...lists]);
}

const text = (pieces: Iterable<string | Uint8Array>): string =>
  [...pieces].map((piece) => (typeof piece === 'string' ? piece : Buffer.from(piece).toString('latin1'))).join('');

describe.each([...samples, ...scenarios])('%s', (path) => {
  it('is concluded the same of, and leaves nothing', { timeout: 60_000 }, async () => {
    const originals = await originalsOf(path);
    const plain = await analyze(path, { top: 1000 });
    const hidden = await analyze(path, { top: 1000, anonymizeWith: SECRET });
    const copy = await copyOf(path);
    const ofCopy = await analyze(copy.path, { top: 1000 });
    rmSync(copy.path);

    expect(conclusions(hidden)).toEqual(conclusions(plain));
    expect(conclusions(ofCopy)).toEqual(conclusions(plain));
    probabilities(plain).forEach((value, i) => {
      expect(Math.abs(probabilities(hidden)[i] - value)).toBeLessThan(TOLERANCE);
    });
    // Report and copy are made by one map: what they name, they name alike.
    expect(ofCopy.flows).toEqual(hidden.flows);
    expect(ofCopy.endpoints).toEqual(hidden.endpoints);

    expect(originals.macs.size + originals.ipv4.size + originals.ipv6.size).toBeGreaterThan(0);
    expect(leftInBytes(originals, copy.bytes)).toEqual([]);
    originals.names.add(path).add(path.split('/').at(-1)!);
    for (const [format, shown] of await everyFormat(path, hidden))
      expect({ format, left: leftInText(originals, shown) }).toEqual({ format, left: [] });
    // The search finds what is there.
    const table = text((await FORMATS[0].load())(plain, RENDER));
    expect(leftInText(originals, table).length).toBeGreaterThan(0);
  });
});
