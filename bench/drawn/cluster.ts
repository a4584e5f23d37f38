/** Networks of cluster products: two nodes, tunnels or routes between them, as the lab's fabrics make them. */
import type { Lot } from './lot.ts';
import { type Capture, capturesAt, network, type Scenario } from './scenario.ts';

/** Every product that the lab can build: its fabric, and the device that a tunnel ends in. */
const FABRICS: Readonly<Record<string, { fabric: Record<string, unknown>; inside?: string }>> = {
  native: { fabric: { type: 'calico', mode: 'native', prefix: 'eni', hostmac: '' } },
  'native/cilium': { fabric: { type: 'cilium', mode: 'native' } },
  'native/calico': { fabric: { type: 'calico', mode: 'native' } },
  'vxlan/flannel': { fabric: { type: 'flannel' }, inside: 'flannel.1' },
  'vxlan/calico': { fabric: { type: 'calico', mode: 'vxlan' }, inside: 'vxlan.calico' },
  'vxlan/cilium': { fabric: { type: 'cilium', mode: 'vxlan' }, inside: 'cilium_vxlan' },
  'vxlan/antrea': { fabric: { type: 'antrea', proto: 'vxlan' } },
  'vxlan/weave': { fabric: { type: 'weave' }, inside: 'weave' },
  'geneve/ovn-kubernetes': { fabric: { type: 'ovn' } },
  'geneve/cilium': { fabric: { type: 'cilium', mode: 'geneve' }, inside: 'cilium_geneve' },
  'geneve/antrea': { fabric: { type: 'antrea' } },
  'ipip/calico': { fabric: { type: 'calico', mode: 'ipip' }, inside: 'tunl0' },
  'wireguard/cilium': { fabric: { type: 'cilium', mode: 'wireguard' } },
  'wireguard/calico': { fabric: { type: 'calico', mode: 'wireguard' }, inside: 'wireguard.cali' },
};

export const isFabric = (name: string): boolean => name in FABRICS || name === 'native/flannel-host-gw';

/** First and second prefix of the pods' networks, by what the product is installed with. */
const PREFIX: Readonly<Record<string, string>> = { weave: '16', calico: '26' };

export function cluster(lot: Lot, name: string, answer: string): Scenario {
  const [mode, submode] = answer.split('/');
  const device = lot.pick(['eth0', 'ens18', 'eno1', 'ens5']);
  const net = network(lot);
  const cidr = ranges(lot, String(FABRICS[answer]?.fabric.type));
  const late = lot.chance(0.5);
  const shape =
    answer === 'native/flannel-host-gw' ? hostGateway(net, device, cidr) : fabricOf(lot, answer, device, cidr);
  const cards = lot.chance(0.2) ? 'cloud' : 'any';
  const host = (at: number): Record<string, unknown> => ({
    [device]: { ip: `${net}.${at}/24`, mac: lot.card(cards) },
    forward: true,
  });
  const nodes: Scenario['hosts'] = { node1: host(21), node2: host(22) };
  for (const [node, routes] of Object.entries(shape.routes)) nodes[node].routes = routes;
  return {
    name,
    title: `${answer}, drawn by lot`,
    cni: { mode, ...(submode ? { submode } : {}) },
    ...shape.scenario,
    hosts: nodes,
    pods: [
      { name: 'p1', node: 'node1', ...shape.pod('node1') },
      { name: 'p2', node: 'node2', ...shape.pod('node2') },
      ...(lot.chance(0.4) ? [{ name: 'p3', node: 'node2', ...shape.pod('node2') }] : []),
    ],
    post: late ? ['node1: sleep 5'] : [],
    captures: capturesAt(lot, places(answer, device, late), false),
    workload: [
      `http from=p1 to=p2 n=${lot.number(1, 4)}`,
      'ping from=p2 to=p1',
      ...(lot.chance(0.5) ? ['dns from=p1 to=p2'] : []),
    ],
  };
}

/** Every node's range of pods. */
function ranges(lot: Lot, type: string): Record<string, string> {
  const [first, second] = [lot.number(10, 250), lot.number(1, 120) * 2];
  if (type === 'weave') return { node1: `10.${second}.0.0/16`, node2: `10.${second + 1}.0.0/16` };
  const length = PREFIX[type] ?? '24';
  return { node1: `10.${first}.${second}.0/${length}`, node2: `10.${first}.${second + 1}.0/${length}` };
}

interface Shape {
  scenario: Record<string, unknown>;
  routes: Record<string, string[]>;
  pod: (node: string) => Record<string, unknown>;
}

function fabricOf(lot: Lot, answer: string, dev: string, cidr: Record<string, string>): Shape {
  const { fabric } = FABRICS[answer];
  const net = cidr.node1.replace(/\d+\.\d+\/.*/, '0.0/16');
  const own = fabric.hostmac === '' ? { hostmac: `${lot.pick(['a6', '5e', 'ca'])}:1f:0c:8e:27:9b` } : {};
  return { scenario: { fabric: { ...fabric, ...own, dev, cidr, net } }, routes: {}, pod: () => ({}) };
}

/** flannel without a tunnel: bridges, and a route to the other node's range. */
function hostGateway(net: string, device: string, cidr: Record<string, string>): Shape {
  const all = cidr.node1.replace(/\d+\.\d+\/.*/, '0.0/16');
  const bridge = { type: 'bridge', bridge: 'cni0', _if: 'eth0', isDefaultGateway: true, hairpinMode: true };
  return {
    scenario: { net: bridge },
    routes: {
      node1: [`${cidr.node2} via ${net}.22 dev ${device}`],
      node2: [`${cidr.node1} via ${net}.21 dev ${device}`],
    },
    pod: (node) => ({
      conf: { ipam: { type: 'host-local', ranges: [[{ subnet: cidr[node] }]], routes: [{ dst: all }] } },
    }),
  };
}

function places(answer: string, dev: string, late: boolean): Capture[] {
  const early = late ? {} : { early: true };
  const inside = FABRICS[answer]?.inside;
  return [
    { v: 'p1-eth0', in: 'p1' },
    { v: 'node1-uplink', in: 'node1', dev, ...early },
    { v: 'node2-any', in: 'node2', dev: 'any', ...early },
    { v: 'switch', in: 'switch', dev: 'lan0' },
    ...(inside === undefined ? [] : [{ v: 'node1-inside', in: 'node1', dev: inside }]),
  ];
}
