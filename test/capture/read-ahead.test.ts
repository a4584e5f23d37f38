import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FileSource } from '../../src/capture/file-source.ts';
import { fileOf } from '../helpers/captures.ts';

/** Over two pieces and a bit, no two bytes in a row of equal value. */
const BYTES = Uint8Array.from({ length: 2 * 2 ** 20 + 4097 }, (_, i) => (i * 7 + (i >> 8)) & 0xff);

async function readAll(source: FileSource, length: number, aheadAfter: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let reads = 0; ; reads++) {
    if (reads === aheadAfter) source.readAhead();
    const target = Buffer.alloc(length + 2, 0xee);
    const got = await source.read(target, 1, length);
    expect([target[0], target[got + 1]]).toEqual([0xee, 0xee]);
    if (got === 0) return Buffer.concat(pieces);
    pieces.push(target.subarray(1, got + 1));
  }
}

it.each([
  [1 << 20, 0],
  [1 << 20, 1],
  [999_999, 0],
  [1 << 21, 0],
  [100_003, 3],
])('gives the same bytes in reads of %i bytes, ahead after %i', async (length, aheadAfter) => {
  const source = new FileSource(openSync(fileOf(BYTES), 'r'));
  expect((await readAll(source, length, aheadAfter)).equals(BYTES)).toBe(true);
  expect(await source.read(new Uint8Array(1), 0, 1)).toBe(0);
  expect(source.fault).toBeNull();
  source.close();
});

it('is at an end at once for an empty file', async () => {
  const source = new FileSource(openSync(fileOf(new Uint8Array(0)), 'r'));
  source.readAhead();
  expect(await source.read(new Uint8Array(9), 0, 9)).toBe(0);
  source.close();
});

it('says why it could not go on', async () => {
  const source = new FileSource(openSync('.', 'r'));
  source.readAhead();
  expect(await source.read(new Uint8Array(9), 0, 9)).toBe(0);
  expect(source.fault).toEqual({ code: 'read-failed', message: expect.stringContaining('EISDIR') });
  source.close();
});

it('closes the file only when no read is under way: its number may be that of another file by then', async () => {
  const path = fileOf(BYTES);
  const other = fileOf(Uint8Array.of(1, 2, 3));
  for (let i = 0; i < 50; i++) {
    const source = new FileSource(openSync(path, 'r'));
    source.readAhead();
    source.close();
    const descriptor = openSync(other, 'r');
    expect([...readFileSync(descriptor)]).toEqual([1, 2, 3]);
    closeSync(descriptor);
    expect(await source.read(new Uint8Array(9), 0, 9)).toBe(0);
  }
});

it('gives what the file has when it is asked for, not what it had', async () => {
  const path = fileOf(Uint8Array.of(1, 2, 3));
  const source = new FileSource(openSync(path, 'r'));
  const target = new Uint8Array(9);
  expect(await source.read(target, 0, 2)).toBe(2);
  source.readAhead();
  writeFileSync(path, Uint8Array.of(4, 5, 6, 7), { flag: 'a' });
  const got = await source.read(target, 2, 7);
  const more = await source.read(target, 2 + got, 7 - got);
  expect([...target.subarray(0, 2 + got + more)]).toEqual([1, 2, 3, 4, 5, 6, 7]);
  source.close();
});
