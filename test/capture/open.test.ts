import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { CaptureError } from '../../src/base/errors.ts';
import { openCapture } from '../../src/capture/open.ts';
import { payload, pcapFile } from '../helpers/capture-builder.ts';
import { fileOf, readAll, readBytes } from '../helpers/captures.ts';

const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

it.each<[string, Uint8Array, string]>([
  ['nothing', new Uint8Array(0), 'empty'],
  ['zeros', new Uint8Array(100), 'only zero bytes'],
  ['snoop', latin1('snoop\0\0\0\0\0\0\x02'), 'snoop'],
  ['snoop in gzip', gzipSync(latin1('snoop\0\0\0\0\0\0\x02')), 'snoop'],
  ['NetMon 2', latin1('GMBU\0\x02'), 'Network Monitor 2'],
  ['NetMon 1', latin1('RTSS\0\x02'), 'Network Monitor 1'],
  ['NetXRay', latin1('XCP\x00002.001'), 'NetXRay'],
  ['ERF', latin1('\0G/\0\xd7HA\x02\x05\0\0H\0\0\x03;\x17Q'), 'ERF'],
  ['a pcap dialect', latin1('\x34\xcd\xb2\xa2'.replace('\xa2', '\xa1').replace('\x34', '\x99')), 'patched dialect'],
  ['bzip2', latin1('BZh91AY&SY'), 'bunzip2'],
  ['zip', latin1('PK\x03\x04\0\0'), 'zip archive'],
  ['tar', latin1(`${'capture.pcap'.padEnd(257, '\0')}ustar\0`), 'tar archive'],
  ['PDF', latin1('%PDF-1.7\n'), 'PDF'],
  ['ELF', latin1('\x7fELF\x02\x01'), 'ELF'],
  ['PNG', latin1('\x89PNG\r\n\x1a\n'), 'PNG'],
  ['HTML', latin1('<!DOCTYPE html><html>'), 'HTML'],
  ['JSON', latin1('{"schema": 1}'), 'JSON'],
  ['a hex dump', latin1('0000  45 00 00 3c 1c 46 40 00\n0010  40 06 b1 e6\n'), 'text2pcap'],
  ['tcpdump text', latin1('12:00:00.000000 IP 10.0.0.1 > 10.0.0.2: ICMP\n'), '-w FILE'],
  ['text', latin1('hello\n'), 'looks like text'],
  ['pcapng without byte-order magic', latin1(`\n\r\r\n${'\0'.repeat(40)}`), 'byte-order magic'],
  ['noise', latin1('\x01\x02\x03\x04\x05\x06\x07\x08'), '01 02 03 04'],
])('refuses %s and says what it is', async (_, bytes, words) => {
  const error = await readBytes(bytes).catch((reason) => reason);
  expect(error).toBeInstanceOf(CaptureError);
  expect(error).toMatchObject({ code: 'not-a-capture' });
  expect(error.message).toContain(words);
});

it('tells a missing file from a directory', async () => {
  await expect(openCapture('/nowhere/at\u001b/all')).rejects.toMatchObject({ code: 'not-found' });
  await expect(openCapture('/nowhere/at\u001b/all')).rejects.toThrow('/nowhere/at\\x1b/all does not exist');
  await expect(openCapture(tmpdir())).rejects.toMatchObject({ code: 'is-a-directory' });
});

it.skipIf(process.getuid?.() === 0)('tells a file that may not be read', async () => {
  const path = fileOf(payload(4));
  chmodSync(path, 0);
  await expect(openCapture(path)).rejects.toMatchObject({ code: 'no-permission' });
});

const CAPTURE = pcapFile([
  { seconds: 1, data: payload(60) },
  { seconds: 2, data: payload(70_000) },
]);

it('reads a FIFO', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'netsight-fifo-'));
  const fifo = join(folder, 'fifo');
  try {
    execFileSync('mkfifo', [fifo]);
    spawnShell(`cat '${fileOf(CAPTURE)}' > '${fifo}' &`);
    const { packets, info } = await readAll(fifo);
    expect(packets.map(({ hex }) => hex.length / 2)).toEqual([60, 70_000]);
    expect(info).toMatchObject({ size: null, bytes: CAPTURE.length, damage: [] });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function spawnShell(command: string): void {
  spawnSync('sh', ['-c', command], { stdio: 'ignore' });
}

const READ_STANDARD_INPUT = `
  import { openCapture } from '${new URL('../../src/capture/open.ts', import.meta.url).href}';
  import { RecordBatch } from '${new URL('../../src/capture/packet-source.ts', import.meta.url).href}';
  const source = await openCapture('-');
  const batch = new RecordBatch();
  let packets = 0;
  do while (source.read(batch) > 0) packets += batch.count; while (await source.fill());
  console.log(packets, source.info.bytes, source.info.size);
`;

it.each([
  ['a pipe', (path: string) => `cat '${path}' | `, '', 'null'],
  ['a redirected file', () => '', (path: string) => ` < '${path}'`, String(CAPTURE.length)],
])('reads standard input from %s', (_, before, after, size) => {
  const path = fileOf(CAPTURE);
  const script = fileOf(latin1(READ_STANDARD_INPUT));
  const tail = typeof after === 'string' ? after : after(path);
  const command = `${before(path)} node --import tsx --input-type=module -e "$(cat '${script}')" ${tail}`;
  expect(execFileSync('sh', ['-c', command], { encoding: 'utf8' }).trim()).toBe(`2 ${CAPTURE.length} ${size}`);
});

it('ends quietly when it is closed before the end', async () => {
  const source = await openCapture(fileOf(gzipSync(CAPTURE)));
  source.close();
  expect(await source.fill()).toBe(false);
});
