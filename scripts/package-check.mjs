/** Packs the package, installs the tarball in an empty folder and runs what a user would: the command and the library. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'netsight-package-'));
const run = (command, args, cwd = folder) => execFileSync(command, args, { cwd, encoding: 'utf8' });
try {
  const [{ filename, files }] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder], '.'));
  const stray = files
    .map(({ path }) => path)
    .filter((path) => !/^(dist\/|schema\/|package\.json|README\.md|LICENSE|CHANGELOG\.md)/.test(path));
  if (stray.length > 0) throw new Error(`the package holds what it should not: ${stray.join(', ')}`);
  if (!files.some(({ path }) => path === 'dist/sbom.cdx.json')) throw new Error('the package holds no SBOM');
  writeFileSync(join(folder, 'package.json'), '{"private": true, "type": "module"}');
  run('npm', ['install', '--no-audit', '--no-fund', join(folder, filename)]);
  const sample = resolve('samples/ipvlan-l2-pod.pcap');
  const { verdict } = JSON.parse(run('npx', ['netsight', 'analyze', '--format', 'json', sample]));
  const program = `import { analyze } from 'netsight'; console.log((await analyze(${JSON.stringify(sample)})).verdict.mode);`;
  const mode = run('node', ['--input-type=module', '-e', program]).trim();
  if (mode !== verdict.mode) throw new Error(`the library says ${mode}, the command ${verdict.mode}`);
  console.log(`${filename}: ${files.length} files; command and library say ${mode}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
