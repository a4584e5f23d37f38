/** Makes anew before the tests what lies beside the program, when its sources are newer: the kernel of the flow table and the program of the counting thread. */
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { writeCountingWorker } from '../scripts/counting-worker.mjs';
import { writeKernel } from '../scripts/kernel.mjs';

const KERNEL = 'dist/kernel.wasm';
const WORKER = 'dist/counting-worker.cjs';
/** Both, and the layouts that they share with their hosts. */
const SOURCES = ['src/tally/kernel', 'src/tally', 'src/wire', 'src/engine', 'src/base'];

export async function setup(): Promise<void> {
  const newest = Math.max(...SOURCES.flatMap((folder) => readdirSync(folder).map((name) => time(`${folder}/${name}`))));
  if ([KERNEL, WORKER].every((file) => existsSync(file) && time(file) >= newest)) return;
  mkdirSync('dist', { recursive: true });
  await writeKernel(KERNEL);
  await writeCountingWorker(WORKER);
}

const time = (file: string): number => statSync(file).mtimeMs;
