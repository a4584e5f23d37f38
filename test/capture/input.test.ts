/** Captures that are no files, and files that cannot be read. */
import { existsSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { CaptureError } from '../../src/base/errors.ts';
import type { Opened } from '../../src/capture/input.ts';
import { openCapture } from '../../src/capture/open.ts';
import { RecordBatch } from '../../src/capture/packet-source.ts';
import { payload, pcapFile } from '../helpers/capture-builder.ts';

const CAPTURE = pcapFile(Array.from({ length: 50 }, (_, i) => ({ seconds: i, data: payload(100 + i) })));

async function read(capture: Opened): Promise<{ frames: number; size: number | null; damage: string[] }> {
  const source = await openCapture(capture);
  const batch = new RecordBatch();
  let frames = 0;
  do while (source.read(batch) > 0) frames += batch.count;
  while (await source.fill());
  source.close();
  return { frames, size: source.info.size, damage: source.info.damage.map(({ code }) => code) };
}

/** In pieces of so many bytes. */
async function* pieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

it('reads bytes in memory, whose number is known', async () => {
  expect(await read({ name: 'memory', bytes: CAPTURE })).toEqual({ frames: 50, size: CAPTURE.length, damage: [] });
});

it.each([1, 7, 4096])('reads pieces of %i bytes as they come, packed or not', async (length) => {
  const whole = { frames: 50, size: null, damage: [] };
  expect(await read({ name: 'pieces', bytes: pieces(CAPTURE, length) })).toEqual(whole);
  expect(await read({ name: 'packed', bytes: pieces(gzipSync(CAPTURE), length) })).toEqual(whole);
});

it('tells of a source that fails in the middle, with what came before', async () => {
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield CAPTURE.subarray(0, 24 + 3 * 16 + 100 + 101 + 102);
    throw new Error('the line is dead');
  }
  expect(await read({ name: 'failing', bytes: failing() })).toEqual({ frames: 3, size: null, damage: ['read-failed'] });
});

// The memory of a process has nothing at address 0: opening it works, reading does not.
it.runIf(existsSync('/proc/self/mem'))('refuses a file of which nothing can be read', async () => {
  const error = await openCapture('/proc/self/mem').catch((reason) => reason);
  expect(error).toBeInstanceOf(CaptureError);
  expect(error).toMatchObject({ code: 'read-failed' });
  expect(error.message).toContain('EIO');
});
