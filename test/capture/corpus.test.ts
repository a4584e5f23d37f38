/** Public captures against the totals that tshark and a bare walk found; only where the corpus lies beside the project. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openCapture } from '../../src/capture/open.ts';
import { RecordBatch } from '../../src/capture/packet-source.ts';

const CORPUS = new URL('../../../shared/corpus/', import.meta.url);
const present = existsSync(new URL('oracle.json', CORPUS));

/** Times that the oracle has from elsewhere: a pseudo-header (ERF), or a fraction above one second that it printed without its leading digits. */
const OTHER_TIMES = /infiniband\.pcap$|FuzzTarget-(5114733584449536|5669109772845056|6223613626941440)$/;

interface Expected {
  packets: number;
  capturedBytes: number;
  originalBytes: number;
  time: { minNs: string | null; maxNs: string | null };
  file: { walkRecords?: number; walkCapturedBytes?: number; walkOriginalBytes?: number };
}

interface Totals {
  packets: number;
  captured: number;
  original: number;
  min: bigint | null;
  max: bigint | null;
  damage: string[];
}

const load = (name: string): { files: never } => JSON.parse(readFileSync(new URL(name, CORPUS), 'utf8'));
const oracle: Record<string, Expected> = present ? load('oracle.json').files : {};
const manifest: { file: string; expected: { status: string; packets?: number } }[] = present
  ? load('manifest.json').files
  : [];
const withStatus = (status: string): string[] =>
  manifest.filter(({ expected }) => expected.status === status).map(({ file }) => file);

describe.skipIf(!present)('public captures', () => {
  it('finds the corpus it compares with', () => expect(withStatus('ok').length).toBeGreaterThan(300));

  it('agrees on frames, bytes and times of every sound file', async () => {
    for (const file of withStatus('ok')) {
      const { packets, captured, original, min, max, damage } = await totalsOf(file);
      const want = oracle[file];
      expect([file, packets, damage]).toEqual([file, want.packets, []]);
      expect([want.capturedBytes, want.file.walkCapturedBytes], file).toContain(captured);
      expect([want.originalBytes, want.file.walkOriginalBytes], file).toContain(original);
      const times = [min, max].map((time) => time?.toString() ?? null);
      if (!OTHER_TIMES.test(file)) expect([file, ...times]).toEqual([file, want.time.minNs, want.time.maxNs]);
    }
  });

  it('gives the frames before the damage', async () => {
    for (const file of withStatus('damaged')) {
      const { packets, damage } = await totalsOf(file);
      expect([oracle[file].packets, oracle[file].file.walkRecords], file).toContain(packets);
      expect(damage, file).toHaveLength(1);
    }
  });

  it('reads what tshark declines', async () => {
    const read = await Promise.all(
      withStatus('tshark-declines').map(async (file) => [file, (await totalsOf(file)).packets]),
    );
    const want = manifest.filter(({ expected }) => expected.status === 'tshark-declines');
    expect(read).toEqual(want.map(({ file, expected }) => [file, expected.packets]));
  });
});

async function totalsOf(file: string): Promise<Totals> {
  const source = await openCapture(new URL(file, CORPUS).pathname);
  const batch = new RecordBatch();
  const totals: Totals = { packets: 0, captured: 0, original: 0, min: null, max: null, damage: [] };
  do {
    while (source.read(batch) > 0) for (let row = 0; row < batch.count; row++) add(totals, batch, row);
  } while (await source.fill());
  source.close();
  totals.damage = source.info.damage.map(({ code }) => code);
  return totals;
}

function add(totals: Totals, batch: RecordBatch, row: number): void {
  totals.packets++;
  totals.captured += batch.ends[row] - batch.starts[row];
  totals.original += batch.wireLengths[row];
  if (Number.isNaN(batch.seconds[row])) return;
  const time = BigInt(batch.seconds[row]) * 1_000_000_000n + BigInt(batch.nanoseconds[row]);
  if (totals.min === null || time < totals.min) totals.min = time;
  if (totals.max === null || time > totals.max) totals.max = time;
}
