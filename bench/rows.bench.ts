/** How fast packets become rows: decoding alone, then decoding and writing rows, which the flow table counts as they come. */
import { RECORDS_PER_BATCH } from '../src/capture/packet-source.ts';
import { loadKernel } from '../src/engine/kernel.ts';
import { FlowTable } from '../src/tally/flow-table.ts';
import { straightHost } from '../src/tally/straight-host.ts';
import { Timeline } from '../src/tally/timeline.ts';
import { TunnelTally } from '../src/tally/tunnels.ts';
import { writeRows } from '../src/tally/write-rows.ts';
import { files, loadRecords, measure, type Records } from './stage.ts';
import { decodeRecord, packetOver, recordsFrom } from './walk.ts';

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
  const flows: FlowTable = new FlowTable(
    loadKernel(),
    straightHost(packet, { tunnels: new TunnelTally(), timeline: new Timeline() }, () => flows.kernel),
  );
  for (let first = 0; first < records.count; first += RECORDS_PER_BATCH) {
    const batch = recordsFrom(records, first);
    flows.kernel.load(batch, 0);
    for (let i = first; i < first + batch.count; i++) {
      decodeRecord(packet, records, i);
      writeRows(packet, flows.kernel);
    }
  }
  flows.flush();
  return records.count;
}
