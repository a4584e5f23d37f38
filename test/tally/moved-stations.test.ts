import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arp, BROADCAST, ethernet, ipv4, MAC_A, MAC_B, udp } from '../helpers/frames.ts';
import { analysisOf, observeFrames, type Sighting } from '../helpers/observe.ts';

const mac = (host: number): string => `02:00:00:00:00:0${host}`;

const spec = fc.record({
  from: fc.integer({ min: 1, max: 4 }),
  to: fc.constantFrom(1, 2, 3, 4, BROADCAST),
  forth: fc.boolean(),
  isArp: fc.boolean(),
});
type Spec = typeof spec extends fc.Arbitrary<infer T> ? T : never;

const stations = ({ from, to }: Spec): { from: string; to: string } => ({
  from: mac(from),
  to: typeof to === 'string' ? to : mac(to),
});

function frameOf(specs: Spec, id: number): Uint8Array {
  if (specs.isArp) return ethernet(arp(), stations(specs));
  const ends = specs.forth ? { from: '10.0.0.1', to: '10.0.0.2' } : { from: '10.0.0.2', to: '10.0.0.1' };
  const ports = specs.forth ? { from: 1, to: 2 } : { from: 2, to: 1 };
  return ethernet(ipv4({ ...ends, id }, udp(ports, 4)), stations(specs));
}

/** Frames sent and received by station. */
function recount(specs: Spec[]): Record<string, [number, number]> {
  const sums: Record<string, [number, number]> = {};
  for (const one of specs) {
    const { from, to } = stations(one);
    (sums[from] ??= [0, 0])[0]++;
    if (to !== BROADCAST) (sums[to] ??= [0, 0])[1]++;
  }
  return sums;
}

function counted(frames: Sighting[]): Record<string, [number, number]> {
  const { macs } = analysisOf(observeFrames(frames, { linkTypes: [1, 1] })).endpoints;
  return Object.fromEntries(
    macs.map(({ mac: name, framesSent, framesReceived }) => [name, [framesSent, framesReceived]]),
  );
}

it('counts every frame at the stations it went between, though one flow changes them all the time', () => {
  const property = fc.property(fc.array(spec, { maxLength: 80 }), (specs) => {
    const frames = specs.map((one, i) => ({ bytes: frameOf(one, i + 1), at: i }));
    expect(counted(frames)).toEqual(recount(specs));
  });
  fc.assert(property, { numRuns: 60 });
});

it('counts the stations of a packet that was seen again elsewhere and left out of its flow', () => {
  const ip = ipv4({ id: 3 }, udp({}, 4));
  const routed = ethernet(ip, { from: mac(3), to: mac(4) });
  const frames = [{ bytes: ethernet(ip) }, { bytes: routed, interface: 1 }];
  expect(counted(frames)).toEqual({ [MAC_A]: [1, 0], [MAC_B]: [0, 1], [mac(3)]: [1, 0], [mac(4)]: [0, 1] });
  const { ips } = analysisOf(observeFrames(frames, { linkTypes: [1, 1] })).endpoints;
  expect(ips.map(({ ip: address, framesSent, framesReceived }) => [address, framesSent, framesReceived])).toEqual([
    ['10.0.0.1', 1, 0],
    ['10.0.0.2', 0, 1],
  ]);
});

it('binds an address to each station it was sent from, with the frames of each', () => {
  const frames = [1, 1, 3].map((host, i) => ({
    bytes: ethernet(ipv4({ id: i + 1 }, udp({}, 4)), { from: mac(host) }),
    at: i,
  }));
  const observations = observeFrames(frames);
  const { table, frames: counts } = observations.hosts.bindings;
  const found = Array.from({ length: table.size }, (_, row) => [table.keys[row * 5 + 2] & 0xff, counts[row]]);
  expect(found.sort()).toEqual([
    [1, 2],
    [3, 1],
  ]);
  expect(analysisOf(observations).endpoints.ips[0].macs.sort()).toEqual([mac(1), mac(3)]);
});
