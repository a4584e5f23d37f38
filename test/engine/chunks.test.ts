/** How the bytes of a capture come says nothing of the network: any split gives the same report. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { pcapFile } from '../helpers/capture-builder.ts';
import { fileOf } from '../helpers/captures.ts';
import { arp, BROADCAST, ethernet, ipv4, tcp, udp, vlan } from '../helpers/frames.ts';
import { analyzeInChunks } from '../helpers/in-chunks.ts';

const SAMPLES = readdirSync('samples').filter((name) => /\.pcap(ng)?$/.test(name));

it.each(SAMPLES)('%s', async (name) => {
  const whole = await analyze(`samples/${name}`);
  for (const chunkSize of [61, 4096]) expect(await analyzeInChunks(`samples/${name}`, chunkSize)).toEqual(whole);
});

it('byte by byte', async () => {
  for (const name of SAMPLES.slice(0, 4)) {
    const path = fileOf(readFileSync(`samples/${name}`).subarray(0, 6000));
    expect(await analyzeInChunks(path, 1)).toEqual(await analyze(path));
  }
});

const FRAMES = [
  ethernet(arp(), { to: BROADCAST }),
  ethernet(ipv4({}, udp({}, 10))),
  ethernet(ipv4({}, tcp({}, 10))),
  ethernet(vlan(5, ipv4({ from: '10.0.0.7' }, tcp({}, 40)))),
];

it('whatever the capture and the chunk', async () => {
  const records = fc.array(fc.record({ seconds: fc.nat(9), data: fc.constantFrom(...FRAMES), cut: fc.nat(20) }), {
    maxLength: 300,
  });
  const same = async (all: { seconds: number; data: Uint8Array; cut: number }[], chunk: number): Promise<void> => {
    const path = fileOf(
      pcapFile(
        all.map(({ cut, ...record }) => ({
          ...record,
          captured: record.data.length - cut,
          data: record.data.subarray(0, record.data.length - cut),
        })),
      ),
    );
    expect(await analyzeInChunks(path, chunk)).toEqual(await analyze(path));
  };
  await fc.assert(fc.asyncProperty(records, fc.integer({ min: 1, max: 500 }), same), { numRuns: 15 });
});
