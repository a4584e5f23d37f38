import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { expandInputs } from '../../src/capture/directory.ts';
import { BlockBuilder, concat, payload, pcapFile } from '../helpers/capture-builder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netsight-dir-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (name: string, bytes: Uint8Array | string): void => writeFileSync(join(folder, name), bytes);
const at = (seconds: number): Uint8Array => pcapFile([{ seconds, data: payload(4) }]);

it('gives the captures of a directory by the time of their first packet, whatever they are called', async () => {
  const b = new BlockBuilder();
  put('a.pcap', at(30));
  put('b.txt', at(10));
  put('c', gzipSync(at(20)));
  put('empty.pcap', pcapFile([]));
  put(
    'd.pcapng',
    concat([
      b.sectionHeader(),
      b.interfaceDescription(),
      b.simplePacket(payload(4)),
      b.enhancedPacket({ time: 15_000_000n, data: payload(4) }),
    ]),
  );
  put('z-same', at(10));
  put('notes.md', '# no capture');
  mkdirSync(join(folder, 'sub'));
  writeFileSync(join(folder, 'sub', 'deep.pcap'), at(1));
  const expanded = await expandInputs([folder]);
  expect(expanded.map((path) => basename(String(path)))).toEqual([
    'b.txt',
    'z-same',
    'd.pcapng',
    'c',
    'a.pcap',
    'empty.pcap',
  ]);
});

it('leaves files, missing names and standard input as they are', async () => {
  put('a.pcap', at(1));
  const names = ['-', join(folder, 'a.pcap'), join(folder, 'missing')];
  expect(await expandInputs(names)).toEqual(names);
});

it('refuses a directory without captures', async () => {
  put('notes.md', '# no capture');
  await expect(expandInputs([folder])).rejects.toMatchObject({ name: 'CaptureError', code: 'no-captures' });
});
