/** Compiles the kernel of the flow table before the tests when its sources are newer than what was built. */
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { writeKernel } from '../scripts/kernel.mjs';

const KERNEL = 'dist/kernel.wasm';
/** The kernel and the layouts it shares with its host. */
const SOURCES = ['src/tally/kernel', 'src/tally', 'src/wire'];

export async function setup(): Promise<void> {
  const newest = Math.max(...SOURCES.flatMap((folder) => readdirSync(folder).map((name) => time(`${folder}/${name}`))));
  if (existsSync(KERNEL) && time(KERNEL) >= newest) return;
  mkdirSync('dist', { recursive: true });
  await writeKernel(KERNEL);
}

const time = (file: string): number => statSync(file).mtimeMs;
