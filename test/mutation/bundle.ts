/** One script for each test file, with the parts of the program it needs in it, mutants and all. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { instrument, type Mutant } from './instrument.ts';

const TESTS = 'test/wire';
const SOURCES = 'src/wire';
/** They need the captures beside the checkout, and a minute. */
const LEFT_OUT = ['corpus.test.ts'];

export interface Bundle {
  mutants: Mutant[];
  /** By the name of the test file without its end. */
  scripts: Map<string, string>;
}

export async function bundle(): Promise<Bundle> {
  const { mutants, codes } = instrumented();
  const names = readdirSync(TESTS).filter((name) => name.endsWith('.test.ts') && !LEFT_OUT.includes(name));
  const { outputFiles } = await build({
    entryPoints: names.map((name) => join(TESTS, name)),
    bundle: true,
    write: false,
    outdir: 'unwritten',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vitest', 'fast-check'],
    plugins: [mutated(codes)],
    logLevel: 'error',
  });
  return { mutants, scripts: new Map(outputFiles.map(({ path, text }) => [basename(path, '.test.js'), text])) };
}

function instrumented(): { mutants: Mutant[]; codes: Map<string, string> } {
  const mutants: Mutant[] = [];
  const codes = new Map<string, string>();
  for (const name of readdirSync(SOURCES).toSorted()) {
    const file = `${SOURCES}/${name}`;
    const done = instrument(file, readFileSync(file, 'utf8'), mutants.length + 1);
    mutants.push(...done.mutants);
    codes.set(file, done.code);
  }
  return { mutants, codes };
}

const mutated = (codes: Map<string, string>): Plugin => ({
  name: 'mutated',
  setup({ onLoad }) {
    onLoad({ filter: /\/src\/wire\/[^/]+\.ts$/ }, ({ path }) => {
      const contents = codes.get(relative('.', path));
      return contents === undefined ? undefined : { contents, loader: 'ts' };
    });
  },
});
