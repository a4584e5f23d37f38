/** How fast packets become rows: decoding alone, then decoding and writing rows, which the flow table counts as they come. */
import { loadKernel } from '../src/engine/kernel.ts';
import { FlowTable } from '../src/tally/flow-table.ts';
import { writeRows } from '../src/tally/write-rows.ts';
import { files, loadRecords, measure, type Records } from './stage.ts';
import { decodeRecord, packetOver, recordAt } from './walk.ts';

for (const file of files) {
  const records = await loadRecords(file);
  await measure(`decode ${records.name}`, () => decodeAll(records));
  await measure(`decode, rows and flows of ${records.name}`, () => rowsOfAll(records));
}

function decodeAll(records: Records): number {
  const packet = packetOver(records);
  for (let i = 0; i < records.count; i++) decodeRecord(packet, records, i);
  return records.count;
}

function rowsOfAll(records: Records): number {
  const packet = packetOver(records);
  const flows = new FlowTable(loadKernel(), (id) => packet.contexts.child(0, 10, id));
  for (let i = 0; i < records.count; i++) {
    decodeRecord(packet, records, i);
    flows.kernel.load(recordAt(records, i), 0);
    writeRows(packet, flows.kernel);
  }
  flows.flush();
  return records.count;
}
