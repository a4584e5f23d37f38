/** Bundles the program of the counting thread (src/engine/counting-worker.ts). */
import { build } from 'esbuild';

/** Writes the program to `file`; .cjs is a script wherever it lies. */
export async function writeCountingWorker(file) {
  await build({
    entryPoints: ['src/engine/counting-worker.ts'],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'warning',
  });
}
