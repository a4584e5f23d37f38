/** Captures are hostile: whatever the bytes, findings are made without an exception, bounded, and as the report's schema wants them. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { detectAll, MAX_FINDINGS_PER_ID } from '../../src/incidents/detect.ts';
import { DETECTORS } from '../../src/incidents/registry.ts';
import { buildAnalysis } from '../../src/report/build/analysis.ts';
import { arp, BROADCAST, ethernet, icmp, ipv4, MAC_A, SYN, tcp } from '../helpers/frames.ts';
import { analysisOf, observeFrames, type Sighting, sha1 } from '../helpers/observe.ts';
import { problems } from '../report/validate.ts';

const SEEDS = [
  ethernet(arp(), { from: MAC_A, to: BROADCAST }),
  ethernet(ipv4({}, tcp({ flags: SYN }))),
  ethernet(ipv4({}, icmp(3, 4, 40))),
  ethernet(ipv4({ more: true }, tcp({}, 16))),
];

/** A frame with some bytes changed, at some time. */
const mutated: fc.Arbitrary<Sighting> = fc
  .tuple(
    fc.constantFrom(...SEEDS),
    fc.array(fc.tuple(fc.nat(60), fc.nat(255)), { maxLength: 4 }),
    fc.double({ min: 0, max: 30, noNaN: true }),
  )
  .map(([seed, changes, at]) => {
    const bytes = seed.slice();
    for (const [offset, value] of changes) bytes[offset % bytes.length] = value;
    return { at, bytes };
  });

it('never throws, and is never long', () => {
  const most = DETECTORS.length * MAX_FINDINGS_PER_ID;
  const bounded = (frames: Sighting[]): boolean => detectAll(observeFrames(frames)).length <= most;
  fc.assert(fc.property(fc.array(mutated, { maxLength: 40 }), bounded), { numRuns: 150 });
});

it('gives what the report’s schema asks for', () => {
  const frames = [0, 1, 2, 3].flatMap((at): Sighting[] => SEEDS.map((bytes) => ({ at, bytes })));
  const observations = observeFrames(frames);
  const findings = detectAll(observations);
  expect(findings.length).toBeGreaterThan(0);
  const conclusions = { verdict: analysisOf(observations).verdict, segments: [], findings };
  const options = { version: '0.0.0', top: 10, vendorOf: () => null, digest: sha1 };
  expect(problems(buildAnalysis(observations, conclusions, options))).toEqual([]);
});
