/** What the fuzzer found once, and a handful of its cases: `npm run fuzz` runs as many as there is time for. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Random } from '../../bench/generator/random.ts';
import { caseOf } from './case.ts';
import { checkCapture } from './checks/capture.ts';
import { checkDeclarations } from './checks/declarations.ts';
import { Fault } from './checks/fault.ts';
import { checkFilter } from './checks/filter.ts';
import { actingIn } from './checks/hygiene.ts';
import { causeOf, readCase } from './findings.ts';
import { BYTE_MUTATIONS } from './mutations/bytes.ts';
import { COMPRESSION_MUTATIONS } from './mutations/compression.ts';
import { LAYER_MUTATIONS } from './mutations/layers.ts';
import { putTogether, takeApart } from './mutations/pieces.ts';
import { RECORD_MUTATIONS } from './mutations/records.ts';
import { loadSeeds } from './seeds.ts';

const REGRESSIONS = 'test/fuzz/regressions';
/** A few seconds; the seed is no other than that of .ci/run, which goes on behind them. */
const CASES = 30;
/** In ms: the machine may be busy with other things. */
const PATIENCE = 180_000;
const SEED = 1;

const scratch = mkdtempSync(join(tmpdir(), 'netsight-fuzz-test-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const seeds = loadSeeds();

async function check({ kind, bytes, seed }: ReturnType<typeof caseOf>): Promise<void> {
  if (kind === 'filter') checkFilter(Buffer.from(bytes).toString());
  else if (kind === 'declarations') await checkDeclarations(Buffer.from(bytes).toString());
  else await checkCapture(bytes, join(scratch, 'capture'), new Random(seed));
}

it(
  'finds nothing in its first cases',
  async () => {
    for (let number = 0; number < CASES; number++) await check(caseOf(SEED, number, seeds));
  },
  PATIENCE,
);

describe('what was found once', () => {
  const files = readdirSync(REGRESSIONS).filter((name) => !name.endsWith('.txt') && !name.endsWith('.md'));
  it.each(files)('%s', (name) => check(readCase(join(REGRESSIONS, name))));
  it('is looked at', () => expect(files.length).toBeGreaterThan(0));
});

describe('the fuzzer itself', () => {
  const capture = seeds[0];

  it('gives the same case for the same seed and number', () => {
    expect(caseOf(7, 3, seeds)).toEqual(caseOf(7, 3, seeds));
    expect(caseOf(7, 3, seeds)).not.toEqual(caseOf(8, 3, seeds));
  });

  it.each(
    [...BYTE_MUTATIONS, ...RECORD_MUTATIONS, ...LAYER_MUTATIONS, ...COMPRESSION_MUTATIONS].map((one, i) => [i, one]),
  )('mutation %i changes captures, and takes what is none', (_, mutation) => {
    const changed = Array.from({ length: 40 }, (_, seed) => {
      const bytes = seeds[seed % seeds.length].slice();
      return Buffer.compare(
        mutation(bytes.slice(), new Random(seed), () => capture),
        bytes,
      );
    });
    expect(changed.some((difference) => difference !== 0)).toBe(true);
    for (const bytes of [new Uint8Array(0), Uint8Array.of(1), new Uint8Array(24)])
      expect(mutation(bytes.slice(), new Random(1), () => bytes)).toBeInstanceOf(Uint8Array);
  });

  it('takes captures apart and puts them together', () => {
    const known = seeds.filter((bytes) => takeApart(bytes) !== null);
    expect(known.length).toBeGreaterThan(20);
    for (const bytes of known) expect(Buffer.compare(putTogether(takeApart(bytes)!), bytes)).toBe(0);
  });

  it('notices characters that act, and nothing else', () => {
    for (const text of ['a\u001b[31m', 'a\tb', 'a\rb', '\u202e', '\u0085', '\ud800', '\udc00x', '\u2028', '\ufeff'])
      expect(actingIn(text)).not.toBeNull();
    for (const text of ['plain\n', 'a\r\nb', 'Grüße 漢字 🙂 …']) expect(actingIn(text)).toBeNull();
  });

  it('tells causes apart by message and place, not by numbers', () => {
    expect(causeOf(new Fault('chunk 7 differs\n1 2 3'))).toBe(causeOf(new Fault('chunk 8 differs\n4 5 6')));
    expect(causeOf(new Fault('another'))).not.toBe(causeOf(new Fault('chunk 7 differs')));
  });
});
