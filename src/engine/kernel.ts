/** Finds the compiled kernel of the flow table beside the built program. */
import { readFileSync } from 'node:fs';
import { type CompiledKernel, compileKernel } from '../tally/kernel.ts';

/** Built code lies in dist/ or dist/chunks/; sources run from src/engine/. */
const PLACES = ['./kernel.wasm', '../kernel.wasm', '../../dist/kernel.wasm'];
let compiled: CompiledKernel | null = null;

/** The kernel, compiled once a process. */
export function loadKernel(): CompiledKernel {
  compiled ??= compileKernel(kernelBytes());
  return compiled;
}

function kernelBytes(): Uint8Array {
  for (const place of PLACES) {
    try {
      return readFileSync(new URL(place, import.meta.url));
    } catch {
      // Not there: try the next place.
    }
  }
  throw new Error('kernel.wasm is missing beside the program: build it with npm run build');
}
