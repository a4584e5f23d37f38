/** Public captures, many of them hostile: each that can be read becomes a pcapng that can be read to its end. Skipped where they are not. */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { CaptureError } from '../../src/base/errors.ts';
import { readAll } from '../helpers/captures.ts';
import { copyOf } from './copies.ts';

const CORPUS = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));
/** Larger ones hold more of the same. */
const MAX_BYTES = 60_000;
const files = existsSync(CORPUS)
  ? readdirSync(CORPUS, { recursive: true, encoding: 'utf8' }).filter(isSmallCapture)
  : [];
if (files.length === 0) console.warn('shared/corpus is not beside the checkout: public captures are not anonymised');

function isSmallCapture(name: string): boolean {
  return /\.p?cap(ng)?$/.test(name) && statSync(CORPUS + name).size < MAX_BYTES;
}

/** Null for a file that is no capture. */
async function copied(path: string): Promise<Awaited<ReturnType<typeof copyOf>> | null> {
  try {
    return await copyOf(path);
  } catch (error) {
    if (error instanceof CaptureError) return null;
    throw error;
  }
}

it.skipIf(files.length === 0)('copies what can be read', { timeout: 120_000 }, async () => {
  let copies = 0;
  for (const file of files) {
    const copy = await copied(CORPUS + file);
    if (copy === null) continue;
    copies++;
    const [before, after] = [await readAll(CORPUS + file), await readAll(copy.path)];
    rmSync(copy.path);
    const shape = ({ packets }: typeof before) => packets.map(({ hex, original }) => [hex.length, original]);
    expect({ file, damage: after.info.damage, shape: shape(after) }).toEqual({
      file,
      damage: [],
      shape: shape(before),
    });
  }
  expect(copies).toBeGreaterThan(100);
});
