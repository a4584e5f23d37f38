/** Secondary networks: pods on a second interface, made by the reference plugins. */
import type { Lot } from './lot.ts';
import { BEHIND, CARD, type Capture, capturesAt, network, OWN_STATION, type Scenario } from './scenario.ts';

/** Makes macvlan, ipvlan, bridge and host-device pods share one way of naming and addressing. */
interface Plan {
  lot: Lot;
  mode: string;
  submode: string | undefined;
  device: string;
  /** The tag of a sub-interface that is the plugin's master, or null. */
  tag: number | null;
  net: string;
  six: string | null;
  four: boolean;
  pods: number;
  late: boolean;
  /** The client is one router away. */
  far: boolean;
}

export function secondary(lot: Lot, name: string, mode: string, submode?: string): Scenario {
  const routed = submode === 'l3' || submode === 'l3s' || mode === 'ptp';
  const alone = mode === 'host-device' || submode === 'passthru' || mode === 'vlan';
  const tag = !routed && mode !== 'host-device' && mode !== 'vlan' && lot.chance(0.15) ? lot.number(2, 4094) : null;
  const family = routed || mode === 'vlan' || tag !== null ? 'four' : lot.weighted({ four: 0.7, both: 0.2, six: 0.1 });
  const plan: Plan = {
    lot,
    mode,
    submode,
    device: lot.pick(['eth1', 'ens6f0', 'eno2', 'enp3s0', 'p2p1', 'ens192']),
    tag,
    net: network(lot),
    six: family === 'four' ? null : `fd${lot.number(10, 99)}:${lot.number(1, 999)}`,
    four: family !== 'six',
    pods: alone ? 1 : lot.number(1, 3),
    late: lot.chance(0.5),
    far: tag === null && mode !== 'vlan' && family === 'four' && lot.chance(0.3),
  };
  if (mode === 'bridge' && tag === null && lot.chance(0.25)) return masqueraded(name, { ...plan, far: false });
  if (mode === 'vlan') return tagging(name, plan);
  return attached(name, plan);
}

function attached(name: string, plan: Plan): Scenario {
  const { lot, mode, submode, device, tag, far } = plan;
  const master = tag === null ? device : `${device}.${tag}`;
  const routed = submode === 'l3' || submode === 'l3s' || mode === 'ptp';
  const podNet = routed ? network(lot) : plan.net;
  const joined = mode === 'bridge' || mode === 'host-device' || submode === 'passthru';
  const nodeSpeaks = routed || (!joined && lot.chance(0.5));
  return {
    name,
    title: `${mode}${submode ? ` ${submode}` : ''}, drawn by lot`,
    cni: { mode, ...(submode ? { submode } : {}) },
    ...(tag === null ? {} : { vlan: [tag] }),
    ...(far ? { lans: { lan0: {}, lan1: {} } } : {}),
    ...(plan.four && !plan.six && lot.chance(0.3) ? { nov6: true } : {}),
    net: configuration(plan, master, podNet),
    hosts: hosts(plan, podNet, nodeSpeaks),
    prep: preparation(plan, master, nodeSpeaks),
    pods: pods(plan, podNet, routed),
    post: [...(routed && !far ? [`client: ip route add ${podNet}.0/24 via ${plan.net}.11`] : []), ...pause(plan)],
    captures: capturesAt(lot, places(plan), tag !== null),
    workload: workload(plan),
  };
}

const pause = ({ late }: Plan): string[] => (late ? ['node1: sleep 5'] : []);

function configuration({ mode, submode }: Plan, master: string, podNet: string): Record<string, unknown> {
  if (mode === 'bridge') return { type: 'bridge', bridge: 'br0' };
  if (mode === 'host-device') return { type: mode, device: master };
  if (mode !== 'ptp') return { type: mode, master, mode: submode };
  const ranges = [[{ subnet: `${podNet}.0/24` }]];
  return { type: mode, ipam: { type: 'host-local', ranges, routes: [{ dst: '0.0.0.0/0' }] } };
}

