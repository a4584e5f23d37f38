import { join } from 'node:path';
import { build } from 'esbuild';
import { writeCountingWorker } from '../../scripts/counting-worker.mjs';
import { writeKernel } from '../../scripts/kernel.mjs';

/** Bundles what runs the cases, and the command line, as they are in the sources; answers the file that runs cases. */
export async function bundleInto(outdir: string): Promise<string> {
  await build({
    entryPoints: { runner: 'test/fuzz/runner.ts', cli: 'src/cli/main.ts' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outdir,
    outExtension: { '.js': '.mjs' },
    banner: { js: "import { createRequire as r_ } from 'node:module'; const require = r_(import.meta.url);" },
    logLevel: 'error',
  });
  await writeKernel(join(outdir, 'kernel.wasm'));
  await writeCountingWorker(join(outdir, 'counting-worker.cjs'));
  return join(outdir, 'runner.mjs');
}
