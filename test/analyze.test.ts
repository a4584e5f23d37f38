import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { analyze, type CaptureInput, UsageError, watch } from '../src/index.ts';

const PATH = 'samples/flannel-vxlan-uplink.pcap';
const BYTES = readFileSync(PATH);

/** All of a report but what its input is called and how it came. */
async function essence(input: CaptureInput | CaptureInput[], options = {}) {
  const { inputs, ...rest } = await analyze(input, options);
  return { ...rest, frames: inputs.map(({ frames, complete, damage }) => ({ frames, complete, damage })) };
}

async function* pieces(length: number, end = BYTES.length): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < end; at += length) yield BYTES.subarray(at, Math.min(end, at + length));
}

it.each<[string, () => CaptureInput]>([
  ['bytes', () => BYTES],
  ['bytes that are compressed', () => gzipSync(BYTES)],
  [
    'a part of a larger buffer',
    () => Buffer.concat([Buffer.alloc(7), BYTES, Buffer.alloc(9)]).subarray(7, 7 + BYTES.length),
  ],
  ['a Node stream', () => Readable.from(pieces(1000))],
  ['a web stream', () => Readable.toWeb(Readable.from(pieces(1000))) as AsyncIterable<Uint8Array>],
  ['an async iterable, byte by byte', () => pieces(1)],
])('gives the same report of %s as of the file', async (_, input) => {
  expect(await essence(input())).toEqual(await essence(PATH));
});

it('takes files and bytes in one list', async () => {
  const { inputs, capture } = await analyze([PATH, BYTES, { name: 'mine', bytes: pieces(5000) }]);
  expect(inputs.map(({ path }) => path)).toEqual([PATH, 'buffer', 'mine']);
  expect(capture.frames).toBe(3 * inputs[0].frames);
});

it('reports what came of a stream that fails, or that is not one of bytes', async () => {
  async function* failing(last: unknown): AsyncGenerator<Uint8Array> {
    yield* pieces(100, 1000);
    if (last instanceof Error) throw last;
    yield last as Uint8Array;
  }
  for (const [last, word] of [
    [new Error('line is down'), 'line is down'],
    ['text', 'string'],
  ] as const) {
    const { inputs } = await analyze(failing(last));
    expect(inputs[0]).toMatchObject({ complete: false, damage: [{ code: 'read-failed' }] });
    expect(inputs[0].damage[0].message).toContain(word);
  }
});

it('refuses what is no capture by its name', async () => {
  await expect(analyze({ name: 'mine', bytes: new Uint8Array(100) })).rejects.toMatchObject({
    code: 'not-a-capture',
    path: 'mine',
  });
  for (const input of [7, {}, null, { bytes: 'text' }, [[]]])
    await expect(analyze(input as unknown as string)).rejects.toThrow(UsageError);
});

it.each([0, 4, 24, 1000])('ends at once when it is stopped while a stream is silent after %i bytes', async (sent) => {
  const stop = new AbortController();
  async function* silent(): AsyncGenerator<Uint8Array> {
    if (sent > 0) yield BYTES.subarray(0, sent);
    setTimeout(() => stop.abort(), 20);
    await new Promise(() => {});
  }
  const { inputs } = await analyze(silent(), { signal: stop.signal });
  expect(inputs.map(({ complete }) => complete)).toEqual(sent < 24 ? [] : [false]);
});

it('can be watched, and gives the report of analyze', async () => {
  const seen: number[] = [];
  const running = watch([PATH, BYTES]);
  for await (const { packets } of running) seen.push(packets);
  const report = await running.report;
  expect(seen.at(-1)).toBe(report.capture.frames);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(report).toEqual(await analyze([PATH, BYTES]));
});

it('gives its error to who watches, and to who only waits', async () => {
  const running = watch('samples/README.md');
  await expect(running[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'not-a-capture' });
  await expect(running.report).rejects.toMatchObject({ code: 'not-a-capture' });
});
