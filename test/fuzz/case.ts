/** One case: what it is made of follows from the seed, its number and the pool; what is checked follows from its kind. */
import { join } from 'node:path';
import { mixed, Random } from '../../bench/generator/random.ts';
import { checkCapture } from './checks/capture.ts';
import { checkCommandLine } from './checks/command-line.ts';
import { anyDeclarations, checkDeclarations } from './checks/declarations.ts';
import { anyFilter, checkFilter } from './checks/filter.ts';
import { checkOracle } from './checks/oracle.ts';
import { mutated } from './mutations/registry.ts';

export type Kind = 'capture' | 'filter' | 'declarations';

export interface Case {
  kind: Kind;
  bytes: Uint8Array;
  /** Of the choices that its checks make. */
  seed: number;
}

/** Of a hundred cases; captures are the rest. */
const FILTERS = 6;
const DECLARATIONS = 6;
/** Processes of their own take as long as several cases. */
const COMMAND_LINE_EVERY = 60;
const ORACLE_EVERY = 30;

/** The case of that number. */
export function caseOf(seed: number, number: number, pool: readonly Uint8Array[]): Case {
  const own = mixed(mixed(seed) + number);
  const random = new Random(own);
  const kind = random.below(100);
  if (kind < FILTERS) return { kind: 'filter', bytes: Buffer.from(anyFilter(random)), seed: own };
  if (kind < FILTERS + DECLARATIONS)
    return { kind: 'declarations', bytes: Buffer.from(anyDeclarations(random)), seed: own };
  return { kind: 'capture', bytes: mutated(pool, random), seed: own };
}

/** Throws what is wrong with a case; `scratch` is a folder for files of the moment. */
export async function runCase({ kind, bytes, seed }: Case, scratch: string): Promise<void> {
  if (kind === 'filter') checkFilter(Buffer.from(bytes).toString());
  else if (kind === 'declarations') await checkDeclarations(Buffer.from(bytes).toString());
  else {
    const path = join(scratch, 'capture');
    await checkCapture(bytes, path, new Random(seed));
    if (seed % COMMAND_LINE_EVERY === 0) checkCommandLine(path, join(scratch, 'bundle', 'cli.mjs'));
    if (seed % ORACLE_EVERY === 0) await checkOracle(path);
  }
}
