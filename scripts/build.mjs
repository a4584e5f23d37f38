/** Builds dist/: the command line and the library as bundles, the types, and the vendor table. A folder beside it takes its place when it is whole. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { writeCountingWorker } from './counting-worker.mjs';
import { writeKernel } from './kernel.mjs';
import { writeReportTypes } from './report-types.mjs';
import { writeVendors } from './vendors.mjs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const part = `dist.${process.pid}`;

const COMMON = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  // Folds the constants of one module into the others: field offsets become literals in the packet path (docs/performance.md).
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: 'warning',
};

/** What the page says must not depend on who builds it. */
const NO_SETTINGS = { PATH: process.env.PATH, NODE_DISABLE_COMPILE_CACHE: '1' };

/** commander loads child_process for subcommands that are programs of their own; there are none, and it is 5 ms of every start. */
const withoutChildProcess = {
  name: 'without-child-process',
  setup(bundler) {
    bundler.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('node_modules/commander/') ? { path: 'child_process', namespace: 'nothing' } : undefined,
    );
    bundler.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {}' }));
  },
};

/** The launcher reads the script as Latin-1. The bundler escapes all but the text of tagged templates, whose functions here never look at the raw form. */
const asciiOnly = (text) =>
  text.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** One script whose value is a function, started by the launcher, which knows it by its digest. */
async function buildCommandLine() {
  await build({
    ...COMMON,
    entryPoints: { program: 'src/cli/main.ts' },
    outdir: part,
    format: 'cjs',
    plugins: [withoutChildProcess],
    // A script that is compiled by hand cannot import(): what is loaded late is in the bundle, or Node's own.
    supported: { 'dynamic-import': false },
    define: { NETSIGHT_VERSION: JSON.stringify(version), 'import.meta.url': 'programUrl' },
    banner: {
      js: "(function (require, module, __dirname, __filename) { const { exports } = module, programUrl = require('node:url').pathToFileURL(__filename).href;",
    },
    footer: { js: '})' },
  });
  const script = asciiOnly(readFileSync(`${part}/program.js`, 'utf8'));
  writeFileSync(`${part}/program.js`, script);
  const digest = createHash('sha1').update(script).digest('hex');
  await build({
    ...COMMON,
    entryPoints: { netsight: 'src/cli/launch.ts' },
    outdir: part,
    format: 'cjs',
    define: { NETSIGHT_BUILD: JSON.stringify(digest.slice(0, 12)) },
  });
  writeFileSync(`${part}/package.json`, '{ "type": "commonjs" }\n');
  chmodSync(`${part}/netsight.js`, 0o755);
}

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
  await buildCommandLine();
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
