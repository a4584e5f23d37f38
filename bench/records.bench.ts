/** How fast `capture` finds records: file to record batches, nothing looked at. */
import { openCapture } from '../src/capture/open.ts';
import { captureName, files, measure, readAll } from './stage.ts';

for (const file of files) {
  await measure(`records of ${captureName(file)}`, async () => {
    const source = await openCapture(file);
    let packets = 0;
    await readAll(source, (batch) => {
      packets += batch.count;
    });
    source.close();
    return packets;
  });
}
