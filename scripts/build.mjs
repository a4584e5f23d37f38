/** Builds dist/: the command line and the library as bundles, the types, and the vendor table. A folder beside it takes its place when it is whole. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { COMMON } from './bundling.mjs';
import { writeCommandLine } from './command-line.mjs';
import { writeCountingWorker } from './counting-worker.mjs';
import { writeKernel } from './kernel.mjs';
import { writeReportTypes } from './report-types.mjs';
import { writeVendors } from './vendors.mjs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const part = `dist.${process.pid}`;

/** What the page says must not depend on who builds it. */
const NO_SETTINGS = { PATH: process.env.PATH, NODE_DISABLE_COMPILE_CACHE: '1' };

async function buildLibrary() {
  await build({
    ...COMMON,
    entryPoints: { index: 'src/index.ts' },
    outdir: `${part}/library`,
    splitting: true,
    format: 'esm',
    define: { NETSIGHT_VERSION: JSON.stringify(version) },
    // CommonJS packages inside an ES module bundle still ask for require.
    banner: {
      js: "import { createRequire as createRequire_ } from 'node:module';\nconst require = createRequire_(import.meta.url);",
    },
  });
  writeFileSync(`${part}/library/package.json`, '{ "type": "module" }\n');
  const types = ['-p', 'tsconfig.library.json', '--outDir', `${part}/library`];
  process.exitCode = spawnSync('node_modules/.bin/tsc', types, { stdio: 'inherit' }).status ?? 1;
  writeReportTypes(`${part}/library`);
}

try {
  mkdirSync(part);
  await writeCommandLine(part, version);
  await buildLibrary();
  writeVendors(`${part}/vendors.bin`);
  await writeKernel(`${part}/kernel.wasm`);
  await writeCountingWorker(`${part}/counting-worker.cjs`);
  writeFileSync(
    `${part}/netsight.1`,
    execFileSync(process.execPath, [`${part}/netsight.js`, 'man'], { env: NO_SETTINGS }),
  );
  rmSync('dist', { recursive: true, force: true });
  renameSync(part, 'dist');
} finally {
  rmSync(part, { recursive: true, force: true });
}
