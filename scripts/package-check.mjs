/** Packs the package, installs the tarball in an empty folder and runs what a user would: the command, the library, and the compiler over a program that uses its types. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Bundles, types of the library, the tables they read, and what npm always takes. */
const EXPECTED =
  /^(dist\/(netsight|program|later)\.js|dist\/(library\/)?package\.json|dist\/library\/[\w./-]+(\.d\.ts|\.js)|dist\/(kernel\.wasm|counting-worker\.cjs|vendors\.bin|netsight\.1|sbom\.cdx\.json)|schema\/[\w.-]+\.json|(package\.json|README\.md|LICENSE|CHANGELOG\.md))$/;
/** Runs with and without types. */
const PROGRAM = `import { readFileSync } from 'node:fs';
import { analyze, watch } from 'netsight';
const path = process.argv[2];
const [a, b] = [await analyze(path), await watch(readFileSync(path)).report];
if (a.capture.frames !== b.capture.frames) throw new Error('bytes are not as the file');
console.log(a.verdict.mode);
`;

const folder = mkdtempSync(join(tmpdir(), 'netsight-package-'));
/** With this project's compiler and its types of Node; the library's types come from the tarball. */
function compile() {
  const types = ['--types', 'node', '--typeRoots', resolve('node_modules/@types')];
  const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', ...types];
  run(resolve('node_modules/.bin/tsc'), [...options, 'program.mts']);
}
const run = (command, args, cwd = folder) => execFileSync(command, args, { cwd, encoding: 'utf8' });
try {
  const [{ filename, files }] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder], '.'));
  const stray = files.map(({ path }) => path).filter((path) => !EXPECTED.test(path));
  if (stray.length > 0) throw new Error(`the package holds what it should not: ${stray.join(', ')}`);
  if (!files.some(({ path }) => path === 'dist/sbom.cdx.json')) throw new Error('the package holds no SBOM');
  writeFileSync(join(folder, 'package.json'), '{"private": true, "type": "module"}');
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, filename)]);
  const sample = resolve('samples/ipvlan-l2-pod.pcap');
  const { verdict } = JSON.parse(run('npx', ['netsight', 'analyze', '--format', 'json', sample]));
  for (const name of ['program.mjs', 'program.mts']) writeFileSync(join(folder, name), PROGRAM);
  const mode = run('node', ['program.mjs', sample]).trim();
  if (mode !== verdict.mode) throw new Error(`the library says ${mode}, the command ${verdict.mode}`);
  compile();
  console.log(`${filename}: ${files.length} files; command and library say ${mode}, and its types fit`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
