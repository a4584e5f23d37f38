/** The captures that benchmarks read: made once, in $NETSIGHT_BENCH_CACHE or the system's temporary folder. */
import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from './generator/generate.ts';
import type { TrafficOptions } from './generator/options.ts';

/** Raised when the generator's output changes, so that no old file is taken for a new one. */
const GENERATION = 1;
/** `--quick`: this share of the packets and flows. */
const QUICK_SHARE = 10;
/** How long to wait for a full pipe, in ms. */
const PIPE_WAIT_MS = 1;

const CAPTURES: Record<string, Partial<TrafficOptions>> = {
  /** Small packets, 200,000 flows. */
  small: { packets: 4_000_000, flows: 200_000 },
  imix: { packets: 1_500_000, flows: 50_000, size: 'imix' },
  /** Everything inside VXLAN. */
  vxlan: { packets: 2_000_000, flows: 200_000, size: 100, vxlan: 100 },
  /** About a million flows of a few packets each. */
  flows: { packets: 3_000_000, flows: 1_000_000, pods: 60_000 },
  /** Four interfaces in pcapng, two clocks. */
  multi: { packets: 2_500_000, flows: 200_000, format: 'pcapng', interfaces: 4 },
};
/** Read from a pipe, never stored: 2 GB. */
export const STREAM: Partial<TrafficOptions> = {
  packets: 4_700_000,
  flows: 10_000,
  size: 'imix',
  retransmissionsPpm: 100,
};

export const CAPTURE_NAMES = Object.keys(CAPTURES);

/** Folder of captures and of what is compiled. */
export function cacheFolder(): string {
  const folder = process.env.NETSIGHT_BENCH_CACHE ?? join(tmpdir(), 'netsight-bench');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** How many packets a capture holds. */
export const packetsOf = (name: string, quick: boolean): number => optionsOf(name, quick).packets ?? 0;

/** Path of a capture by name; made when it is not there. */
export function captureFile(name: string, quick: boolean): string {
  const options = optionsOf(name, quick);
  const file = join(cacheFolder(), `${name}${quick ? '-quick' : ''}-${GENERATION}.${options.format ?? 'pcap'}`);
  if (existsSync(file)) return file;
  const part = `${file}.${process.pid}.part`;
  const descriptor = openSync(part, 'w');
  try {
    writeCapture(options, descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(part, file);
  return file;
}

/** Size in bytes. */
export const sizeOf = (file: string): number => statSync(file).size;

/** Writes a capture to an open file or pipe. */
export function writeCapture(options: Partial<TrafficOptions>, descriptor: number): void {
  for (const piece of generate(options)) writeAll(descriptor, piece);
}

function optionsOf(name: string, quick: boolean): Partial<TrafficOptions> {
  const options = CAPTURES[name];
  if (!quick) return options;
  const { packets = 0, flows = 0 } = options;
  return { ...options, packets: packets / QUICK_SHARE, flows: flows / QUICK_SHARE };
}

function writeAll(descriptor: number, piece: Uint8Array): void {
  for (let at = 0; at < piece.length; ) {
    try {
      at += writeSync(descriptor, piece, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PIPE_WAIT_MS);
    }
  }
}
