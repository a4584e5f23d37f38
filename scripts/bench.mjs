/** Bundles bench/ as the package is bundled (cross-module constants are folded only there), builds netsight if needed, and runs bench/main.ts. */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const NETSIGHT = 'dist/netsight.js';
/** Programs of bench/ that run in a process of their own. */
const PROGRAMS = /^(main|stream|pcap-parser-count|.+\.bench)\.ts$/;

if (isStale()) execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
const folder = mkdtempSync(join(tmpdir(), 'netsight-bench-'));
try {
  await bundle();
  copyFileSync('dist/kernel.wasm', join(folder, 'kernel.wasm'));
  const main = join(folder, 'main.mjs');
  const { status } = spawnSync(process.execPath, [main, folder, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true });
}

function isStale() {
  if (!existsSync(NETSIGHT)) return true;
  const built = statSync(NETSIGHT).mtimeMs;
  const sources = readdirSync('src', { recursive: true }).filter((file) => file.endsWith('.ts'));
  return sources.some((file) => statSync(join('src', file)).mtimeMs > built);
}

async function bundle() {
  const files = readdirSync('bench').filter((file) => PROGRAMS.test(file));
  await build({
    entryPoints: files.map((file) => join('bench', file)),
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    minifySyntax: true,
    define: { NETSIGHT_VERSION: '"bench"' },
    // .js in a folder without package.json is CommonJS, and CommonJS packages inside an ES module still ask for require.
    outExtension: { '.js': '.mjs' },
    banner: {
      js: "import { createRequire as createRequire_ } from 'node:module';\nconst require = createRequire_(import.meta.url);",
    },
    logLevel: 'warning',
  });
}
