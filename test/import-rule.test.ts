/** Arrows between the folders of src/ point one way: a folder imports only those named for it. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const MAY_IMPORT: Record<string, string> = {
  base: '',
  declared: 'base',
  capture: 'base node:',
  wire: 'base',
  filter: 'base wire',
  tally: 'base wire',
  engine: 'base capture wire filter tally node:',
  cni: 'base wire tally',
  incidents: 'base wire tally cni declared',
  report: 'base wire tally cni incidents declared',
  evidence: 'base capture report node:',
  diff: 'base report',
  expect: 'base declared report',
  check: 'base incidents report diff expect',
  cli: 'base engine report evidence declared diff expect check anonymize node: analyze.ts handbook.ts version.ts',
  anonymize: 'base declared capture wire tally engine evidence node:',
};
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => /\/.*\.ts$/.test(file));

it('finds the sources it guards', () => expect(sources.length).toBeGreaterThan(150));

it.each(sources)('%s imports only what its folder may', (file) => {
  const folder = file.split('/')[0];
  const allowed = [folder, ...MAY_IMPORT[folder].split(' ')];
  const imports = readFileSync(`src/${file}`, 'utf8').matchAll(/(?:from |import\()'(\.[^']*|node:)/g);
  const folders = Array.from(imports, ([, path]) => (path === 'node:' ? path : folderOf(file, path)));
  expect(folders.filter((imported) => !allowed.includes(imported))).toEqual([]);
});

/** The folder of src/ that a relative import ends in; a file directly in src/ is its own name. */
function folderOf(file: string, path: string): string {
  return new URL(path, `file:///${file}`).pathname.slice(1).split('/')[0];
}
