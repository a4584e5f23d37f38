/** The whole line from bytes to report, with what `analyze` does not offer: how much is read at a time. */
import { openCapture } from '../../src/capture/open.ts';
import { classify } from '../../src/cni/classify.ts';
import { observe } from '../../src/engine/observe.ts';
import { Reading } from '../../src/engine/reading.ts';
import { loadVendors } from '../../src/engine/vendors.ts';
import { detectAll } from '../../src/incidents/detect.ts';
import type { Analysis } from '../../src/report/analysis.ts';
import { buildAnalysis } from '../../src/report/build/analysis.ts';
import type { Observations } from '../../src/tally/observations.ts';
import { VERSION } from '../../src/version.ts';
import { sha1 } from './observe.ts';

/** What `analyze` gives for one capture, read so many bytes at a time. */
export async function analyzeInChunks(path: string, chunkSize: number, top = 100): Promise<Analysis> {
  return concluded(await observeInChunks(path, chunkSize), top);
}

async function observeInChunks(path: string, chunkSize: number): Promise<Observations> {
  const reading = new Reading({ vxlanPorts: [], filter: null });
  const source = await openCapture(path, { chunkSize });
  reading.open(source.info);
  do reading.takeFrom(source);
  while (await source.fill());
  reading.close(source.info);
  source.close();
  return observe(reading, false);
}

function concluded(observations: Observations, top: number): Analysis {
  const { verdict, segments, segmentOf } = classify(observations);
  const findings = detectAll(observations, verdict, { declared: null, segments });
  const vendors = loadVendors();
  const vendorOf = (mac: string): string | null => vendors.of(mac);
  return buildAnalysis(
    observations,
    { verdict, segments, findings },
    { version: VERSION, top, vendorOf, digest: sha1, segmentOf },
  );
}
