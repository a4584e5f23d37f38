/** One capture into another that holds pseudonyms. */
import { openCapture } from '../capture/open.ts';
import { type CaptureInfo, RecordBatch } from '../capture/packet-source.ts';
import { Turns } from '../capture/turns.ts';
import { Anonymization } from './anonymization.ts';
import { CaptureFile } from './capture-file.ts';

export interface CopyOptions {
  /** 32 bytes. */
  secret: Uint8Array;
  vxlanPorts: readonly number[];
  /** Name and version of what writes the file. */
  application: string;
  /** Ends the reading; the copy then is not whole. */
  signal: AbortSignal;
  onProgress: (progress: { info: CaptureInfo; input: number; inputs: number; packets: number }) => void;
  write: (block: Uint8Array) => void;
}

/** Answers what was learned of the input, and how many packets there were. Throws `CaptureError`, and what `write` throws. */
export async function copyAnonymized(
  path: string,
  options: CopyOptions,
): Promise<{ info: CaptureInfo; packets: number }> {
  const { signal, write, onProgress } = options;
  const anonymization = new Anonymization(options.secret, options.vxlanPorts, null);
  const source = anonymization.source(await openCapture(path, { signal }));
  const { info } = source;
  const stop = (): void => source.close();
  signal.addEventListener('abort', stop, { once: true });
  const file = new CaptureFile(info, anonymization.rewriter.words);
  const batch = new RecordBatch();
  let packets = 0;
  const turns = new Turns();
  try {
    write(file.begin(options.application));
    do {
      while (!signal.aborted && source.read(batch) > 0) {
        for (const block of file.packets(batch)) write(block);
        packets += batch.count;
      }
      onProgress({ info, input: 0, inputs: 1, packets });
      await turns.pause();
    } while (!signal.aborted && (await source.fill()));
    for (const block of file.end()) write(block);
  } finally {
    signal.removeEventListener('abort', stop);
    source.close();
  }
  return { info, packets };
}
