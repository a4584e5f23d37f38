/** Finds the compiled kernel of the flow table beside the built program. */
import { type CompiledKernel, compileKernel } from '../tally/kernel.ts';
import { besideProgram } from './beside-program.ts';

let compiled: CompiledKernel | null = null;

/** The kernel, compiled once a process. */
export function loadKernel(): CompiledKernel {
  compiled ??= compileKernel(kernelBytes());
  return compiled;
}

function kernelBytes(): Uint8Array {
  const bytes = besideProgram('kernel.wasm');
  if (bytes === null) throw new Error('kernel.wasm is missing beside the program: build it with npm run build');
  return bytes;
}
