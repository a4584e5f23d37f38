/** How fast packets become rows: decoding alone, then decoding and writing rows. */
import { RowBatch } from '../src/tally/row.ts';
import { writeRows } from '../src/tally/write-rows.ts';
import { files, loadRecords, measure, type Records } from './stage.ts';
import { decodeRecord, packetOver } from './walk.ts';

for (const file of files) {
  const records = await loadRecords(file);
  await measure(`decode ${records.name}`, () => decodeAll(records));
  await measure(`decode and rows of ${records.name}`, () => rowsOfAll(records));
}

function decodeAll(records: Records): number {
  const packet = packetOver(records);
  for (let i = 0; i < records.count; i++) decodeRecord(packet, records, i);
  return records.count;
}

function rowsOfAll(records: Records): number {
  const packet = packetOver(records);
  const rows = new RowBatch();
  for (let i = 0; i < records.count; i++) {
    decodeRecord(packet, records, i);
    if (rows.full) rows.count = 0;
    writeRows(packet, rows);
  }
  return records.count;
}
