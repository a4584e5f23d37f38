/** How fast the flow table counts rows that are already written, from an empty table each time; copying the batches in is part of it. */
import { FlowTable } from '../src/tally/flow-table.ts';
import { ROW_WORDS, ROWS_PER_BATCH, RowBatch } from '../src/tally/row.ts';
import { writeRows } from '../src/tally/write-rows.ts';
import { files, loadRecords, measure, type Records } from './stage.ts';
import { decodeRecord, packetOver } from './walk.ts';

const BATCH_WORDS = ROWS_PER_BATCH * ROW_WORDS;

/** Batches one behind the other, and how many rows each holds. */
interface Batches {
  words: Int32Array;
  counts: number[];
}

for (const file of files) {
  const records = await loadRecords(file);
  const batches = batchesOf(records);
  await measure(`tally ${records.name}`, () => drainAll(batches, records.count));
}

function drainAll({ words, counts }: Batches, packets: number): number {
  const flows = new FlowTable();
  const batch = new RowBatch();
  for (let i = 0; i < counts.length; i++) {
    batch.words.set(words.subarray(i * BATCH_WORDS, (i + 1) * BATCH_WORDS));
    batch.count = counts[i];
    flows.drain(batch);
  }
  return packets;
}

/** A packet has two rows at most, and a batch may end one row early. */
function batchesOf(records: Records): Batches {
  const packet = packetOver(records);
  const rows = new RowBatch();
  const words = new Int32Array(Math.ceil((2 * records.count) / (ROWS_PER_BATCH - 1)) * BATCH_WORDS);
  const counts: number[] = [];
  const flush = (): void => {
    words.set(rows.words, counts.length * BATCH_WORDS);
    counts.push(rows.count);
    rows.count = 0;
  };
  for (let i = 0; i < records.count; i++) {
    if (rows.full) flush();
    decodeRecord(packet, records, i);
    writeRows(packet, rows);
  }
  flush();
  return { words, counts };
}
