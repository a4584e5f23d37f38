/** From observations to the judgement: a verdict for each network in the capture, and the one an operator would name first. */
import { busiest } from '../base/busiest.ts';
import { allInterfaces, interfaceName, type Observations } from '../tally/observations.ts';
import { written } from './hypotheses.ts';
import { judge } from './judge.ts';
import type { Networks } from './networks.ts';
import { isIpv4, type Scene } from './scene.ts';
import { type Scenes, scenesOf } from './scenes.ts';
import { hasSpoken, stationCounts } from './station-counts.ts';
import type { Judgement, Segment, SegmentHost, Verdict } from './verdict.ts';
import { addressName, listed, stationName } from './wording.ts';

/** Hosts named for a segment, and segments listed; how many stations a segment has is counted apart. */
const MAX_HOSTS = 256;
const MAX_SEGMENTS = 128;
/** Answers that look like ordinary hosts, and their probability together from which a segment is nobody's pod network. */
const LIKE_HOSTS = new Set(['none', 'unknown', 'host-device', 'host-device/sriov', 'macvlan/passthru']);
const ORDINARY = 0.5;

interface Judged {
  scene: Scene;
  verdict: Verdict;
}

/** Judges everything that was observed; never throws. */
export function classify(observations: Observations): Judgement {
  const scenes = scenesOf(observations);
  const judged = scenes.list.map((scene): Judged => ({ scene, verdict: judge(scene) }));
  const heard = judged.filter(({ scene }) => scene.frames > 0);
  const [first] = (heard.length > 0 ? heard : judged).toSorted(byInterest);
  const names = new Set(heard.filter(isSomebodys).map(({ verdict }) => written(verdict)));
  names.delete(written(first.verdict));
  const others = [...names];
  const shown = heard.toSorted(byInterest).slice(0, MAX_SEGMENTS);
  const numbers = new Map(shown.map(({ scene }, i) => [scene, i]));
  return {
    verdict: withSample(withOthers(first.verdict, others), scenes.looked, observations.tallies.flows.size),
    segments: segmentsOf(shown, observations, scenes),
    segmentOf: (context, place) => numbers.get(scenes.of(context, place)) ?? -1,
    others,
  };
}

/** Tunnels before what is beside them, pod networks before ordinary hosts, anything before what tells nothing, then by size. */
function byInterest(one: Judged, other: Judged): number {
  const tunnels = Number(other.scene.tunnel !== null) - Number(one.scene.tunnel !== null);
  const pods = Number(isSomebodys(other)) - Number(isSomebodys(one));
  const known = Number(other.verdict.mode !== 'unknown') - Number(one.verdict.mode !== 'unknown');
  return tunnels || pods || known || other.scene.frames - one.scene.frames;
}

const isSomebodys = ({ verdict: { candidates } }: Judged): boolean =>
  candidates
    .filter((candidate) => LIKE_HOSTS.has(written(candidate)))
    .reduce((sum, { probability }) => sum + probability, 0) < ORDINARY;

const withOthers = (verdict: Verdict, others: readonly string[]): Verdict =>
  others.length === 0
    ? verdict
    : { ...verdict, summary: `${verdict.summary} The capture also holds ${others.join(', ')}.` };

const withSample = (verdict: Verdict, looked: number, all: number): Verdict =>
  looked === all
    ? verdict
    : { ...verdict, summary: `${verdict.summary} Its evidence is counted in ${looked} of ${all} flows.` };

function segmentsOf(judged: readonly Judged[], observations: Observations, scenes: Scenes): Segment[] {
  const nameOf = interfaceNames(observations, scenes.networks);
  const stations = stationCounts(observations, scenes);
  return judged.map(({ scene, verdict }) => ({
    interface: nameOf(scene),
    ...around(scene),
    frames: scene.frames,
    verdict,
    stations: stations.get(scene) ?? 0,
    hosts: hostsOf(scene),
  }));
}

/** What a scene lies behind. */
function around(scene: Scene): Pick<Segment, 'vlan' | 'tunnel' | 'chain'> {
  const { vlans } = scene;
  const tunnel = scene.tunnel === null ? null : { type: scene.tunnel.type, id: soleId(scene) };
  const tags = vlans.map((id) => ({ type: 'vlan', id }));
  return { vlan: vlans.at(-1) ?? null, tunnel, chain: tunnel === null ? tags : [...tags, tunnel] };
}

/** Names of the interfaces that saw a scene; null where the capture has several of one and the same network. */
function interfaceNames(observations: Observations, networks: Networks): (scene: Scene) => string | null {
  const all = allInterfaces(observations);
  if (all.length === 1) return () => all[0].facts.name;
  if (networks.count < 2) return () => null;
  const places = observations.tallies.places.list;
  return ({ network, tunnel }) => {
    const seen = tunnel === null ? networks.interfaces[network] : [...tunnel.places].map((at) => places[at].interface);
    return listed([...new Set(seen)].map((index) => interfaceName(observations.inputs, all[index])));
  };
}

/** The identifier when there is only one. */
function soleId({ tunnel }: Scene): number | null {
  const ids = [...(tunnel?.ids.keys() ?? [])];
  return ids.length === 1 && ids[0] >= 0 ? ids[0] : null;
}

/** Stations with the addresses that are their own, busiest first. */
function hostsOf(scene: Scene): SegmentHost[] {
  const stations = [...scene.stations.values()].filter(hasSpoken);
  return busiest(stations.length, (row) => stations[row].sent, MAX_HOSTS).map((row) => {
    const station = stations[row];
    const own = station.passed.length > 0 ? [] : station.own.map(({ address }) => address);
    const addresses = new Set([...station.claims.keys(), ...own].filter(isIpv4));
    return { mac: stationName(station.id), ips: [...addresses].map(addressName) };
  });
}
