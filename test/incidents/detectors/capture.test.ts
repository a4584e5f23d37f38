/** Findings about the file itself, from files. */
import { expect, it } from 'vitest';
import { BlockBuilder, concat, payload, pcapFile } from '../../helpers/capture-builder.ts';
import { fileOf } from '../../helpers/captures.ts';
import { ethernet, ipv4, MAC_A, tcp } from '../../helpers/frames.ts';
import { findingsOfFile, theOne } from '../findings.ts';

const ISB_IFDROP = 5;
const EPB_DROPCOUNT = 4;
const frame = ethernet(ipv4({}, tcp({}, 10)));
const whole = pcapFile([
  { seconds: 1, data: frame },
  { seconds: 2, data: frame },
]);
const idsIn = async (bytes: Uint8Array): Promise<string[]> => (await findingsOfFile(fileOf(bytes))).map(({ id }) => id);

it('says nothing of a whole file', async () => expect(await idsIn(whole)).toEqual([]));

it('calls a file that ends in a packet truncated, and not damaged', async () => {
  const findings = await findingsOfFile(fileOf(whole.subarray(0, whole.length - 5)));
  expect(findings.map(({ id }) => id)).toEqual(['capture-truncated']);
  expect(findings[0]).toMatchObject({ severity: 'warning', count: 1, first: null });
  expect(findings[0].evidence[0].unit).toBe('bytes from the start');
});

it('calls an impossible length damage, and not a truncation', async () => {
  const bad = pcapFile([{ data: frame }, { data: frame, captured: 0x7fffffff }, { data: frame }]);
  expect(await idsIn(bad)).toEqual(['capture-damaged']);
});

it('reports packets that the interface dropped', async () => {
  const build = new BlockBuilder();
  const dropped = (count: bigint): Uint8Array =>
    concat([
      build.sectionHeader(),
      build.interfaceDescription(),
      ...Array.from({ length: 10 }, () => build.enhancedPacket({ data: frame })),
      build.interfaceStatistics(0, build.counter(ISB_IFDROP, count)),
    ]);
  const findings = await findingsOfFile(fileOf(dropped(5n)));
  expect(theOne(findings, 'packets-dropped')).toMatchObject({ severity: 'warning', count: 5 });
  expect(await idsIn(dropped(0n))).not.toContain('packets-dropped');
});

it('tells a loss once that both the packets and the statistics of their interface count', async () => {
  const build = new BlockBuilder();
  const dropped = (byPackets: bigint[], byInterface: bigint): Uint8Array =>
    concat([
      build.sectionHeader(),
      build.interfaceDescription(),
      ...byPackets.map((count) =>
        build.enhancedPacket({ data: frame, options: [build.counter(EPB_DROPCOUNT, count)] }),
      ),
      build.interfaceStatistics(0, build.counter(ISB_IFDROP, byInterface)),
    ]);
  const losses = async (bytes: Uint8Array): Promise<[count: number, how: string][]> =>
    (await findingsOfFile(fileOf(bytes)))
      .filter(({ id }) => id === 'packets-dropped')
      .map(({ count, evidence }) => [count, evidence[0].fact]);
  const [packets, statistics] = ['epb_dropcount', 'isb_ifdrop + isb_osdrop'].map((how) => `packets dropped, by ${how}`);
  expect(await losses(dropped([3n, 4n], 7n))).toEqual([[7, statistics]]);
  expect(await losses(dropped([3n, 4n], 9n))).toEqual([[9, statistics]]);
  expect(await losses(dropped([3n, 4n], 5n))).toEqual([[7, packets]]);
  expect(await losses(dropped([3n, 4n], 0n))).toEqual([[7, packets]]);
});

it('tells headers that the snapshot length cut off from payload that it cut off', async () => {
  const long = ethernet(ipv4({}, tcp({}, payload(400))), { from: MAC_A });
  const snapped = (length: number): Uint8Array => pcapFile([{ data: long.subarray(0, length), original: long.length }]);
  expect(await idsIn(snapped(40))).toEqual(['snaplen-too-short']);
  expect(await idsIn(snapped(60))).toEqual([]);
});
