/** What the stage benchmarks share: the records of a capture in memory, and the fastest of several rounds in CPU time. */
import { basename } from 'node:path';
import { openCapture } from '../src/capture/open.ts';
import { type PacketSource, RecordBatch } from '../src/capture/packet-source.ts';
import { Clock } from '../src/engine/clock.ts';

/** Enough for tables larger than any cache. */
const MAX_RECORDS = 1_000_000;
/** The first rounds are mostly compilation. */
const ROUNDS = 5;

/** Records of a capture on Ethernet, one behind the other in `bytes`. */
export interface Records {
  name: string;
  count: number;
  bytes: Uint8Array;
  view: DataView;
  starts: Int32Array;
  ends: Int32Array;
  wireLengths: Uint32Array;
  timesNs: Float64Array;
}

/** Captures named on the command line. */
export const files = process.argv.slice(2);

/** `small` of `/tmp/small-1.pcap`. */
export const captureName = (file: string): string => basename(file).replace(/(-quick)?-\d+\.\w+$/, '');

/** The first million records of a capture. */
export async function loadRecords(file: string): Promise<Records> {
  const source = await openCapture(file);
  const records = emptyRecords(captureName(file), source.info.size ?? 0);
  const batch = new RecordBatch();
  const clock = new Clock();
  let used = 0;
  while (records.count < MAX_RECORDS && (await source.fill())) {
    while (records.count < MAX_RECORDS && source.read(batch) > 0) used = append(records, batch, clock, used);
  }
  source.close();
  return records;
}

/** Reads a source to its end; `take` sees each batch. */
export async function readAll(source: PacketSource, take: (batch: RecordBatch) => void): Promise<void> {
  const batch = new RecordBatch();
  for (;;) {
    const more = source.fill();
    if (!(typeof more === 'boolean' ? more : await more)) return;
    while (source.read(batch) > 0) take(batch);
  }
}

/** Runs `work`, which answers a number of packets, several times and prints the fastest round. */
export async function measure(name: string, work: () => number | Promise<number>): Promise<void> {
  let best = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    const packets = await work();
    const { user, system } = process.cpuUsage(before);
    best = Math.max(best, packets / (user + system));
  }
  console.log(`${name}: ${best.toFixed(1)} million packets per CPU-second`);
}

function emptyRecords(name: string, size: number): Records {
  const bytes = new Uint8Array(size);
  return {
    name,
    count: 0,
    bytes,
    view: new DataView(bytes.buffer),
    starts: new Int32Array(MAX_RECORDS),
    ends: new Int32Array(MAX_RECORDS),
    wireLengths: new Uint32Array(MAX_RECORDS),
    timesNs: new Float64Array(MAX_RECORDS),
  };
}

function append(records: Records, batch: RecordBatch, clock: Clock, used: number): number {
  let at = used;
  for (let i = 0; i < batch.count && records.count < MAX_RECORDS; i++) {
    const row = records.count++;
    records.bytes.set(batch.bytes.subarray(batch.starts[i], batch.ends[i]), at);
    records.starts[row] = at;
    at += batch.ends[i] - batch.starts[i];
    records.ends[row] = at;
    records.wireLengths[row] = batch.wireLengths[i];
    records.timesNs[row] = clock.at(batch.seconds[i], batch.nanoseconds[i]);
  }
  return at;
}
