import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { generate } from '../../bench/generator/generate.ts';
import { openCapture } from '../../src/capture/open.ts';
import { CountingThread, defaultThreads } from '../../src/engine/counting-thread.ts';
import { observe } from '../../src/engine/observe.ts';
import { Reading } from '../../src/engine/reading.ts';
import { type RunOptions, run } from '../../src/engine/run.ts';
import { Threads } from '../../src/engine/threads.ts';
import type { Analysis } from '../../src/report/analysis.ts';
import { fileOf } from '../helpers/captures.ts';
import { analysisOf } from '../helpers/observe.ts';

const OPTIONS = { vxlanPorts: [], filter: null };
/** Enough for the ring to be full many times, with everything that flows can meet. */
const TRAFFIC = traffic({ packets: 60_000, flows: 4000, retransmissionsPpm: 20_000 });
const TUNNELS = traffic({ packets: 20_000, flows: 1000, vxlan: 100, ipv6: 30 });

/** The generator fills one piece of memory again and again. */
function traffic(options: Parameters<typeof generate>[0]): string {
  return fileOf(Buffer.concat(Array.from(generate(options), (piece) => piece.slice())));
}

const reportOf = async (paths: string[], options: Partial<RunOptions>): Promise<[Analysis, number]> => {
  const observations = await run(paths, { ...OPTIONS, ...options });
  return [analysisOf(observations, 1e6), observations.threads];
};

async function feed(path: string, reading: Reading, threads: Threads): Promise<void> {
  const source = await openCapture(path, { memory: reading.memory });
  reading.open(source.info);
  do {
    while (!threads.takeFrom(source)) await setImmediate();
  } while (await source.fill());
  reading.close(source.info);
  source.close();
  await setImmediate();
}

/** As `run` does it, but with the second thread there from the first packet on. */
async function inTwo(paths: string[], options: Partial<RunOptions>): Promise<[Analysis, number]> {
  const reading = new Reading({ ...OPTIONS, ...options });
  const threads = new Threads(reading, 2);
  await threads.begin();
  for (const path of paths) await feed(path, reading, threads);
  await threads.gather();
  threads.end();
  return [analysisOf(observe(reading, false), 1e6), threads.used];
}

describe('two threads', () => {
  it.each([
    ['plain frames', [TRAFFIC], {}],
    ['tunnels', [TUNNELS], {}],
    ['several captures', [TUNNELS, TRAFFIC, 'samples/flannel-vxlan-both-nodes.pcapng'], {}],
    ['few frames', ['samples/bridge-pod.pcap'], {}],
    ['duplicates that are kept', ['samples/macvlan-bridge-any.pcap'], { keepDuplicates: true }],
    ['flows folded again and again', [TRAFFIC], { maxFlows: 300 }],
    ['a filter', [TRAFFIC], { filter: { keeps: (packet) => packet.frame % 3 === 0, text: 'a third' } }],
  ] satisfies [string, string[], Partial<RunOptions>][])('learn the same as one: %s', async (_, paths, options) => {
    const [one, alone] = await reportOf(paths, { ...options, workers: 1 });
    const [two, threads] = await inTwo(paths, options);
    expect([alone, threads]).toEqual([1, 2]);
    expect(two).toEqual(one);
  });

  it('are one as long as there are few packets, and two by themselves some time later', async () => {
    const reading = new Reading(OPTIONS);
    const threads = new Threads(reading, undefined);
    while (reading.packets < 250_000) await feed(TRAFFIC, reading, threads);
    expect(threads.used).toBe(1);
    for (let i = 0; i < 100 && threads.used < defaultThreads(); i++) await feed(TRAFFIC, reading, threads);
    expect(threads.used).toBe(defaultThreads());
    await threads.gather();
    threads.end();
    const alone = Array<string>(reading.infos.length).fill(TRAFFIC);
    expect(analysisOf(observe(reading, false), 1e6)).toEqual((await reportOf(alone, { workers: 1 }))[0]);
  });

  it('give what was read when they are told to stop', async () => {
    const stop = new AbortController();
    const [report] = await reportOf([TRAFFIC, TRAFFIC], {
      workers: 2,
      signal: stop.signal,
      onProgress: ({ packets }) => packets > 10_000 && stop.abort(),
    });
    const flows = report.flows.top.reduce((sum, { packetsAB, packetsBA }) => sum + packetsAB + packetsBA, 0);
    expect(report.inputs[0].complete).toBe(false);
    expect(flows).toBeGreaterThan(5000);
  });
});

describe('a counting thread that fails', () => {
  const folder = mkdtempSync(join(tmpdir(), 'netsight-threads-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const threadOf = (name: string, program: string): CountingThread => {
    const file = join(folder, `${name}.cjs`);
    writeFileSync(file, program);
    return new CountingThread(new Reading(OPTIONS).tallies.flows, pathToFileURL(file));
  };
  const BEGIN = "const { parentPort } = require('node:worker_threads'); parentPort.postMessage({ begun: true });";

  it('is done without when it never begins', async () => {
    const thread = threadOf('never', "throw new Error('no room')");
    await thread.begun();
    thread.lend();
    expect([thread.isCounting, thread.hasRoom()]).toEqual([false, true]);
    await thread.takeBack();
    thread.end();
  });

  it('ends the run with an error when it dies with the flows', async () => {
    const thread = threadOf('dies', `${BEGIN} parentPort.on('message', () => { throw new Error('out of memory'); });`);
    await thread.begun();
    thread.lend();
    expect(thread.isCounting).toBe(true);
    await expect(thread.takeBack()).rejects.toThrow(
      'the thread that counts flows died, --workers 1 does without it: out of memory',
    );
    expect(() => thread.hasRoom()).toThrow('the thread that counts flows died');
    thread.end();
  });

  it('ends it as well when it just goes away', async () => {
    const thread = threadOf('goes', `${BEGIN} parentPort.on('message', () => process.exit(3));`);
    await thread.begun();
    thread.lend();
    await expect(thread.takeBack()).rejects.toThrow('it ended with code 3');
    thread.end();
  });
});
