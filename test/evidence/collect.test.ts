import { rmSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { type CollectOptions, collectEvidence, type Shortfall } from '../../src/evidence/collect.ts';
import { planEvidence } from '../../src/evidence/plan.ts';
import type { Finding } from '../../src/report/analysis.ts';
import { BlockBuilder, concat, payload, pcapFile } from '../helpers/capture-builder.ts';
import { fileOf, type ReadCapture, readAll, readBytes } from '../helpers/captures.ts';
import { LZ4, repetitiveCapture, XZ, ZSTD } from '../helpers/compressed.ts';
import { fact, finding, reportOf } from './findings.ts';

interface Collected {
  captures: ReadCapture[];
  shortfalls: Shortfall[];
}

async function collected(
  paths: string[],
  findings: Finding[],
  options: Partial<CollectOptions> = {},
): Promise<Collected> {
  const plan = planEvidence(reportOf(paths, findings));
  const blocks = new Map(plan.files.map((file) => [file, [] as Uint8Array[]]));
  const shortfalls = await collectEvidence(plan, {
    ...options,
    write: (file, more) => blocks.get(file)?.push(...more),
  });
  const captures: ReadCapture[] = [];
  for (const parts of blocks.values()) if (parts.length > 0) captures.push(await readBytes(concat(parts)));
  for (const { info } of captures) expect(info.damage).toEqual([]);
  return { captures, shortfalls };
}

/** 600 packets, more than two batches, each with a length of its own. */
const RECORDS = Array.from({ length: 600 }, (_, i) => ({
  seconds: 1_700_000_000 + i,
  fraction: 999_999 - i,
  data: payload(1 + i, i),
  original: 2 * i + 1,
}));
const MANY = fileOf(pcapFile(RECORDS));

it('takes the frames by their numbers, those at the edges of batches too', async () => {
  const numbers = [1, 2, 255, 256, 257, 512, 513, 600];
  const { captures, shortfalls } = await collected([MANY], [finding({ evidence: [fact('claims', numbers)] })]);
  const { packets } = await readAll(MANY);
  expect(shortfalls).toEqual([]);
  expect(captures[0].packets).toEqual(numbers.map((number) => packets[number - 1]));
  expect(captures[0].info.comments.slice(1)).toEqual(
    numbers.map((number) => `duplicate-ip: claims: 8 packets (frame ${number} of ${MANY})`),
  );
});

it('gives a frame to each finding, once, with a comment for each fact', async () => {
  const { captures } = await collected(
    [MANY],
    [
      finding({ evidence: [fact('claims', [3, 7]), fact('changes', [7])] }),
      finding({ id: 'arp-storm', evidence: [fact('requests', [7])] }),
    ],
  );
  expect(captures.map(({ packets }) => packets.length)).toEqual([2, 1]);
  expect(captures[0].info.comments.slice(2)).toEqual([
    `duplicate-ip: claims: 2 packets (frame 7 of ${MANY})`,
    `duplicate-ip: changes: 1 packet (frame 7 of ${MANY})`,
  ]);
});

it('reads nanoseconds of pcap, and any clock, link type and interface of pcapng', async () => {
  const b = new BlockBuilder(false);
  const faces = [
    b.interfaceDescription(113, 0, b.option(2, 'unused')),
    b.interfaceDescription(276, 80, concat([b.option(2, 'any'), b.option(9, Uint8Array.of(0x80 | 20))])),
    b.interfaceDescription(1, 0, b.option(9, Uint8Array.of(9))),
  ];
  const packets = [
    b.enhancedPacket({ interfaceId: 1, time: (1_700_000_000n << 20n) + 1n, data: payload(9), original: 900 }),
    b.enhancedPacket({ interfaceId: 2, time: 1_700_000_000_000_000_001n, data: payload(8) }),
  ];
  const pcapng = fileOf(concat([b.sectionHeader(), ...faces, ...packets]));
  const pcap = fileOf(
    pcapFile([{ seconds: 1_700_000_001, fraction: 7, data: payload(5) }], { magic: 0xa1b23c4d, network: 101 }),
  );
  const both = finding({ evidence: [fact('here', [1, 2]), fact('there', [1], 1)] });
  const { captures } = await collected([pcapng, pcap], [both]);
  expect(captures[0].packets).toEqual([
    { hex: Buffer.from(payload(9)).toString('hex'), original: 900, time: 1_700_000_000_000_000_953n, interface: 0 },
    { hex: Buffer.from(payload(8)).toString('hex'), original: 8, time: 1_700_000_000_000_000_001n, interface: 1 },
    { hex: Buffer.from(payload(5)).toString('hex'), original: 5, time: 1_700_000_001_000_000_007n, interface: 2 },
  ]);
  expect(captures[0].info.interfaces).toMatchObject([
    { name: 'any', linkType: 276, snapLength: 80 },
    { name: null, linkType: 1, snapLength: 0 },
    { name: null, linkType: 101, snapLength: 65_535 },
  ]);
});

it('says of simple packets that they have no time', async () => {
  const b = new BlockBuilder();
  const path = fileOf(concat([b.sectionHeader(), b.interfaceDescription(1, 6), b.simplePacket(payload(8), 900)]));
  const { captures } = await collected([path], [finding({ evidence: [fact('claims', [1])] })]);
  expect(captures[0].packets).toEqual([{ hex: '010203040506', original: 900, time: 0n, interface: 0 }]);
  expect(captures[0].info.comments).toContain('the capture holds no time stamp for this packet; 1970 stands for none');
});

it.each([
  ['gzip', new Uint8Array(gzipSync(repetitiveCapture()))],
  ['zstd', ZSTD],
  ['lz4', LZ4],
  ['xz', XZ],
])('reads %s', async (_, bytes) => {
  const { captures } = await collected([fileOf(bytes)], [finding({ evidence: [fact('claims', [1, 1700])] })]);
  const { packets } = await readBytes(repetitiveCapture());
  expect(captures[0].packets).toEqual([packets[0], packets[1699]]);
});

it('reads each input to its last wanted frame, and one that nobody wants not at all', async () => {
  const large = fileOf(pcapFile(Array.from({ length: 400 }, () => ({ data: payload(10_000) }))));
  const seen: [number, number][] = [];
  const { captures, shortfalls } = await collected(
    ['/nowhere/at/all', large, MANY],
    [finding({ evidence: [fact('claims', [5], 1), fact('more', [1], 2)] })],
    { onProgress: ({ info, input }) => seen.push([input, info.bytes]) },
  );
  expect(shortfalls).toEqual([]);
  expect(captures[0].packets).toHaveLength(2);
  expect(seen.map(([input]) => input)).toEqual([1, 2]);
  expect(seen[0][1]).toBeLessThanOrEqual(2 ** 20);
});

it('tells which frames are gone, and gives those that are left', async () => {
  const cut = fileOf(pcapFile(RECORDS.slice(0, 300)).slice(0, -3));
  const gone = fileOf(pcapFile(RECORDS));
  rmSync(gone);
  const { captures, shortfalls } = await collected(
    [cut, gone, MANY],
    [
      finding({ evidence: [fact('claims', [299, 300, 301, 600]), fact('more', [1], 2)] }),
      finding({ id: 'arp-storm', evidence: [fact('requests', [1], 1)] }),
    ],
  );
  expect(captures.map(({ packets }) => packets.length)).toEqual([2]);
  expect(shortfalls).toMatchObject([
    { path: cut, error: null, missing: [300, 301, 600] },
    { path: gone, error: { code: 'not-found' }, missing: [1] },
  ]);
});

it('tells of an input that is no capture any more', async () => {
  const { shortfalls } = await collected([fileOf(payload(200))], [finding({ evidence: [fact('claims', [1])] })]);
  expect(shortfalls).toMatchObject([{ error: { code: 'not-a-capture' }, missing: [1] }]);
});

it('stops when it is told to, and misses nothing then', async () => {
  const stop = new AbortController();
  const large = fileOf(pcapFile(Array.from({ length: 400 }, () => ({ data: payload(10_000) }))));
  const { captures, shortfalls } = await collected(
    [large, MANY],
    [finding({ evidence: [fact('claims', [1, 400]), fact('more', [1], 1)] })],
    {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    },
  );
  expect(captures[0].packets).toHaveLength(1);
  expect(shortfalls).toEqual([]);
});

it('passes on what the writer throws', async () => {
  const full = new Error('no space');
  const write = (): never => {
    throw full;
  };
  const plan = planEvidence(reportOf([MANY], [finding({ evidence: [fact('claims', [1])] })]));
  await expect(collectEvidence(plan, { write })).rejects.toBe(full);
});
