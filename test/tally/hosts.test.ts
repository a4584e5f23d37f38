import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Sums from '../../src/tally/host-sums-layout.ts';
import { ethernet, ipv4, ipv6, udp, vlan } from '../helpers/frames.ts';
import { analysisOf, observeFrames } from '../helpers/observe.ts';

const spec = fc.record({
  from: fc.integer({ min: 1, max: 4 }),
  to: fc.integer({ min: 1, max: 4 }),
  six: fc.boolean(),
  tag: fc.constantFrom(0, 5),
  port: fc.constantFrom(1, 2),
  length: fc.nat(20),
});
type Spec = typeof spec extends fc.Arbitrary<infer T> ? T : never;

const addressOf = ({ six }: Spec, host: number): string => `${six ? 'fd00::' : '10.0.0.'}${host}`;

function frameOf(one: Spec, id: number): Uint8Array {
  const ends = { from: addressOf(one, one.from), to: addressOf(one, one.to), id };
  const ip = (one.six ? ipv6 : ipv4)(ends, udp({ from: one.port, to: 3 - one.port }, one.length));
  return ethernet(one.tag === 0 ? ip : vlan(one.tag, ip));
}

it('counts frames and bytes of every address over all VLANs as a recount does', () => {
  const property = fc.property(fc.array(spec, { maxLength: 80 }), (specs) => {
    const frames = specs.map((one, i) => ({ bytes: frameOf(one, i + 1), at: i }));
    const expected: Record<string, number[]> = {};
    specs.forEach((one, i) => {
      const size = frames[i].bytes.length;
      const [from, to] = [addressOf(one, one.from), addressOf(one, one.to)];
      const sent = (expected[from] ??= [0, 0, 0, 0]);
      sent[0]++;
      sent[1] += size;
      const received = (expected[to] ??= [0, 0, 0, 0]);
      received[2]++;
      received[3] += size;
    });
    const { ips } = analysisOf(observeFrames(frames)).endpoints;
    const found = ips.map((one) => [one.ip, [one.framesSent, one.bytesSent, one.framesReceived, one.bytesReceived]]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });
  fc.assert(property, { numRuns: 60 });
});

it('remembers where an address was seen, and the range of its TTLs', () => {
  const sent = (ttl: number, port: number, place: number) => ({
    bytes: ethernet(ipv4({ ttl, id: port }, udp({ from: port, to: 9 }))),
    interface: place,
  });
  const { hosts } = observeFrames([sent(64, 1, 0), sent(63, 2, 2), sent(60, 3, 0)], { linkTypes: [1, 1, 1] });
  const { bindings } = hosts;
  expect([bindings.table.size, bindings.ttlMin[0], bindings.ttlMax[0], bindings.places[0]]).toEqual([1, 60, 64, 0b11]);
});

it('has first and last time of an address at a station', () => {
  const sent = (at: number) => ({ at, bytes: ethernet(ipv4({ id: at }, udp({}))) });
  const { bindings } = observeFrames([sent(5), sent(7), sent(20)]).hosts;
  expect([bindings.first[0], bindings.last[0], bindings.frames[0]]).toEqual([80_005e9, 80_020e9, 3]);
});

it('counts more hosts than the kernel holds at a time', () => {
  const flows = 132_000;
  const between = (i: number, port: number) => {
    const bytes = ethernet(ipv4({ from: '10.0.0.0', to: '11.0.0.0' }, udp({ from: port }, 4)));
    const view = new DataView(bytes.buffer);
    view.setUint32(2, i);
    view.setUint32(8, i);
    view.setUint32(26, 0x0a000000 + i);
    view.setUint32(30, 0x0b000000 + i);
    return { bytes };
  };
  expect(2 * flows).toBeGreaterThan(Sums.ROWS);
  const { hosts } = observeFrames([...Array.from({ length: flows }, (_, i) => between(i, 5)), between(0, 7)]);
  const sum = (column: Float64Array): number => column.reduce((total, one) => total + one, 0);
  // The same numbers stand in both station addresses: each station sends one frame and receives one.
  expect([hosts.addresses.table.size, hosts.stations.table.size]).toEqual([2 * flows, flows]);
  expect(hosts.bindings.table.size).toBe(flows);
  expect([sum(hosts.addresses.framesSent), sum(hosts.stations.received)]).toEqual([flows + 1, flows + 1]);
  // The first two speak again when the kernel has emptied its table.
  expect([hosts.addresses.framesReceived[1], hosts.bindings.frames[0], hosts.bindings.frames[1]]).toEqual([2, 2, 1]);
});
