/** Builds dist/: the command line and the library as bundles, the types, and the vendor table. A folder beside it takes its place when it is whole. */
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { build } from 'esbuild';
import { writeKernel } from './kernel.mjs';
import { writeVendors } from './vendors.mjs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const part = `dist.${process.pid}`;

try {
  await build({
    entryPoints: { netsight: 'src/cli/main.ts', index: 'src/index.ts' },
    outdir: part,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    chunkNames: 'chunks/[name]-[hash]',
    // Folds the constants of one module into the others: field offsets become literals in the packet path (docs/performance.md).
    minifySyntax: true,
    minifyWhitespace: true,
    define: { NETSIGHT_VERSION: JSON.stringify(version) },
    // CommonJS packages inside an ES module bundle still ask for require.
    banner: {
      js: "import { createRequire as createRequire_ } from 'node:module';\nconst require = createRequire_(import.meta.url);",
    },
    logLevel: 'warning',
  });
  chmodSync(`${part}/netsight.js`, 0o755);
  writeVendors(`${part}/vendors.bin`);
  await writeKernel(`${part}/kernel.wasm`);
  const types = ['-p', 'tsconfig.json', '--emitDeclarationOnly', '--outDir', part];
  process.exitCode = spawnSync('node_modules/.bin/tsc', types, { stdio: 'inherit' }).status ?? 1;
  rmSync('dist', { recursive: true, force: true });
  renameSync(part, 'dist');
} finally {
  rmSync(part, { recursive: true, force: true });
}
