/** Writes dist/sbom.cdx.json (CycloneDX), which goes into the package: what the program is made of at run time, and nothing else. Runs before `npm pack`. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = 'dist/sbom.cdx.json';
const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
const root = `${name}@${version}`;
const locked = lockedAtRunTime();

// All, then what is wanted: with --omit dev npm 11.19 leaves out `yaml`, which a development dependency names as well.
const bom = JSON.parse(
  execFileSync('npm', ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx'], { encoding: 'utf8' }),
);
// Both change with every run; without them the same commit gives the same package.
delete bom.serialNumber;
delete bom.metadata.timestamp;
bom.metadata.component.name = name;
bom.components = bom.components.filter(({ 'bom-ref': ref }) => locked.has(ref));
bom.dependencies = bom.dependencies
  .filter(({ ref }) => ref === root || locked.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => locked.has(one)) }));

const listed = new Set(bom.components.map((component) => component['bom-ref']));
const missing = [...locked].filter((ref) => !listed.has(ref));
if (missing.length > 0) throw new Error(`npm sbom does not list ${missing.join(', ')}, which package-lock.json has`);
writeFileSync(FILE, `${JSON.stringify(bom, null, 1)}\n`);
console.error(`${FILE}: ${listed.size} packages`);

/** What package-lock.json would install without development dependencies, as NAME@VERSION. */
function lockedAtRunTime() {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const installed = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev);
  return new Set(installed.map(([path, { version: its }]) => `${path.replace(/^.*node_modules\//, '')}@${its}`));
}