function hosts(plan: Plan, podNet: string, nodeSpeaks: boolean): Scenario['hosts'] {
  const { lot, device, net, tag, far, six, four } = plan;
  const routed = podNet !== net;
  const own = nodeSpeaks && tag === null ? addresses(plan, net, 11) : [];
  const node = { [device]: { ip: own, mac: lot.card() }, ...(routed ? { forward: true } : {}) };
  if (!far) {
    const at = tag === null ? [...(four ? [`${net}.1/24`] : []), ...(six ? [`${six}::1/64`] : [])] : [];
    return { node1: node, client: { eth0: { ip: at, mac: lot.card() } } };
  }
  const away = network(lot);
  const router = {
    eth0: { lan: 'lan0', ip: `${net}.254/24`, mac: lot.card() },
    eth1: { lan: 'lan1', ip: `${away}.254/24`, mac: lot.card() },
    forward: true,
    ...(routed ? { routes: [`${podNet}.0/24 via ${net}.11`] } : {}),
  };
  const client = { eth0: { lan: 'lan1', ip: `${away}.7/24`, mac: lot.card() }, routes: [`default via ${away}.254`] };
  return {
    node1: { ...node, ...(nodeSpeaks ? { routes: [`default via ${net}.254`] } : {}) },
    router,
    client,
  };
}

const addresses = ({ four, six }: Plan, net: string, host: number): string[] => [
  ...(four ? [`${net}.${host}/24`] : []),
  ...(six ? [`${six}::${host}/64`] : []),
];

function preparation({ mode, device, tag, net }: Plan, master: string, nodeSpeaks: boolean): string[] {
  const tagged =
    tag === null
      ? []
      : [
          `node1: ip link add link ${device} name ${master} type vlan id ${tag}`,
          `node1: ip link set ${master} up`,
          ...(nodeSpeaks ? [`node1: ip addr add ${net}.11/24 dev ${master}`] : []),
          `client: ip link add link eth0 name v${tag} type vlan id ${tag}`,
          `client: ip link set v${tag} up`,
          `client: ip addr add ${net}.1/24 dev v${tag}`,
        ];
  if (mode !== 'bridge') return tagged;
  return [
    ...tagged,
    'node1: ip link add br0 type bridge',
    'node1: ip link set br0 up',
    `node1: ip link set ${master} master br0`,
  ];
}

function pods(plan: Plan, podNet: string, routed: boolean): Scenario['pods'] {
  return Array.from({ length: plan.pods }, (_, index) => ({
    name: `p${index + 1}`,
    node: 'node1',
    ...(plan.mode === 'ptp' ? {} : { ip: addresses(plan, podNet, 31 + index) }),
    ...(plan.mode === 'ipvlan' && routed ? { iproutes: ['default dev net1'] } : {}),
    ...(plan.far && !routed ? { iproutes: [`default via ${plan.net}.254`] } : {}),
  }));
}

function places({ mode, submode, device, tag, far, late, pods }: Plan): Capture[] {
  const early = late ? {} : { early: true };
  const plain = submode === 'passthru' && tag !== null ? { ok: ['vlan', ...CARD], why: 'tagged frames of a card' } : {};
  const client = far
    ? { ok: BEHIND, why: 'behind a router there may be anything' }
    : { ...plain, ...(tag === null ? {} : { dev: 'eth0', vlan: [tag] }) };
  return [
    { v: 'p1-net1', in: 'p1' },
    ...(pods > 1 ? [{ v: 'p2-net1', in: 'p2' }] : []),
    ...(mode === 'host-device' ? [] : [{ v: 'node1-uplink', in: 'node1', dev: device, ...early, ...plain }]),
    ...(mode === 'host-device' || tag !== null ? [] : [{ v: 'node1-any', in: 'node1', dev: 'any', ...early }]),
    { v: 'client', in: 'client', ...client },
    { v: 'switch', in: 'switch', dev: 'lan0', ...plain },
  ];
}

function workload({ lot, tag, net, four, six, pods, far }: Plan): string[] {
  const family = six && (!four || lot.chance(0.5)) ? ' fam=6' : '';
  const client = tag === null ? 'client' : `${net}.1`;
  const last = `p${pods}`;
  return [
    ...(six ? ['sleep 1.5'] : []),
    `http from=client to=p1 n=${lot.number(1, 4)}${family}`,
    ...(pods > 1 && lot.chance(0.7)
      ? [`http from=p1 to=${last} n=2${family}`, `ping from=${last} to=p1${family}`]
      : []),
    `ping from=${last} to=${client}${family}`,
    ...(four && lot.chance(0.4) ? [`dns from=p1 to=${client}`] : []),
    ...(four && tag === null && !far && lot.chance(0.2) ? ['mdns from=client', 'bcast from=client'] : []),
  ];
}

