/** The network as a drawing has it: addresses at their stations, and who talks to whom. Plain data; the formats draw it. */
import type { Analysis, Finding, Flow, FlowEnd } from './analysis.ts';
import { withoutCarriers } from './carriers.ts';
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
}

/** The drawing; null when there is nobody to draw, too many for it, or when the lists of the report were cut. */
export function drawingOf(analysis: Analysis): Drawing | null {
  const { endpoints, flows } = analysis;
  const { macs, ips } = endpoints.totals;
  if (macs > MAX_ADDRESSES || ips > MAX_ADDRESSES) return null;
  if (endpoints.macs.length < macs || flows.top.length < flows.total) return null;
  const nodes = nodesOf(analysis);
  if (nodes.size < 2 || nodes.size > MAX_NODES) return null;
  const edges = edgesOf(analysis, [...nodes.values()]);
  const shown = edges.slice(0, MAX_EDGES);
  return { nodes: [...nodes.values()], edges: shown, edgesLeftOut: edges.length - shown.length };
}

/** By station and address, so that an address at two stations is there twice. */
function nodesOf(analysis: Analysis): Map<string, DrawnNode> {
  const { endpoints, flows, tunnels, findings } = analysis;
  const vendors = new Map(endpoints.macs.map(({ mac, vendor }) => [mac, vendor]));
  const vteps = new Set(tunnels.flatMap((tunnel) => tunnel.endpoints));
  const ends: Pick<FlowEnd, 'ip' | 'mac' | 'name'>[] = [
    ...flows.top.flatMap(({ a, b }) => [a, b]),
    ...endpoints.macs.flatMap(({ mac, name, ips }) => ips.map((ip) => ({ ip, mac, name }))),
  ];
  const nodes = new Map<string, DrawnNode>();
  // Ends whose station is not told come last: most are seen with one elsewhere.
  const hosts = [...ends.filter(({ mac }) => mac !== null), ...ends.filter(({ mac }) => mac === null)].filter(isHost);
  for (const { ip, mac, name } of hosts) {
    if (mac === null ? [...nodes.values()].some((node) => node.ip === ip) : nodes.has(keyOf({ ip, mac }))) continue;
    const vendor = vendors.get(mac ?? '') ?? null;
    nodes.set(keyOf({ ip, mac }), {
      ip,
      mac,
      name,
      vendor,
      isVtep: vteps.has(ip),
      faults: faultsOf(findings, ip, mac),
    });
  }
  return nodes;
}

const keyOf = ({ ip, mac }: Pick<FlowEnd, 'ip' | 'mac'>): string => `${mac} ${ip}`;

/** Neither a group nor a broadcast nor a host that has no address yet; link-local addresses of IPv6 only say again who is there. */
function isHost({ ip, mac }: Pick<FlowEnd, 'ip' | 'mac'>): boolean {
  const isGroup = mac !== null && Number.parseInt(mac.slice(0, 2), 16) % 2 === 1;
  return !isGroup && !/^(?:0\.0\.0\.0|255\.255\.255\.255|2(?:2[4-9]|3\d)\..*|::|ff.*|fe80:.*)$/.test(ip);
}

/** Findings worse than information whose subject names the address. */
function faultsOf(findings: readonly Finding[], ip: string, mac: string | null): string[] {
  const about = findings.filter(({ severity, subject }) => {
    const words = subject.split(/[\s,()[\]]+/).flatMap((word) => [word, word.replace(/:\d+$/, '')]);
    return severity !== 'info' && (words.includes(ip) || (mac !== null && words.includes(mac)));
  });
  return [...new Set(about.map(({ id }) => id))];
}

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
