/** Bundles the program of the counting thread (src/engine/counting-worker.ts). */
import { build } from 'esbuild';
import { COMMON } from './bundling.mjs';

/** Writes the program to `file`; .cjs is a script wherever it lies. */
export async function writeCountingWorker(file) {
  await build({
    ...COMMON,
    entryPoints: ['src/engine/counting-worker.ts'],
    outfile: file,
    format: 'cjs',
  });
}
