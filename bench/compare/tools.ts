/** What netsight is measured against: tools that are installed, the npm parser, and the C reference where it lies beside the project. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../captures.ts';

const REFERENCE_SOURCE = '../shared/bench/roofline.c';
const COMPILER = 'gcc';
const PCAP_ONLY = ['pcap-parser'];

/** A program that reads a capture. */
export interface Tool {
  name: string;
  command(file: string): string[];
}

const ANALYZE = [process.execPath, 'dist/netsight.js', 'analyze', '--format', 'json', '--no-progress', '--workers'];

/** The tool of the project itself, in one thread. */
export const NETSIGHT: Tool = { name: 'netsight', command: (file) => [...ANALYZE, '1', file] };

/** The same in two. */
export const TWO_THREADS: Tool = { name: 'netsight, 2 threads', command: (file) => [...ANALYZE, '2', file] };

const INSTALLED: readonly Tool[] = [
  { name: 'tcpdump', command: (file) => ['tcpdump', '-r', file, '-w', '/dev/null'] },
  { name: 'capinfos', command: (file) => ['capinfos', '-c', file] },
  { name: 'tshark', command: (file) => ['tshark', '-q', '-z', 'conv,tcp', '-d', 'udp.port==8472,vxlan', '-r', file] },
];

/** The tools that this machine has; `counter` is the bundled program around pcap-parser. */
export function availableTools(counter: string): Tool[] {
  const reference = buildReference();
  return [
    ...(reference === null
      ? []
      : [{ name: 'C reference', command: (file: string) => [reference, '-m', 'read', file] }]),
    ...INSTALLED.filter(({ command }) => spawnSync(command('')[0], ['--version']).error === undefined),
    { name: 'pcap-parser', command: (file) => [process.execPath, counter, file] },
  ];
}

/** False for a tool that does not know the file's format. */
export const canRead = (tool: Tool, file: string): boolean => file.endsWith('.pcap') || !PCAP_ONLY.includes(tool.name);

/** Compiles the C reference into the cache folder; null without its source or a compiler. */
function buildReference(): string | null {
  const out = join(cacheFolder(), 'roofline');
  if (existsSync(out)) return out;
  if (!existsSync(REFERENCE_SOURCE)) return null;
  const options = ['-O3', '-march=native', '-pthread', '-o', out, REFERENCE_SOURCE];
  return spawnSync(COMPILER, options, { stdio: 'ignore' }).status === 0 ? out : null;
}