/** A container host's own network: a bridge that routes, and hides the pods behind the node's address. */
function masqueraded(name: string, plan: Plan): Scenario {
  const { lot, device, net } = plan;
  const ipam = { type: 'host-local', ranges: [[{ subnet: `${network(lot)}.0/24` }]] };
  const early = plan.late ? {} : { early: true };
  const inside = {
    ok: ['bridge', 'ptp', 'native/*', 'vxlan/*'],
    why: 'a bridge that routes looks like any routed pod',
  };
  const outside = { ok: [...CARD, 'bridge', 'native/*', 'ptp'], why: "masqueraded: the node's own address alone" };
  return {
    name,
    title: 'bridge with masquerading, drawn by lot',
    cni: { mode: 'bridge' },
    net: { type: 'bridge', bridge: 'cni0', isGateway: true, isDefaultGateway: true, ipMasq: true, ipam },
    hosts: {
      node1: { [device]: { ip: `${net}.11/24`, mac: lot.card() }, forward: true },
      client: { eth0: { ip: `${net}.1/24`, mac: lot.card() } },
    },
    pods: [1, 2].map((index) => ({ name: `p${index}`, node: 'node1' })),
    post: pause(plan),
    captures: capturesAt(
      lot,
      [
        { v: 'p1-net1', in: 'p1', ...inside },
        { v: 'node1-uplink', in: 'node1', dev: device, ...early, ...outside },
        { v: 'node1-any', in: 'node1', dev: 'any', ok: ['bridge'], why: "siblings' frames cross the node unchanged" },
        {
          v: 'node1-cni0',
          in: 'node1',
          dev: 'cni0',
          ok: [...OWN_STATION, 'vxlan/*', 'native/*'],
          why: 'pods on a bridge',
        },
      ],
      false,
    ),
    workload: ['http from=p1 to=client n=3', 'http from=p1 to=p2 n=3', 'ping from=p2 to=p1', 'dns from=p2 to=client'],
  };
}

/** The vlan plugin: the master's station address behind a tag, or two. */
function tagging(name: string, plan: Plan): Scenario {
  const { lot, device, submode, net } = plan;
  const inner = lot.number(2, 4094);
  const outer = submode === 'qinq' ? lot.number(2, 4094) : null;
  const master = outer === null ? device : `${device}.${outer}`;
  const parent = outer === null ? 'eth0' : 'outer';
  const stack = outer === null ? [inner] : [outer, inner];
  const tagged =
    outer === null
      ? { ok: ['vlan', ...CARD], why: 'tagged frames of a card: hosts on a trunk show the same' }
      : { ok: ['vlan/qinq', 'vlan', 'none'], why: "stacked tags: the plugin's, or a provider's" };
  return {
    name,
    title: `vlan${outer === null ? '' : ' on an 802.1ad sub-interface'}, drawn by lot`,
    cni: { mode: 'vlan', ...(submode ? { submode } : {}) },
    vlan: stack,
    net: { type: 'vlan', master, vlanId: inner },
    hosts: { node1: { [device]: { ip: '', mac: lot.card() } }, client: { eth0: { ip: '', mac: lot.card() } } },
    prep: [
      ...(outer === null
        ? []
        : [
            `node1: ip link add link ${device} name ${master} type vlan proto 802.1ad id ${outer}`,
            `node1: ip link set ${master} up`,
            `client: ip link add link eth0 name outer type vlan proto 802.1ad id ${outer}`,
            'client: ip link set outer up',
          ]),
      `client: ip link add link ${parent} name v${inner} type vlan id ${inner}`,
      `client: ip link set v${inner} up`,
      `client: ip addr add ${net}.1/24 dev v${inner}`,
    ],
    pods: [{ name: 'p1', node: 'node1', ip: `${net}.31/24` }],
    post: pause(plan),
    captures: [
      { v: 'p1-net1', in: 'p1' },
      { v: 'node1-uplink', in: 'node1', dev: device, ...tagged },
      { v: 'client', in: 'client', dev: 'eth0', vlan: stack, ...tagged },
    ],
    workload: [`http from=client to=${net}.31 n=${lot.number(1, 4)}`, `ping from=p1 to=${net}.1`],
  };
}
