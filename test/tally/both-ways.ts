/** Frames that go the kernel's straight way, or nearly, and what the two ways say of them: a filter that keeps everything sends all frames on the walk. */
import fc from 'fast-check';
import type { TunnelTally } from '../../src/tally/tunnels.ts';
import { arp, ethernet, icmp, ipv4, ipv6, type Network, raw, SYN, tcp, udp, vlan } from '../helpers/frames.ts';
import { analysisOf, observeFrames, type Sighting } from '../helpers/observe.ts';

const text = (word: string): Uint8Array => new TextEncoder().encode(word);
const PAYLOADS = [
  new Uint8Array(0),
  new Uint8Array(3),
  new Uint8Array(60),
  text('GET / HTTP/1.1\r\n\r\n'),
  text('GETAWAY'),
  text('HTTQ'),
  Uint8Array.of(22, 3, 1, 0, 5, 1, 2, 3, 4, 5),
  Uint8Array.of(20, 9, 9, 9),
  // TLS: a header cut after the first word, a whole one, and what has another version or type.
  Uint8Array.of(23, 3, 3, 0),
  Uint8Array.of(23, 3, 3, 0, 1),
  Uint8Array.of(22, 3, 5, 0, 1, 1),
  Uint8Array.of(24, 3, 3, 0, 1, 1),
  Uint8Array.of(8, 0, 0, 0, 0, 0, 5, 0),
  Uint8Array.of(1, 0, 0, 0, 7),
  text('quite ordinary bytes'),
  Uint8Array.of(0x0c, 0, 0, 1, 0, 0, 5, 0, 0x45),
  // DNS: a question for the root, and one with two questions, which nobody answers.
  Uint8Array.of(1, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1),
  Uint8Array.of(1, 2, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1),
];
/** DHCP by its length alone, with a cookie and without. */
const dhcp = (cookie: boolean): Uint8Array => {
  const bytes = new Uint8Array(250);
  bytes.set([1, 1, 6]);
  if (cookie) bytes.set([0x63, 0x82, 0x53, 0x63], 236);
  return bytes;
};
PAYLOADS.push(dhcp(true), dhcp(false));
const PORTS = [1, 53, 67, 80, 179, 443, 5353, 8472, 4789, 4790, 6081, 51820, 40_000];

/** An Ethernet frame, most often plain. */
export const frame = fc.record({
  tags: fc.constantFrom([], [], [5], [6], [0], [5, 6]),
  six: fc.boolean(),
  network: fc.constantFrom('ip', 'ip', 'ip', 'ip', 'arp'),
  transport: fc.constantFrom('tcp', 'tcp', 'udp', 'udp', 'icmp', 'other'),
  from: fc.constantFrom(...PORTS),
  to: fc.constantFrom(...PORTS),
  payload: fc.constantFrom(...PAYLOADS),
  flags: fc.constantFrom(0x10, 0x18, SYN, SYN | 0x10, 0x11, 0x04),
  window: fc.constantFrom(0, 500),
  sequence: fc.integer({ min: 0, max: 5 }).map((i) => 2 ** 32 - 100 + 60 * i),
  options: fc.constantFrom(undefined, Uint8Array.of(2, 4, 5, 0xb4, 1, 3, 3, 7)),
  host: fc.integer({ min: 1, max: 3 }),
  type: fc.constantFrom(0, 3, 8, 128, 129, 135),
  operation: fc.constantFrom(1, 1, 2, 2, 3, 9),
  asked: fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.9', '0.0.0.0'),
  asker: fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.9', '0.0.0.0'),
  claimer: fc.constantFrom('02:00:00:00:00:0a', '02:00:00:00:00:02'),
  station: fc.constantFrom('02:00:00:00:00:01', '02:00:00:00:00:02', 'ff:ff:ff:ff:ff:ff', '33:33:00:00:00:01'),
  id: fc.constantFrom(0, 7, 8),
  offset: fc.constantFrom(0, 0, 0, 0, 8),
  ttl: fc.constantFrom(63, 64),
  padding: fc.constantFrom(0, 0, 6),
  cut: fc.constantFrom(0, 0, 0, 1, 17, 40),
  flip: fc.option(fc.record({ at: fc.nat(80), bit: fc.nat(7) }), { freq: 3, nil: null }),
  short: fc.constantFrom(0, 0, 0, 3),
  at: fc.nat(400).map((ms) => ms / 100),
  interface: fc.nat(1),
});
export type Spec = typeof frame extends fc.Arbitrary<infer T> ? T : never;

