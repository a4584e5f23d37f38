/** The command line in a process of its own, bundled from the sources as they are. */
import { type ChildProcess, type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { pcapFile } from '../helpers/capture-builder.ts';
import { arp, BROADCAST, ethernet, ipv4, tcp, udp } from '../helpers/frames.ts';

/** A folder of this test file, removed at the end. */
export const FOLDER = mkdtempSync(join(tmpdir(), 'netsight-cli-'));
process.on('exit', () => rmSync(FOLDER, { recursive: true, force: true }));

const MAIN = join(FOLDER, 'bundle', 'main.js');

buildSync({
  entryPoints: ['src/cli/main.ts'],
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  outdir: join(FOLDER, 'bundle'),
  banner: { js: "import { createRequire as r_ } from 'node:module'; const require = r_(import.meta.url);" },
  logLevel: 'error',
});
writeFileSync(join(FOLDER, 'bundle', 'package.json'), '{"type":"module"}');
for (const name of ['kernel.wasm', 'counting-worker.cjs'])
  copyFileSync(join('dist', name), join(FOLDER, 'bundle', name));

interface Options {
  input?: Uint8Array;
  env?: Record<string, string>;
}

/** Runs the program to its end, in the folder. */
export function netsight(args: string[], { input, env }: Options = {}): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [MAIN, ...args], {
    cwd: FOLDER,
    encoding: 'utf8',
    env: environment(env),
    timeout: 30_000,
    ...(input && { input }),
  });
}

/** Starts the program and leaves its pipes to the test. */
export const started = (args: string[]): ChildProcess =>
  spawn(process.execPath, [MAIN, ...args], { cwd: FOLDER, env: environment({}) });

/** Nothing of the terminal the tests run in. */
const environment = (more: Record<string, string> = {}): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  LANG: 'C.UTF-8',
  ...more,
});

/** Writes a file into the folder and answers its name. */
export function put(name: string, bytes: Uint8Array): string {
  writeFileSync(join(FOLDER, name), bytes);
  return name;
}

/** A small capture: a question, a datagram, a segment. */
export const SMALL = pcapFile(
  [ethernet(arp(), { to: BROADCAST }), ethernet(ipv4({}, udp({}, 10))), ethernet(ipv4({}, tcp({}, 10)))].map(
    (data, i) => ({ seconds: 1_700_000_000 + i, data }),
  ),
);
