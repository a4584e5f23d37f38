import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Layout from '../../src/tally/kernel-layout.ts';
import { ethernet, ipv4, SYN, tcp, udp } from '../helpers/frames.ts';
import { analysisOf, observeFrames, type Sighting } from '../helpers/observe.ts';

const RST = 4;
const STATIONS = ['02:00:00:00:00:01', '02:00:00:00:00:02', '02:00:00:00:00:03'];

const packet = fc.record({
  client: fc.integer({ min: 1, max: 40 }),
  back: fc.boolean(),
  transport: fc.constantFrom('tcp', 'udp', 'fragment'),
  flags: fc.constantFrom(SYN, 0x10, 0x18, RST),
  sequence: fc.constantFrom(1, 11, 21),
  id: fc.constantFrom<number>(1, 2, 3),
  station: fc.nat(2),
  interface: fc.nat(1),
  at: fc.oneof(
    fc.nat(5000).map((ms) => ms / 1000),
    fc.constant(Number.NaN),
  ),
});
type Packet = typeof packet extends fc.Arbitrary<infer T> ? T : never;

const flow = (client: number, at: number): Sighting => ({
  bytes: ethernet(ipv4({ from: `10.0.1.${client}`, to: '10.0.0.9' }, udp({ from: 1000, to: 2000 }, 20))),
  at,
});

describe('foldFlows', () => {
  it('forgets the half that was silent longest, and keeps its packets in every total', () => {
    const frames = [flow(1, 0), flow(2, 1), flow(3, 2), flow(4, 3), flow(1, 4), flow(5, 5)];
    const report = analysisOf(observeFrames(frames, { maxFlows: 4 }));
    const clients = report.flows.top.map(({ a }) => a.ip).sort();
    expect(clients).toEqual(['10.0.1.1', '10.0.1.4', '10.0.1.5']);
    expect([report.flows.total, report.flows.byProtocol]).toEqual([5, { udp: 5 }]);
    expect(report.limits).toEqual([{ table: 'flows', kept: 3, folded: 2 }]);
    expect(report.endpoints.ips.find(({ ip }) => ip === '10.0.1.2')?.framesSent).toBe(1);
  });

  it('counts rows whose flows were moved while they waited', () => {
    // Rows are looked up a batch at a time: the second begins with a flow for which there is no room.
    const first = Array.from({ length: Layout.ROWS_PER_BATCH }, (_, i) => flow(1 + (i % 4), i));
    const frames = [...first, flow(5, 100), flow(4, 101), flow(2, 102)];
    const report = analysisOf(observeFrames(frames, { maxFlows: 4 }));
    const packets = report.flows.top.map(({ a, packetsAB }) => [a.ip, packetsAB]).sort();
    const each = Layout.ROWS_PER_BATCH / 4;
    expect(packets).toEqual([
      ['10.0.1.2', 1],
      ['10.0.1.3', each],
      ['10.0.1.4', each + 1],
      ['10.0.1.5', 1],
    ]);
    expect(report.limits).toEqual([{ table: 'flows', kept: 4, folded: 2 }]);
  });

  it('forgets nothing as long as there is room', () => {
    const frames = [flow(1, 0), flow(2, 1), flow(3, 2), flow(4, 3)];
    expect(analysisOf(observeFrames(frames, { maxFlows: 4 })).limits).toEqual([]);
  });

  it('says the same of stations, addresses and protocols whatever the room', () => {
    const property = fc.property(
      fc.array(packet, { maxLength: 100 }),
      fc.integer({ min: 2, max: 30 }),
      (specs, room) => {
        // A packet seen again after its flow was folded is a new one: no two are the same here.
        const frames = specs.map((spec, id) => frameOf({ ...spec, id: id + 1 }));
        expect(totals(frames, room)).toEqual(totals(frames, 10_000));
      },
    );
    fc.assert(property, { numRuns: 60 });
  });

  it('goes on with the flows that stay as if nothing had happened', () => {
    const property = fc.property(fc.array(packet, { maxLength: 60 }), (specs) => {
      // Each round, clients that are seen once and never again; the property's own flows are always the latest.
      const own = specs.map((spec, i) => ({ ...frameOf({ ...spec, client: (spec.client % 3) + 1 }), at: i }));
      const crowd = own.flatMap((sighting, i) => [flow(100 + (i % 100), i - 0.5), sighting]);
      expect(ownFlows(crowd, 40)).toEqual(ownFlows(crowd, 10_000));
    });
    fc.assert(property, { numRuns: 40 });
  });
});

/** What must not depend on the room for flows. */
function totals(frames: Sighting[], maxFlows: number): unknown {
  const { capture, protocols, l2, endpoints, flows, tunnels } = report(frames, maxFlows);
  // When and where a station was seen is known by flow, not by packet: a flow in two parts says it more exactly.
  const macs = endpoints.macs.map(({ mac, framesSent, framesReceived, ips }) => [
    mac,
    framesSent,
    framesReceived,
    ips.sort(),
  ]);
  const ips = endpoints.ips.map((ip) => ({ ...ip, macs: ip.macs.sort() }));
  return {
    capture,
    protocols,
    l2,
    tunnels,
    macs: macs.sort(),
    ips: ips.sort(by('ip')),
    portless: flows.portless,
  };
}

const by =
  <K extends string>(key: K) =>
  (a: Record<K, string>, b: Record<K, string>): number =>
    a[key] < b[key] ? -1 : 1;

/** The flows of the three clients that speak to the end. */
const ownFlows = (frames: Sighting[], maxFlows: number): unknown =>
  report(frames, maxFlows)
    .flows.top.filter(({ a, b }) => [a.ip, b.ip].some((ip) => /^10\.0\.0\.[1-3]$/.test(ip)))
    .sort(by('id'));

const report = (frames: Sighting[], maxFlows: number): ReturnType<typeof analysisOf> =>
  analysisOf(observeFrames(frames, { maxFlows, linkTypes: [1, 1] }), 10_000);

function frameOf(spec: Packet): Sighting {
  const { client, back, transport, station, id } = spec;
  const [from, to] = back ? ['10.0.0.200', `10.0.0.${client}`] : [`10.0.0.${client}`, '10.0.0.200'];
  const ports = back ? { from: 80, to: 4000 } : { from: 4000, to: 80 };
  const payload =
    transport === 'tcp' ? tcp({ ...ports, flags: spec.flags, sequence: spec.sequence }, 10) : udp(ports, 10);
  const ip = ipv4({ from, to, id, ...(transport === 'fragment' && { offset: 8 }) }, payload);
  return { bytes: ethernet(ip, { from: STATIONS[station] }), at: spec.at, interface: spec.interface };
}
