/** Compiles the kernel of the flow table (src/tally/kernel/, AssemblyScript) to WebAssembly. */
import asc from 'assemblyscript/asc';

/** As src/tally/kernel.ts makes the memory: as much as there are addresses for, so that every start is within it. */
const PAGES = 0x10000;

/** Writes the module to `file`; throws with the compiler's messages when it does not compile. */
export async function writeKernel(file) {
  // No garbage collector and no trap for lack of memory in it: nothing is allocated, the memory is the host's.
  const { error, stderr } = await asc.main([
    ...['src/tally/kernel/index.ts', '-O3', '--runtime', 'stub', '--importMemory', '--noAssert', '--use', 'abort='],
    // The memory may be another thread's as well (kernel/ring.ts).
    ...['--enable', 'threads', '--sharedMemory', '--maximumMemory', `${PAGES}`],
    ...['--outFile', file],
  ]);
  if (error) throw new Error(`the kernel does not compile: ${stderr}`);
}
