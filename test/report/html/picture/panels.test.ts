import { expect, it } from 'vitest';
import type { Analysis, Flow, Segment } from '../../../../src/report/analysis.ts';
import { panelsOf } from '../../../../src/report/html/picture/panels.ts';
import { empty, flannel, ipvlan } from '../../fixtures.ts';

const [flow] = ipvlan.flows.top;
const [segment] = flannel.segments;
const MAC = ['52:54:00:00:00:01', '52:54:00:00:00:02', '52:54:00:00:00:03'];

/** `ip mac` for each end; - for no MAC. */
function between(a: string, b: string, over: Partial<Flow> = {}): Flow {
  const end = (text: string): Flow['a'] => {
    const [ip, mac] = text.split(' ');
    return { ip, mac: mac === '-' ? null : mac, port: 1, name: null };
  };
  return { ...flow, a: end(a), b: end(b), bytesAB: 10, bytesBA: 5, ...over };
}
const report = (segments: Segment[], flows: Flow[], tunnels: Analysis['tunnels'] = []): Analysis => ({
  ...empty,
  segments,
  tunnels,
  flows: { ...empty.flows, total: flows.length, top: flows },
});
const plain = (...hosts: [mac: string, ip: string][]): Segment => ({
  ...segment,
  interface: null,
  tunnel: null,
  vlan: null,
  chain: [],
  hosts: hosts.map(([mac, ip]) => ({ mac, ips: [ip] })),
});
const hosts = plain([MAC[0], '10.0.0.1'], [MAC[1], '10.0.0.2']);

it('adds up the flows between two stations', () => {
  const [panel] = panelsOf(
    report(
      [hosts],
      [between(`10.0.0.1 ${MAC[0]}`, `10.0.0.2 ${MAC[1]}`), between(`10.0.0.2 ${MAC[1]}`, `10.0.0.1 ${MAC[0]}`)],
    ),
  );
  expect(panel.boxes.map(({ bytes }) => bytes)).toEqual([30, 30]);
  expect(panel.links).toMatchObject([{ kind: 'talk', flows: 2, bytes: 30 }]);
});

it('puts far addresses behind the station that sends for them, its own link-local one in it', () => {
  const [panel] = panelsOf(
    report(
      [hosts],
      [between(`10.0.0.1 ${MAC[0]}`, `8.8.8.8 ${MAC[1]}`), between(`fe80::1 ${MAC[1]}`, `ff02::2 33:33:00:00:00:02`)],
    ),
  );
  expect(panel.boxes).toHaveLength(2);
  expect([...panel.boxes[1].behind]).toEqual(['8.8.8.8']);
  expect(panel.boxes[1].ips).toEqual(['10.0.0.2', 'fe80::1']);
});

it('gives no box to groups, broadcast and hosts without an address', () => {
  const [panel] = panelsOf(
    report(
      [hosts],
      [
        between(`10.0.0.1 ${MAC[0]}`, '224.0.0.5 -'),
        between(`10.0.0.1 ${MAC[0]}`, '255.255.255.255 -'),
        between(':: -', 'ff02::16 -'),
        between(`10.0.0.1 ${MAC[0]}`, '10.0.0.255 ff:ff:ff:ff:ff:ff'),
      ],
    ),
  );
  expect(panel.boxes).toHaveLength(2);
  expect(panel.links).toEqual([]);
});

it('shows the overlay above its tunnel, whose carriers are one thick line', () => {
  const vxlan = { ...hosts, tunnel: { type: 'vxlan', id: 1 }, hosts: [] };
  const tunnels = [{ ...flannel.tunnels[0], type: 'vxlan', port: 8472 }];
  const carrier = between(`10.0.0.1 ${MAC[0]}`, `10.0.0.2 ${MAC[1]}`, {
    layer: 'outer',
    proto: 'udp',
    b: { ip: '10.0.0.2', mac: MAC[1], port: 8472, name: null },
  });
  const inner = between('10.244.0.2 -', '10.244.1.2 -', { layer: 'inner', tunnel: { type: 'vxlan', id: 1 } });
  const [overlay, underlay] = panelsOf(report([hosts, vxlan], [carrier, inner], tunnels));
  expect(overlay.tunnel).toEqual({ type: 'vxlan', id: 1 });
  expect(overlay.links).toMatchObject([{ kind: 'talk', flows: 1 }]);
  expect(underlay.links).toMatchObject([{ kind: 'tunnel', label: 'vxlan, UDP 8472' }]);
  expect(underlay.boxes.every(({ carriesTunnel }) => carriesTunnel)).toBe(true);
});

it('keeps VLANs apart', () => {
  const tagged = { ...plain([MAC[2], '10.0.0.3']), vlan: 7 };
  const panels = panelsOf(report([hosts, tagged], [between('10.0.0.9 -', '10.0.0.3 -', { vlan: 7 })]));
  expect(panels.map(({ boxes }) => boxes.length)).toEqual([2, 2]);
});

it('puts a flow behind two tags into the panel of both', () => {
  const chain = [100, 7].map((id) => ({ type: 'vlan', id }));
  const stacked = { ...plain([MAC[2], '10.0.0.3']), vlan: 7, chain };
  const flow = between('10.0.0.9 -', '10.0.0.3 -', { vlan: 100, chain });
  expect(panelsOf(report([hosts, stacked], [flow])).map(({ boxes }) => boxes.length)).toEqual([2, 2]);
});

it('draws four panels, however many segments there are', () => {
  const many = Array.from({ length: 9 }, (_, i) => ({ ...plain([MAC[0], '10.0.0.1']), vlan: i + 1 }));
  expect(panelsOf(report(many, [between('10.0.0.9 -', '10.0.0.3 -')]))).toHaveLength(4);
});
