import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FlowTable } from '../../src/tally/flow-table.ts';
import { FlowView } from '../../src/tally/flow-view.ts';
import { ROW_WORDS, ROWS_PER_BATCH } from '../../src/tally/kernel-layout.ts';
import * as Row from '../../src/tally/row-layout.ts';
import { ACK, ethernet, ipv4, ipv6, SYN, tcp, udp, vlan, vxlan } from '../helpers/frames.ts';
import { analysisOf, flowOf, observeFrames, type Sighting } from '../helpers/observe.ts';
import { emptyFlows } from './rows.ts';

const there = ethernet(ipv4({ id: 1 }, tcp({}, 10)));
const back = ethernet(ipv4({ from: '10.0.0.2', to: '10.0.0.1', id: 2 }, tcp({ from: 80, to: 40_000 }, 20)));

it('meets both directions in one flow', () => {
  const observations = observeFrames([{ bytes: there }, { bytes: back, at: 1 }, { bytes: there, at: 2 }]);
  expect(observations.tallies.flows.size).toBe(1);
  const view = flowOf(observations);
  expect([view.packets(0), view.packets(1)]).toEqual([2, 1]);
  expect([view.bytes(0), view.bytes(1)]).toEqual([2 * there.length, back.length]);
  expect([view.address(0), view.port(0), view.address(1), view.port(1)]).toEqual(['10.0.0.1', 40_000, '10.0.0.2', 80]);
});

it('keeps equal 5-tuples in two VLANs, two VNIs and on the bare wire apart', () => {
  const inner = ipv4({}, tcp({}, 1));
  const overlay = (vni: number): Uint8Array =>
    ethernet(ipv4({ from: '192.0.2.1', to: '192.0.2.2' }, udp({ from: 1, to: 8472 }, vxlan(vni, ethernet(inner)))));
  const frames = [ethernet(inner), ethernet(vlan(5, inner)), ethernet(vlan(6, inner)), overlay(1), overlay(2)];
  const { flows } = analysisOf(observeFrames(frames.map((bytes) => ({ bytes }))));
  const found = flows.top.map(({ proto, layer, vlan: vid, tunnel, packetsAB }) => [
    proto,
    layer,
    vid,
    tunnel?.id ?? null,
    packetsAB,
  ]);
  expect(found.filter(([proto]) => proto === 'tcp').sort()).toEqual(
    [
      ['tcp', 'outer', null, null, 1],
      ['tcp', 'outer', 5, null, 1],
      ['tcp', 'outer', 6, null, 1],
      ['tcp', 'inner', null, 1, 1],
      ['tcp', 'inner', null, 2, 1],
    ].sort(),
  );
  expect(new Set(flows.top.map(({ id }) => id)).size).toBe(6);
});

it('takes the sender of the first SYN for A, though the answer was captured first', () => {
  const syn = ethernet(ipv4({}, tcp({ flags: SYN })));
  const synAck = ethernet(ipv4({ from: '10.0.0.2', to: '10.0.0.1' }, tcp({ from: 80, to: 40_000, flags: SYN | ACK })));
  const [flow] = analysisOf(observeFrames([{ bytes: synAck }, { bytes: syn, at: 0.1 }])).flows.top;
  expect([flow.a.ip, flow.b.ip, flow.packetsAB, flow.packetsBA]).toEqual(['10.0.0.1', '10.0.0.2', 1, 1]);
});

it('tells a flow between equal ends from nothing else', () => {
  const loop = ethernet(ipv4({ from: '10.0.0.1', to: '10.0.0.1' }, udp({ from: 7, to: 7 }, 4)));
  const view = flowOf(observeFrames([{ bytes: loop }, { bytes: loop, at: 1 }]));
  expect([view.packets(0), view.packets(1)]).toEqual([2, 0]);
});

it.each([1025, 100_001])('holds %i flows, each with its own packets', (count) => {
  const flows = emptyFlows();
  for (let round = 0; round < 2; round++) fillWith(flows, count, (flow) => Math.imul(flow, 0x9e3779b1));
  expect(flows.size).toBe(count);
  const view = new FlowView(flows);
  for (view.flow = 0; view.flow < count; view.flow++) expectOwnPackets(view);
});

it('tells flows apart whose hashes are all the same', () => {
  const flows = emptyFlows();
  for (let round = 0; round < 2; round++) fillWith(flows, 2000, () => 77);
  expect(flows.size).toBe(2000);
  const view = new FlowView(flows);
  for (view.flow = 0; view.flow < 2000; view.flow++) expectOwnPackets(view);
});

