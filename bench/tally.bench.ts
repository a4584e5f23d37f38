/** How fast the kernel takes frames the straight way, from an empty flow table each time; the others are passed over. */
import { RECORDS_PER_BATCH } from '../src/capture/packet-source.ts';
import { loadKernel } from '../src/engine/kernel.ts';
import { FlowTable } from '../src/tally/flow-table.ts';
import { straightHost } from '../src/tally/straight-host.ts';
import { Timeline } from '../src/tally/timeline.ts';
import { TunnelTally } from '../src/tally/tunnels.ts';
import { files, loadRecords, measure, type Records } from './stage.ts';
import { packetOver, recordsFrom } from './walk.ts';

for (const file of files) {
  const records = await loadRecords(file);
  await measure(`plain frames of ${records.name}`, () => takeAll(records));
}

function takeAll(records: Records): number {
  const packet = packetOver(records);
  const flows: FlowTable = new FlowTable(
    loadKernel(),
    straightHost(packet, { tunnels: new TunnelTally(), timeline: new Timeline() }, () => flows.kernel),
  );
  flows.kernel.setUdpPorts(packet.udpPorts);
  let taken = 0;
  for (let first = 0; first < records.count; first += RECORDS_PER_BATCH) {
    const batch = recordsFrom(records, first);
    flows.kernel.load(batch, 0);
    flows.kernel.times.set(records.timesNs.subarray(first, first + batch.count));
    taken += takeBatch(flows, batch.count, first + 1);
  }
  flows.flush();
  return taken;
}

function takeBatch({ kernel }: FlowTable, count: number, frame: number): number {
  let taken = 0;
  for (let i = 0; i < count; i++) {
    const stop = kernel.exports.takeRun(i, count, kernel.delta, frame, 0, Number.POSITIVE_INFINITY);
    taken += stop - i;
    i = stop;
  }
  return taken;
}
