import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { openCapture } from '../../src/capture/open.ts';
import { observe } from '../../src/engine/observe.ts';
import { Reading } from '../../src/engine/reading.ts';
import { run } from '../../src/engine/run.ts';
import type { Analysis } from '../../src/report/analysis.ts';
import { pcapFile } from '../helpers/capture-builder.ts';
import { fileOf } from '../helpers/captures.ts';
import { arp, ethernet, ipv4, udp } from '../helpers/frames.ts';
import { analysisOf } from '../helpers/observe.ts';

const OPTIONS = { vxlanPorts: [], filter: null };
const SAMPLE = 'samples/flannel-vxlan-uplink.pcap';

const capture = (count: number): Uint8Array =>
  pcapFile(Array.from({ length: count }, (_, i) => ({ seconds: i, data: ethernet(ipv4({ id: i + 1 }, udp({}, 10))) })));

it.each([16, 61, 1000, 65_536])('learns the same from chunks of %i bytes', async (chunkSize) => {
  const source = await openCapture(SAMPLE, { chunkSize });
  const reading = new Reading(OPTIONS);
  reading.open(source.info);
  while (await source.fill()) reading.takeFrom(source);
  reading.close(source.info);
  source.close();
  expect(analysisOf(observe(reading, false))).toEqual(analysisOf(await run([SAMPLE], OPTIONS)));
});

it('learns the same from a capture in two pieces as from the whole', async () => {
  const bytes = readFileSync(SAMPLE);
  const cut = recordBorder(bytes, bytes.length / 2);
  const header = bytes.subarray(0, 24);
  const paths = [bytes.subarray(0, cut), Buffer.concat([header, bytes.subarray(cut)])].map((piece) => fileOf(piece));
  const [whole, pieces] = [await run([SAMPLE], OPTIONS), await run(paths, OPTIONS)].map((all) => analysisOf(all));
  const { inputs } = pieces;
  expect(withoutPlaces(pieces)).toEqual(withoutPlaces(whole));
  expect(inputs.map(({ frames }) => frames).reduce((sum, frames) => sum + frames)).toBe(whole.inputs[0].frames);
});

it('ends at the next chunk when it is told to, with what it has', async () => {
  const path = fileOf(capture(20_000));
  const stop = new AbortController();
  const seen: number[] = [];
  const observations = await run([path, path], {
    ...OPTIONS,
    signal: stop.signal,
    onProgress: ({ packets }) => {
      seen.push(packets);
      stop.abort();
    },
  });
  expect(observations.interrupted).toBe(true);
  expect(observations.inputs).toHaveLength(1);
  expect(observations.inputs[0].complete).toBe(false);
  expect(observations.inputs[0].frames).toBe(seen[0]);
  expect(analysisOf(observations).capture.frames).toBe(seen[0]);
});

it('gives an empty result when it is told to stop before it begins', async () => {
  const observations = await run([SAMPLE], { ...OPTIONS, signal: AbortSignal.abort() });
  expect([observations.inputs, observations.interrupted]).toEqual([[], true]);
  expect(analysisOf(observations).capture.frames).toBe(0);
});

it('says how far it is', async () => {
  const states: [number, number, number][] = [];
  const path = fileOf(capture(10));
  await run([path, path], {
    ...OPTIONS,
    onProgress: ({ input, inputs, packets }) => states.push([input, inputs, packets]),
  });
  expect(states[0]).toEqual([0, 2, 10]);
  expect(states.at(-1)).toEqual([1, 2, 20]);
});

it('reports what stands before the damage', async () => {
  const bytes = capture(10);
  const observations = await run([fileOf(bytes.subarray(0, bytes.length - 5))], OPTIONS);
  const [input] = analysisOf(observations).inputs;
  expect([input.frames, input.complete, input.damage.length]).toEqual([9, false, 1]);
});

it('throws a CaptureError for what is no capture', async () => {
  await expect(run([fileOf(new Uint8Array(100))], OPTIONS)).rejects.toMatchObject({
    name: 'CaptureError',
    code: 'not-a-capture',
  });
});

it('answers a wrong filter before it reads', async () => {
  await expect(analyze(['nowhere.pcap'], { filter: 'host and' })).rejects.toMatchObject({ name: 'UsageError' });
});

it('keeps what the filter keeps, tunnels and all', async () => {
  const path = fileOf(pcapFile([{ data: ethernet(arp()) }, { data: ethernet(ipv4({}, udp({}))) }]));
  const report = await analyze(path, { filter: 'udp' });
  expect([report.capture.frames, report.inputs[0].frames, report.flows.total]).toEqual([1, 2, 1]);
});

/** All that does not tell one input from another. */
const withoutPlaces = ({ inputs: _, l2, endpoints, ...rest }: Analysis): object => ({
  ...rest,
  l2: { ...l2, perInterface: [] },
  ips: endpoints.ips,
  macs: endpoints.macs.map((station) => ({ ...station, interfaces: [] })),
});

/** The first border between two records at or behind an offset. */
function recordBorder(bytes: Uint8Array, from: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 24;
  while (at < from) at += 16 + view.getUint32(at + 8, true);
  return at;
}
