/** Panels from segments and flows: tunnels above what carries them. */
import type { Analysis, Flow, FlowEnd, Segment } from '../../analysis.ts';
import { carriedBy } from '../../carriers.ts';
import { isHost } from '../../parties.ts';
import { modeName, segmentName, tunnelName, vlanName } from '../../phrases.ts';
import { type Box, emptyBox, linkBetween, type Panel } from './model.ts';

/** Panels that a page shows; a trunk holds hundreds of VLANs. */
const MAX_PANELS = 4;
/** Flows that are drawn: each looks through the boxes of its panel. */
const MAX_FLOWS = 400;

/** What stations of each mode are attached to. */
const MEDIA: Record<Segment['verdict']['mode'], string> = {
  bridge: 'Linux bridge',
  macvlan: 'master interface (macvlan)',
  ipvlan: 'master interface (ipvlan)',
  'host-device': 'physical network',
  vlan: 'VLAN on the master interface',
  ptp: 'node (point to point)',
  vxlan: 'VXLAN overlay',
  geneve: 'Geneve overlay',
  ipip: 'IP-in-IP overlay',
  wireguard: 'WireGuard overlay',
  gre: 'GRE overlay',
  native: 'routed pod network',
  none: 'network of the hosts',
  unknown: 'network',
};

/** Segments as panels with their stations, and who talks to whom by the listed flows. */
export function panelsOf(analysis: Analysis): Panel[] {
  const panels = inOrder(analysis.segments).slice(0, MAX_PANELS).map(panelOf);
  for (const flow of analysis.flows.top.slice(0, MAX_FLOWS)) addFlow(panels, flow, analysis.tunnels);
  return inOrder(panels).filter(({ boxes }) => boxes.length > 0);
}

/** What is inside tunnels first; otherwise as the analysis orders them. */
const inOrder = <Kind extends Pick<Panel, 'tunnel'>>(all: readonly Kind[]): Kind[] => [
  ...all.filter(({ tunnel }) => tunnel !== null),
  ...all.filter(({ tunnel }) => tunnel === null),
];

const panelOf = (segment: Segment): Panel => ({
  title: `${segmentName(segment)}: ${segment.verdict.mode === 'none' ? 'ordinary hosts' : modeName(segment.verdict)}`,
  medium: MEDIA[segment.verdict.mode],
  tunnel: segment.tunnel,
  vlan: vlanName(segment),
  stations: segment.stations,
  boxes: segment.hosts.map(({ mac, ips }) => emptyBox(mac, ips)),
  links: [],
});

function addFlow(panels: Panel[], flow: Flow, tunnels: Analysis['tunnels']): void {
  const panel = panelFor(panels, flow);
  if (panel === null || !isHost(flow.a)) return;
  const from = boxFor(panel, flow.a);
  const to = isHost(flow.b) ? boxFor(panel, flow.b) : from;
  const bytes = flow.bytesAB + flow.bytesBA;
  from.bytes += bytes;
  if (from === to) return;
  to.bytes += bytes;
  const tunnel = carriedBy(flow, tunnels);
  const link = linkBetween(panel, from, to, tunnel === null ? 'talk' : 'tunnel');
  link.bytes += bytes;
  link.flows++;
  if (tunnel === null) return;
  link.label = tunnel.port === null ? tunnel.type : `${tunnel.type}, UDP ${tunnel.port}`;
  from.carriesTunnel = to.carriesTunnel = true;
}

/** The panel of the same tunnel and VLAN that knows an end, else the first of them, else a new one while there is room. */
function panelFor(panels: Panel[], flow: Flow): Panel | null {
  const vlan = vlanName(flow);
  const fits = panels.filter(
    (panel) => sameTunnel(panel.tunnel, flow.tunnel) && (flow.tunnel !== null || panel.vlan === vlan),
  );
  const knows = ({ boxes }: Panel): boolean => boxes.some((box) => isAt(box, flow.a) || isAt(box, flow.b));
  const found = fits.find(knows) ?? fits[0];
  if (found !== undefined || panels.length >= MAX_PANELS) return found ?? null;
  const made: Panel = {
    title: titleOf(flow),
    medium: MEDIA.unknown,
    tunnel: flow.tunnel,
    vlan: vlanName(flow),
    stations: null,
    boxes: [],
    links: [],
  };
  panels.push(made);
  return made;
}

/** A segment without an identifier stands for all of the tunnel's. */
const sameTunnel = (segment: Panel['tunnel'], flow: Flow['tunnel']): boolean =>
  segment === null || flow === null
    ? segment === flow
    : segment.type === flow.type && (segment.id === null || segment.id === flow.id);

const titleOf = (flow: Flow): string =>
  flow.tunnel ? tunnelName(flow.tunnel) : (vlanName(flow) ?? 'outside the tunnels');

/** The box of an end: of its address, else of the router in front of it, else a new one. */
function boxFor({ boxes }: Panel, end: FlowEnd): Box {
  const own = boxes.find(({ ips }) => ips.includes(end.ip));
  if (own !== undefined) return own;
  const router = end.mac === null ? undefined : boxes.find(({ mac }) => mac === end.mac);
  if (router !== undefined) {
    // A router forwards no link-local address (RFC 4291 §2.5.6): it is the station's own.
    if (end.ip.startsWith('fe80:')) router.ips.push(end.ip);
    else router.behind.add(end.ip);
    return router;
  }
  const made = emptyBox(end.mac, [end.ip]);
  boxes.push(made);
  return made;
}

const isAt = ({ ips, mac }: Box, end: FlowEnd): boolean => ips.includes(end.ip) || (mac !== null && mac === end.mac);
