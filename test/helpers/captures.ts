/** Reads captures as the engine does, and keeps everything for comparison. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenOptions, openCapture } from '../../src/capture/open.ts';
import { type CaptureInfo, RecordBatch } from '../../src/capture/packet-source.ts';

/** One packet, copied out of the batch. */
export interface ReadPacket {
  hex: string;
  original: number;
  /** Nanoseconds since 1970, or null. */
  time: bigint | null;
  interface: number;
}

/** Everything that a capture gave. */
export interface ReadCapture {
  packets: ReadPacket[];
  info: CaptureInfo;
}

const folder = mkdtempSync(join(tmpdir(), 'netsight-test-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
let files = 0;

/** Writes the bytes to a new file and answers its path. */
export function fileOf(bytes: Uint8Array): string {
  const path = join(folder, `${files++}`);
  writeFileSync(path, bytes);
  return path;
}

/** Reads a capture from a file with these bytes. */
export async function readBytes(bytes: Uint8Array, options: OpenOptions = {}): Promise<ReadCapture> {
  const path = fileOf(bytes);
  try {
    return await readAll(path, options);
  } finally {
    rmSync(path);
  }
}

/** Reads a capture to its end. */
export async function readAll(path: string, options: OpenOptions = {}): Promise<ReadCapture> {
  const source = await openCapture(path, options);
  const batch = new RecordBatch();
  const packets: ReadPacket[] = [];
  do {
    while (source.read(batch) > 0) for (let row = 0; row < batch.count; row++) packets.push(packetOf(batch, row));
  } while (await source.fill());
  source.close();
  return { packets, info: source.info };
}

function packetOf(batch: RecordBatch, row: number): ReadPacket {
  const seconds = batch.seconds[row];
  return {
    hex: Buffer.from(batch.bytes.subarray(batch.starts[row], batch.ends[row])).toString('hex'),
    original: batch.wireLengths[row],
    time: Number.isNaN(seconds) ? null : BigInt(seconds) * 1_000_000_000n + BigInt(batch.nanoseconds[row]),
    interface: batch.interfaces[row],
  };
}
