/** Networks without a pod: hosts at desks, servers, virtual machines, a cloud's, and tunnels between two sites. */
import type { Lot } from './lot.ts';
import { BEHIND, CARD, type Capture, capturesAt, network, OWN_STATION, type Scenario } from './scenario.ts';

/** How many have IPv6 switched off: as many as of the cards that host-device hands out. */
const NO_V6 = 0.21;

/** Hosts of a LAN, some of them talkative, some behind or using a router. */
export function ordinary(lot: Lot, name: string): Scenario {
  const net = network(lot);
  const cloud = lot.chance(0.15);
  const routed = lot.chance(0.5);
  const count = lot.number(2, 4);
  const names = Array.from({ length: count }, (_, index) => `h${index + 1}`);
  const hosts: Scenario['hosts'] = {};
  for (const [index, host] of names.entries()) {
    const several = !cloud && lot.chance(0.08) ? [`${net}.${60 + index}/24`] : [];
    const link = { lan: 'lan0', ip: [`${net}.${20 + index}/24`, ...several], mac: lot.card(cloud ? 'cloud' : 'any') };
    const nov6 = lot.chance(NO_V6) ? { nov6: true } : {};
    hosts[host] = { eth0: { ...link, ...nov6 }, ...(routed ? { routes: [`default via ${net}.254`] } : {}) };
  }
  if (routed) Object.assign(hosts, beyond(lot, net, cloud));
  const ok = cloud || routed ? BEHIND : CARD;
  return {
    name,
    title: `ordinary ${cloud ? 'machines of a cloud' : 'hosts'}${routed ? ' with a router' : ''}, drawn by lot`,
    cni: { mode: 'none' },
    ok: cloud ? [...new Set([...ok, ...OWN_STATION])] : ok,
    why: 'ordinary hosts',
    ...(routed ? { lans: { lan0: {}, lan1: {} } } : {}),
    hosts,
    pods: [],
    // Half of all captures begin when the hosts have been up for a while, as those of pods do.
    post: lot.chance(0.5) ? ['h1: sleep 5'] : [],
    captures: capturesAt(lot, places(routed), false),
    workload: [...conversations(lot, names, routed), ...chatter(lot, names)],
  };
}

function beyond(lot: Lot, net: string, cloud: boolean): Scenario['hosts'] {
  const far = `198.51.100`;
  return {
    router: {
      eth0: { lan: 'lan0', ip: `${net}.254/24`, mac: lot.card(cloud ? 'cloud' : 'any') },
      eth1: { lan: 'lan1', ip: `${far}.1/24`, mac: lot.card() },
      forward: true,
    },
    www: { eth0: { lan: 'lan1', ip: `${far}.80/24`, mac: lot.card() }, routes: [`default via ${far}.1`] },
  };
}

const places = (routed: boolean): Capture[] => [
  { v: 'h1', in: 'h1' },
  { v: 'h2', in: 'h2' },
  { v: 'h1-any', in: 'h1', dev: 'any' },
  { v: 'switch', in: 'switch', dev: 'lan0' },
  ...(routed ? [{ v: 'www', in: 'www' }] : []),
];

function conversations(lot: Lot, names: string[], routed: boolean): string[] {
  const other = names[names.length - 1];
  return [
    ...(routed ? [`http from=h1 to=www n=${lot.number(1, 4)}`, `ping from=${other} to=www`] : []),
    ...(!routed || lot.chance(0.6) ? [`http from=h1 to=h2 n=${lot.number(1, 4)}`, `ping from=${other} to=h1`] : []),
    ...(lot.chance(0.5) ? [`dns from=h2 to=${routed ? 'www' : 'h1'}`] : []),
  ];
}

/** What desks and printers say to everybody. */
const chatter = (lot: Lot, names: string[]): string[] =>
  names.flatMap((name) => (lot.chance(0.3) ? [`${lot.pick(['mdns', 'ssdp', 'bcast'])} from=${name}`] : []));

/** Commands that make one end of a tunnel between two sites' routers. */
const TUNNELS: Readonly<Record<string, (own: string, peer: string) => string>> = {
  vxlan: (own, peer) => `ip link add t0 type vxlan id 7301 local ${own} remote ${peer} dstport 4789 dev eth0`,
  geneve: (_, peer) => `ip link add t0 type geneve id 7301 remote ${peer}`,
  ipip: (own, peer) => `ip link add t0 type ipip local ${own} remote ${peer} ttl 64`,
  gre: (own, peer) => `ip link add t0 type gre local ${own} remote ${peer} ttl 64`,
};

export const isSiteTunnel = (name: string): boolean => name in TUNNELS;

/** Two offices whose routers have a tunnel between them. */
export function sites(lot: Lot, name: string, mode: string): Scenario {
  const net = network(lot);
  const router = (at: number, lan: string, inner: string): Record<string, unknown> => ({
    eth0: { lan: 'lan0', ip: `${net}.${at}/24`, mac: lot.card() },
    eth1: { lan, ip: `${inner}.1/24`, mac: lot.card() },
    forward: true,
    role: 'node',
  });
  const pc = (lan: string, inner: string): Record<string, unknown> => ({
    eth0: { lan, ip: `${inner}.20/24`, mac: lot.card() },
    routes: [`default via ${inner}.1`],
  });
  const ids = mode === 'vxlan' || mode === 'geneve' ? { vni: [7301], udpPort: mode === 'vxlan' ? 4789 : 6081 } : {};
  return {
    name,
    title: `${mode} between the routers of two sites, drawn by lot`,
    cni: { mode },
    encapsulation: mode,
    ...ids,
    ok: [mode, `${mode}/*`],
    why: 'a tunnel that no product of pods made',
    lans: { lan0: {}, lan1: {}, lan2: {} },
    hosts: {
      r1: router(1, 'lan1', '10.1.77'),
      r2: router(2, 'lan2', '10.2.77'),
      pc1: pc('lan1', '10.1.77'),
      pc2: pc('lan2', '10.2.77'),
    },
    prep: [
      ...end(mode, 'r1', `${net}.1`, `${net}.2`, '10.2.77'),
      ...end(mode, 'r2', `${net}.2`, `${net}.1`, '10.1.77'),
    ],
    pods: [],
    captures: capturesAt(
      lot,
      [
        { v: 'r1-uplink', in: 'r1', dev: 'eth0' },
        { v: 'r2-uplink', in: 'r2', dev: 'eth0' },
        { v: 'switch', in: 'switch', dev: 'lan0' },
      ],
      true,
    ),
    workload: [`http from=pc1 to=pc2 n=${lot.number(1, 4)}`, 'ping from=pc2 to=pc1'],
  };
}

/** The device's own addresses are of one network, for those that resolve stations. */
function end(mode: string, host: string, own: string, peer: string, far: string): string[] {
  const [at, next] = host === 'r1' ? ['172.16.254.1', '172.16.254.2'] : ['172.16.254.2', '172.16.254.1'];
  return [
    `${host}: ${TUNNELS[mode](own, peer)}`,
    `${host}: ip addr add ${at}/30 dev t0`,
    `${host}: ip link set t0 up`,
    `${host}: ip route add ${far}.0/24 via ${next}`,
  ];
}