const packet = fc.record({
  tag: fc.constantFrom(0, 5, 6),
  six: fc.boolean(),
  from: fc.integer({ min: 1, max: 3 }),
  to: fc.integer({ min: 1, max: 3 }),
  ports: fc.constantFrom([80, 4000], [4000, 80], [80, 80], [443, 4000]),
  isTcp: fc.boolean(),
  length: fc.nat(40),
  at: fc.nat(2000).map((ms) => ms / 1000),
});
type Spec = typeof packet extends fc.Arbitrary<infer T> ? T : never;

it('counts packets and bytes as a plain recount does, whatever the traffic and the batches', () => {
  const traffic = fc.array(packet, { maxLength: 150 });
  const property = fc.property(traffic, fc.integer({ min: 1, max: 70 }), (specs, perBatch) => {
    const frames = specs.map((spec, i) => ({ bytes: frameOf(spec, i + 1), at: spec.at }));
    expect(counted(frames, perBatch)).toEqual(recount(specs, frames));
  });
  fc.assert(property, { numRuns: 60 });
});

function frameOf({ tag, six, from, to, ports: [source, destination], isTcp, length }: Spec, id: number): Uint8Array {
  const ends = { from: source, to: destination };
  const transport = isTcp ? tcp(ends, length) : udp(ends, length);
  const ip = six
    ? ipv6({ from: `fd00::${from}`, to: `fd00::${to}` }, transport)
    : ipv4({ from: `10.0.0.${from}`, to: `10.0.0.${to}`, id }, transport);
  return ethernet(tag === 0 ? ip : vlan(tag, ip));
}

/** Packets and bytes by 5-tuple and VLAN, one entry for each direction. */
function recount(specs: Spec[], frames: Sighting[]): Record<string, number[]> {
  const sums: Record<string, number[]> = {};
  specs.forEach(({ tag, six, from, to, ports: [source, destination], isTcp }, i) => {
    const net = six ? 'fd00::' : '10.0.0.';
    const key = `${tag} ${isTcp ? 'tcp' : 'udp'} ${net}${from} ${source} > ${net}${to} ${destination}`;
    const [packets, bytes] = sums[key] ?? [0, 0];
    sums[key] = [packets + 1, bytes + frames[i].bytes.length];
  });
  return sums;
}

function counted(frames: Sighting[], perBatch: number): Record<string, number[]> {
  const { flows } = analysisOf(observeFrames(frames, { perBatch }), 1000);
  const sums: Record<string, number[]> = {};
  for (const { vlan: vid, proto, a, b, packetsAB, packetsBA, bytesAB, bytesBA } of flows.top) {
    const name = `${vid ?? 0} ${proto}`;
    if (packetsAB > 0) sums[`${name} ${a.ip} ${a.port} > ${b.ip} ${b.port}`] = [packetsAB, bytesAB];
    if (packetsBA > 0) sums[`${name} ${b.ip} ${b.port} > ${a.ip} ${a.port}`] = [packetsBA, bytesBA];
  }
  return sums;
}

/** One UDP packet of each of `count` flows: flow i goes from address i to 1 and has i + 1 bytes. */
function fillWith(flows: FlowTable, count: number, hashOf: (flow: number) => number): void {
  for (let flow = 0, waiting = 0; flow < count; flow++) {
    const { words } = flows.rows;
    const row = waiting++ * ROW_WORDS;
    words.fill(0, row, row + ROW_WORDS);
    words[row + Row.Hash] = hashOf(flow);
    words[row + Row.Meta] = 17;
    words[row + Row.Source] = flow;
    words[row + Row.Destination] = 1;
    words[row + Row.WireLength] = flow + 1;
    if (waiting < ROWS_PER_BATCH && flow < count - 1) continue;
    flows.kernel.exports.setRowsWaiting(waiting);
    flows.flush();
    waiting = 0;
  }
}

function expectOwnPackets(view: FlowView): void {
  const { flow } = view;
  if (view.addressWord(0) !== flow || view.packets(0) !== 2 || view.bytes(0) !== 2 * (flow + 1))
    expect([flow, view.addressWord(0), view.packets(0), view.bytes(0)]).toEqual([flow, flow, 2, 2 * (flow + 1)]);
}
