/** The network as a drawing has it: addresses at their stations, and who talks to whom. Plain data; the formats draw it. */
import type { Analysis, Flow, FlowEnd } from './analysis.ts';
import { withoutCarriers } from './carriers.ts';
import { addressesIn, isFault, isHost } from './parties.ts';
import { flowProtocol, listed } from './phrases.ts';

/** A larger network is a tangle in a drawing of this kind. */
const MAX_NODES = 12;
/** Addresses of a network that may still be small: groups and link-local addresses are among them. */
const MAX_ADDRESSES = 64;
/** Lines between that many boxes that can still be followed. */
const MAX_EDGES = 24;

/** One address of one station. */
export interface DrawnNode {
  ip: string;
  /** Null without an Ethernet header. */
  mac: string | null;
  name: string | null;
  vendor: string | null;
  /** Ends a tunnel. */
  isVtep: boolean;
  /** Ids of the findings about it. */
  faults: string[];
}

/** Two nodes that talk, by their places in the list. */
export interface DrawnEdge {
  from: number;
  to: number;
  /** Carries other packets. */
  isTunnel: boolean;
  /** `tcp in vxlan 1`, each once. */
  labels: string[];
}

/** A small network. */
export interface Drawing {
  nodes: DrawnNode[];
  edges: DrawnEdge[];
  /** Pairs of nodes that talk and are not drawn. */
  edgesLeftOut: number;
  /** Flows that the edges were made of, and all there are: pairs with little traffic may be missing when the report lists fewer. */
  flows: { listed: number; total: number };
}

/** The drawing; null when there is nobody to draw, or when there are too many for it. */
export function drawingOf(analysis: Analysis): Drawing | null {
  const { endpoints, flows } = analysis;
  const { macs, ips } = endpoints.totals;
  if (macs > MAX_ADDRESSES || ips > MAX_ADDRESSES) return null;
  if (endpoints.macs.length < macs) return null;
  const nodes = nodesOf(analysis);
  if (nodes === null || nodes.length < 2) return null;
  const edges = edgesOf(analysis, nodes);
  const shown = edges.slice(0, MAX_EDGES);
  const listed = { listed: flows.top.length, total: flows.total };
  return { nodes, edges: shown, edgesLeftOut: edges.length - shown.length, flows: listed };
}

/** By station and address, so that an address at two stations is there twice; null when they are too many. */
function nodesOf(analysis: Analysis): DrawnNode[] | null {
  const { endpoints, tunnels } = analysis;
  const faults = analysis.findings.filter(isFault).map(({ id, subject }) => ({ id, about: addressesIn(subject) }));
  const vendors = new Map(endpoints.macs.map(({ mac, vendor }) => [mac, vendor]));
  const vteps = new Set(tunnels.flatMap((tunnel) => tunnel.endpoints));
  const nodes = new Map<string, DrawnNode>();
  for (const { ip, mac, name } of hostsOf(analysis)) {
    if (mac === null ? [...nodes.values()].some((node) => node.ip === ip) : nodes.has(keyOf({ ip, mac }))) continue;
    if (nodes.size === MAX_NODES) return null;
    const vendor = vendors.get(mac ?? '') ?? null;
    const own = faults.filter(({ about }) => about.includes(ip) || (mac !== null && about.includes(mac)));
    const ids = [...new Set(own.map(({ id }) => id))];
    nodes.set(keyOf({ ip, mac }), { ip, mac, name, vendor, isVtep: vteps.has(ip), faults: ids });
  }
  return [...nodes.values()];
}

type Host = Pick<FlowEnd, 'ip' | 'mac' | 'name'>;

/** Who was seen, many times over. Those whose station is not told come last: most are seen with one elsewhere. */
function hostsOf({ endpoints, flows }: Analysis): Host[] {
  const ends: Host[] = [
    ...flows.top.flatMap(({ a, b }) => [a, b]),
    ...endpoints.macs.flatMap(({ mac, name, ips }) => ips.map((ip) => ({ ip, mac, name }))),
  ].filter((end) => isHost(end) && !isLinkLocal(end));
  return [...ends.filter(({ mac }) => mac !== null), ...ends.filter(({ mac }) => mac === null)];
}

const keyOf = ({ ip, mac }: Omit<Host, 'name'>): string => `${mac} ${ip}`;

/** Link-local addresses of IPv6 only say again who is there. */
const isLinkLocal = ({ ip }: Host): boolean => ip.startsWith('fe80:');

/** The busiest first, as the flows are. */
function edgesOf(analysis: Analysis, nodes: readonly DrawnNode[]): DrawnEdge[] {
  const edges = new Map<string, DrawnEdge>();
  const plain = new Set(withoutCarriers(analysis));
  for (const flow of analysis.flows.top) {
    const [from, to] = [flow.a, flow.b].map(({ ip, mac }) =>
      nodes.findIndex((node) => node.ip === ip && (mac === null || node.mac === mac)),
    );
    if (from < 0 || to < 0 || from === to) continue;
    const isTunnel = !plain.has(flow);
    const pair = `${Math.min(from, to)} ${Math.max(from, to)} ${isTunnel}`;
    const edge = edges.get(pair) ?? { from, to, isTunnel, labels: [] };
    const label = labelOf(analysis, flow, isTunnel);
    if (!edge.labels.includes(label)) edge.labels.push(label);
    edges.set(pair, edge);
  }
  return [...edges.values()];
}

function labelOf({ tunnels }: Analysis, flow: Flow, isTunnel: boolean): string {
  if (!isTunnel) return flowProtocol({ ...flow, icmp: null });
  const carried = tunnels.find(({ type, port }) =>
    port === null ? type === flow.proto : port === flow.b.port || port === flow.a.port,
  );
  if (carried === undefined) return flow.proto;
  return carried.ids.length === 0 ? carried.type : `${carried.type} ${listed(carried.ids)}`;
}