/** All that is said of the frames on the straight way, and on the walk. */
export const bothWays = (frames: Sighting[], perBatch: number): [straight: unknown, walk: unknown] => [
  analysed(frames, perBatch, null),
  analysed(frames, perBatch, { keeps: () => true, text: '' }),
];

function analysed(
  frames: Sighting[],
  perBatch: number,
  filter: { keeps: () => boolean; text: string } | null,
): Record<string, unknown> {
  const observations = observeFrames(frames, { perBatch, linkTypes: [1, 1], filter });
  const { filter: _, ...analysis } = analysisOf(observations, 1000) as unknown as Record<string, unknown>;
  const { chains, flows, timeline, tunnels, control, groupFrames, stations } = observations.tallies;
  const duplicates = [flows.duplicatesHere, flows.duplicatesElsewhere, flows.moved.table.size, flows.tcp.size];
  const lanes = timeline.lanes
    .list()
    .map(({ lane, place, context }) => ({ place, context, frames: timeline.frames(lane) }));
  const arps = [control.arp, control.addressClaims.list(), control.selfAnswers.list(), groupFrames.list()];
  const found = { arps: arps.map(plainly), stations: plainly(stations) };
  const tables = { ...found, chains: chains.chains().sort(byName), lanes: lanes.sort(byName), tunnels: said(tunnels) };
  return { ...analysis, duplicates, ...tables };
}

/** Every column of the tally. */
function said({ sightings, checksums, stations, ...tally }: TunnelTally): unknown {
  const { table, frames, first, last, firstFrame, lastFrame, firstPlace } = sightings;
  const columns = [frames, first, last, firstFrame, lastFrame, firstPlace, tally.bytes, tally.zeroChecksums];
  columns.push(tally.dontFragment, tally.samePorts, tally.geneveOption);
  const looked = Array.from({ length: table.size }, (_, row) => checksums.checked[row] ?? 0);
  const keys = [...table.keys.subarray(0, table.size * table.width)];
  return [columns.map((column) => [...column.slice(0, table.size)]), keys, looked, [...checksums.bad], stations.list()];
}

/** The numbers and tables of an object, without the kernel that they come from. */
function plainly(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return [...(value as Float64Array)];
  if (Array.isArray(value)) return value.map(plainly);
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? null : value;
  const fields = Object.entries(value).filter(([name]) => !/kernel|Table$|slots|by(Place|Context)/.test(name));
  return Object.fromEntries(fields.map(([name, field]) => [name, plainly(field)]));
}

const byName = (a: object, b: object): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

/** The bytes of a frame, and when and where it was seen. */
export function frameOf(spec: Spec): Sighting {
  const { tags, station } = spec;
  const whole = ethernet(
    tags.reduceRight((inner, tag) => vlan(tag, inner), networkOf(spec)),
    { to: station },
  );
  const { flip, padding, cut, short } = spec;
  const bytes = new Uint8Array(whole.length + padding);
  bytes.set(whole);
  if (flip !== null && flip.at < bytes.length) bytes[flip.at] ^= 1 << flip.bit;
  const kept = bytes.slice(0, Math.max(0, bytes.length - cut));
  return {
    bytes: kept,
    at: spec.at,
    interface: spec.interface,
    original: bytes.length - Math.min(short, bytes.length),
  };
}

function networkOf(spec: Spec): Network {
  const { network, six, host, id, offset, ttl, operation, asker, asked, claimer } = spec;
  if (network === 'arp') return arp({ operation, fromMac: claimer, from: asker, to: asked });
  if (six) return ipv6({ from: `fd00::${host}`, to: 'fd00::9' }, transportOf(spec));
  return ipv4({ from: `10.0.0.${host}`, to: '10.0.0.9', id, ttl, ...(offset > 0 && { offset }) }, transportOf(spec));
}

function transportOf(spec: Spec): ReturnType<typeof raw> {
  const { transport, six, type, from, to, payload, flags, window, sequence, options } = spec;
  if (transport === 'icmp') return icmp(type, 0, payload, six ? 58 : 1);
  if (transport === 'tcp') return tcp({ from, to, flags, window, sequence, ...(options && { options }) }, payload);
  return transport === 'udp' ? udp({ from, to }, payload) : raw(132, 30);
}
