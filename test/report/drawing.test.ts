import { expect, it } from 'vitest';
import type { Analysis, Flow } from '../../src/report/analysis.ts';
import { drawingOf } from '../../src/report/drawing.ts';
import { empty, ipvlan } from './fixtures.ts';

const [FLOW] = ipvlan.flows.top;
const [STATION] = ipvlan.endpoints.macs;
const end = (ip: string, mac: string | null): Flow['a'] => ({ ip, port: 1000, name: null, mac });

/** A report of these flows, and of the stations in them. */
function report(flows: Partial<Flow>[], over: Partial<Analysis> = {}): Analysis {
  const top = flows.map((flow) => ({ ...FLOW, layer: 'outer' as const, tunnel: null, vlan: null, ...flow }));
  const macs = [...new Set(top.flatMap(({ a, b }) => [a.mac, b.mac]))].flatMap((mac) =>
    mac === null ? [] : [{ ...STATION, mac, ips: [], vendor: null }],
  );
  const endpoints = { totals: { macs: macs.length, ips: 0 }, macs, ips: [] };
  return { ...empty, endpoints, flows: { ...empty.flows, total: top.length, top }, ...over };
}

const A = end('10.0.0.1', '02:00:00:00:00:01');
const B = end('10.0.0.2', '02:00:00:00:00:02');

it('has a node for an address of a station, and an edge for those that talk', () => {
  const drawing = drawingOf(
    report([
      { a: A, b: B },
      { a: B, b: A, proto: 'udp' },
      { a: A, b: B },
    ]),
  );
  expect(drawing?.nodes.map(({ ip, mac }) => [ip, mac])).toEqual([A, B].map(({ ip, mac }) => [ip, mac]));
  expect(drawing?.edges).toEqual([{ from: 0, to: 1, isTunnel: false, labels: ['tcp', 'udp'] }]);
});

it('draws an address at two stations twice, and one without a station where it is known', () => {
  const elsewhere = end('10.0.0.2', '02:00:00:00:00:03');
  expect(
    drawingOf(
      report([
        { a: A, b: B },
        { a: A, b: elsewhere },
      ]),
    )?.nodes,
  ).toHaveLength(3);
  const drawing = drawingOf(
    report([
      { a: end('10.0.0.1', null), b: B },
      { a: A, b: end('10.0.0.2', null) },
    ]),
  );
  expect([drawing?.nodes.length, drawing?.edges.length]).toEqual([2, 1]);
  expect(drawingOf(report([{ a: end('10.0.0.1', null), b: end('10.0.0.2', null) }]))?.nodes).toHaveLength(2);
});

it('leaves out groups and link-local addresses', () => {
  const others = [
    end('224.0.0.5', '01:00:5e:00:00:05'),
    end('255.255.255.255', null),
    end('ff02::1', null),
    end('fe80::1', A.mac),
    end('0.0.0.0', B.mac),
  ];
  expect(drawingOf(report([{ a: A, b: B }, ...others.map((b) => ({ a: A, b }))]))?.nodes).toHaveLength(2);
  expect(drawingOf(report(others.map((b) => ({ a: A, b }))))).toBeNull();
});

it('marks tunnels, and tells their carriers from what is inside', () => {
  const tunnels = [
    {
      type: 'vxlan',
      port: 8472,
      ids: [1, 7],
      endpoints: [A.ip, B.ip],
      frames: 1,
      bytes: 1,
      checksums: { zero: 0, present: 1 },
    },
  ];
  const [C, D] = [end('10.1.0.1', '02:00:00:00:01:01'), end('10.1.0.2', '02:00:00:00:01:02')];
  const flows = [
    { a: A, b: { ...B, port: 8472 }, proto: 'udp' },
    { a: C, b: D, layer: 'inner' as const, tunnel: { type: 'vxlan', id: 7 } },
  ];
  const drawing = drawingOf(report(flows, { tunnels }));
  expect(drawing?.nodes.map(({ isVtep }) => isVtep)).toEqual([true, true, false, false]);
  expect(drawing?.edges).toEqual([
    { from: 0, to: 1, isTunnel: true, labels: ['vxlan 1, 7'] },
    { from: 2, to: 3, isTunnel: false, labels: ['tcp in vxlan 7'] },
  ]);
});

it('names the findings about an address, but for information', () => {
  const [finding] = ipvlan.findings;
  const findings = [
    { ...finding, id: 'duplicate-ip', severity: 'error' as const, subject: '10.0.0.1' },
    { ...finding, id: 'unanswered-flow', severity: 'warning' as const, subject: '10.0.0.10 → 10.0.0.2:80' },
    { ...finding, id: 'one-direction-only', severity: 'info' as const, subject: '10.0.0.1' },
  ];
  const drawing = drawingOf(report([{ a: A, b: B }], { findings }));
  expect(drawing?.nodes.map(({ faults }) => faults)).toEqual([['duplicate-ip'], ['unanswered-flow']]);
});

it('draws twelve nodes and no more, and nothing where stations are missing', () => {
  const spokes = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      a: A,
      b: end(`10.0.1.${i}`, `02:00:00:00:01:${String(i).padStart(2, '0')}`),
    }));
  expect(drawingOf(report(spokes(11)))?.nodes).toHaveLength(12);
  expect(drawingOf(report(spokes(12)))).toBeNull();
  const whole = report(spokes(3));
  expect(drawingOf({ ...whole, flows: { ...whole.flows, total: 4 } })?.flows).toEqual({ listed: 3, total: 4 });
  const macs = whole.endpoints.macs.slice(1);
  expect(drawingOf({ ...whole, endpoints: { ...whole.endpoints, macs } })).toBeNull();
  expect(drawingOf(empty)).toBeNull();
});

it('counts the pairs it leaves out', () => {
  const hosts = Array.from({ length: 9 }, (_, i) => end(`10.0.1.${i}`, `02:00:00:00:01:0${i}`));
  const flows = hosts.flatMap((a, i) => hosts.slice(i + 1).map((b) => ({ a, b })));
  const drawing = drawingOf(report(flows));
  expect([drawing?.edges.length, drawing?.edgesLeftOut]).toEqual([24, 12]);
});
