/** Files that are written to, or cut, while they are read. */
import { appendFileSync, rmSync, truncateSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openCapture } from '../../src/capture/open.ts';
import { type CaptureInfo, RecordBatch } from '../../src/capture/packet-source.ts';
import { payload, pcapFile } from '../helpers/capture-builder.ts';
import { fileOf } from '../helpers/captures.ts';

const RECORD = 16 + 1000;
const CAPTURE = pcapFile(Array.from({ length: 100 }, () => ({ data: payload(1000) })));

/** Reads in small chunks, and lets something happen to the file behind the first one. */
async function readWhile(happens: (path: string) => void): Promise<{ frames: number; info: CaptureInfo }> {
  const path = fileOf(CAPTURE);
  const source = await openCapture(path, { chunkSize: 4096 });
  const batch = new RecordBatch();
  let frames = 0;
  happens(path);
  do while (source.read(batch) > 0) frames += batch.count;
  while (await source.fill());
  source.close();
  rmSync(path);
  return { frames, info: source.info };
}

it('reads what was appended', async () => {
  const { frames, info } = await readWhile((path) => appendFileSync(path, CAPTURE.subarray(24, 24 + RECORD)));
  expect([frames, info.damage]).toEqual([101, []]);
});

it('does not count bytes twice when what was appended is cut', async () => {
  const { frames, info } = await readWhile((path) => appendFileSync(path, CAPTURE.subarray(24, 24 + RECORD - 1)));
  expect([frames, info.damage[0].code]).toEqual([100, 'truncated-record']);
  expect(info.damage[0].message).toMatch(/Reading stopped there\.$/);
});

it('notes the end that it met when the file was cut', async () => {
  const { frames, info } = await readWhile((path) => truncateSync(path, 24 + 20 * RECORD + 5));
  expect([frames, info.damage[0].code]).toEqual([20, 'truncated-record']);
});

it('gives what it has when nothing is left of the file', async () => {
  const { frames } = await readWhile((path) => truncateSync(path, 0));
  expect(frames).toBe(4);
});
