/** Every example of docs/api.md, as a user would run it, and with its types. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, expect, it } from 'vitest';

const FOLDER = mkdtempSync(join(tmpdir(), 'netsight-api-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));
writeFileSync(join(FOLDER, 'package.json'), '{"type":"module"}');
copyFileSync('dist/kernel.wasm', join(FOLDER, 'kernel.wasm'));

const examples = Array.from(
  readFileSync('docs/api.md', 'utf8').matchAll(
    /## ([^\n]*)\n(?:(?!\n## )[\s\S])*?```ts\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/g,
  ),
  ([, title, code, output], i) => ({ title, code, output, file: join(FOLDER, `example${i}.ts`) }),
);
for (const { code, file } of examples) writeFileSync(file, code);

it('finds all examples', () =>
  expect(examples).toHaveLength(readFileSync('docs/api.md', 'utf8').split('```ts\n').length - 1));

it.each(examples)('runs: $title', ({ file, output }) => {
  const program = file.replace('.ts', '.js');
  buildSync({
    entryPoints: [file],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    alias: { netsight: resolve('src/index.ts') },
    banner: { js: "import { createRequire as r_ } from 'node:module'; const require = r_(import.meta.url);" },
    logLevel: 'error',
  });
  const { status, stdout, stderr } = spawnSync(process.execPath, [program], { encoding: 'utf8', timeout: 30_000 });
  expect([status, stdout, stderr]).toEqual([0, output, '']);
});

it('has the types that the examples use', () => {
  const paths = { netsight: [resolve('src/index.ts')] };
  const config = {
    extends: resolve('tsconfig.test.json'),
    compilerOptions: {
      paths,
      typeRoots: [resolve('node_modules/@types')],
      rootDir: '/',
      allowImportingTsExtensions: true,
    },
    include: ['*.ts'],
    exclude: [],
  };
  writeFileSync(join(FOLDER, 'tsconfig.json'), JSON.stringify(config));
  const { status, stdout } = spawnSync('node_modules/.bin/tsc', ['-p', FOLDER], { encoding: 'utf8' });
  expect([status, stdout]).toEqual([0, '']);
});
