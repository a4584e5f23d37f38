import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify } from '../../src/cni/classify.ts';
import { written } from '../../src/cni/hypotheses.ts';
import type { Verdict } from '../../src/cni/verdict.ts';
import { readAll } from '../helpers/captures.ts';
import { observeFrames, type Sighting } from '../helpers/observe.ts';
import { Renumberer, type Renumbering } from '../helpers/renumber.ts';

const SAMPLES = readdirSync('samples').filter((name) => /\.pcap(ng)?$/.test(name));
/** A VNI that a product has for its default is a fact of its own; it may raise the probability, not change the answer. */
const NEARLY = 0.15;

const renumbering: fc.Arbitrary<Renumbering> = fc.record({
  station: fc.integer({ min: 1, max: 0xffffff }),
  vendorless: fc.integer({ min: 0, max: 0xffff }),
  ipv4: fc.integer({ min: 1, max: 0xffffff }),
  ipv6: fc.integer({ min: 1, max: 0xffff }),
  vni: fc.integer({ min: 1, max: 0x7ff }),
});

it('finds samples', () => expect(SAMPLES.length).toBeGreaterThan(10));

describe.each(SAMPLES)('%s', (name) => {
  it('is judged alike whatever its stations, addresses and VNIs are', async () => {
    const { frames, linkTypes } = await framesOf(`samples/${name}`);
    const original = classify(observeFrames(frames, { linkTypes })).verdict;
    fc.assert(
      fc.property(renumbering, (by) => {
        const verdict = classify(observeFrames(renumbered(frames, linkTypes, by), { linkTypes })).verdict;
        expect(written(verdict)).toBe(written(original));
        for (const { name: answer, difference } of differences(original, verdict)) {
          expect(difference, answer).toBeLessThan(NEARLY);
        }
      }),
      { numRuns: 12 },
    );
  });
});

async function framesOf(path: string): Promise<{ frames: Sighting[]; linkTypes: number[] }> {
  const { packets, info } = await readAll(path);
  const start = packets[0].time ?? 0n;
  const frames = packets.map(({ hex, time, original, interface: device }) => ({
    bytes: Uint8Array.from(Buffer.from(hex, 'hex')),
    at: Number((time ?? start) - start) / 1e9,
    original,
    interface: device,
  }));
  return { frames, linkTypes: info.interfaces.map(({ linkType }) => linkType) };
}

function renumbered(frames: readonly Sighting[], linkTypes: readonly number[], by: Renumbering): Sighting[] {
  const renumberer = new Renumberer(by);
  return frames.map((frame) => {
    const bytes = frame.bytes.slice();
    renumberer.rewrite(bytes, linkTypes[frame.interface ?? 0]);
    return { ...frame, bytes };
  });
}

function differences(one: Verdict, other: Verdict): { name: string; difference: number }[] {
  const probabilities = new Map(one.candidates.map((candidate) => [written(candidate), candidate.probability]));
  return other.candidates.map((candidate) => ({
    name: written(candidate),
    difference: Math.abs(candidate.probability - (probabilities.get(written(candidate)) ?? 0)),
  }));
}
