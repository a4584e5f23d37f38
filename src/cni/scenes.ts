/**
 * Sorts the facts of a capture into scenes: one for each set of VLANs outside of tunnels on each network of capture interfaces, and one for each tunnel.
 * A pass over each tally, each bounded.
 */
import { allInterfaces, type Observations } from '../tally/observations.ts';
import { isVlanTag } from '../tally/tunnel-names.ts';
import { type Networks, networksOf } from './networks.ts';
import { populationOf } from './population.ts';
import { follows } from './rotation.ts';
import type { Scene } from './scene.ts';
import { addArp } from './scene-arp.ts';
import { addCooked } from './scene-cooked.ts';
import { addFlows } from './scene-flows.ts';
import { addMoved } from './scene-moved.ts';
import { addNeighbours } from './scene-neighbours.ts';
import type { StationKind } from './station-kind.ts';
import { type TunnelFacts, type TunnelGroups, tunnelGroups } from './tunnel-facts.ts';
import { inferVantage } from './vantage/vantage.ts';

/** Networks told apart; what else there is shares the last scene. */
const MAX_SCENES = 256;

/** All scenes, and which scene each chain of VLANs and tunnels belongs to. */
export interface Scenes {
  list: Scene[];
  /** Scene of a context as seen at a place (places.ts), or on the network of a station where one is named: not of those inside of tunnels. */
  of(context: number, place: number, station?: number): Scene;
  tunnels: TunnelGroups;
  networks: Networks;
  /** Flows that were looked at one by one: see flow-sample.ts. */
  looked: number;
}

/** Reads the observations once. */
export function scenesOf(observations: Observations): Scenes {
  const scenes = emptyScenes(observations);
  scenes.looked = addFlows(observations, scenes);
  addArp(observations, scenes);
  addNeighbours(observations, scenes);
  addCooked(observations, scenes);
  addMoved(observations, scenes);
  addCasts(observations, scenes);
  const all = allInterfaces(observations);
  const interfaces = scenes.networks.interfaces.map((list) =>
    atOnce(
      observations,
      list.map((index) => all[index].input),
    ),
  );
  for (const scene of scenes.list) {
    scene.interfaces = scene.tunnel === null ? interfaces[scene.network] : all.length;
    scene.population = populationOf(scene);
  }
  share(scenes);
  for (const scene of scenes.list) scene.vantage = inferVantage(scene);
  return scenes;
}

/** How many interfaces, each named by its input, saw a network at the same time: one, where they are files that follow one another. */
function atOnce(observations: Observations, inputs: readonly number[]): number {
  const different = new Set(inputs).size === inputs.length;
  return inputs.length > 1 && different && follows(observations, inputs) ? 1 : inputs.length;
}

function emptyScenes(observations: Observations): Scenes {
  const { contexts, tallies } = observations;
  const networks = networksOf(observations);
  const tunnels = tunnelGroups(tallies.tunnels, networks);
  const byKey = new Map<string, Scene>();
  const byContext: Scene[][] = Array.from({ length: networks.count }, () => []);
  const list: Scene[] = [];
  const add = (key: string, make: () => Scene): Scene => {
    const known = byKey.get(key) ?? (list.length >= MAX_SCENES ? list[MAX_SCENES - 1] : undefined);
    if (known !== undefined) return known;
    const scene = make();
    byKey.set(key, scene);
    list.push(scene);
    return scene;
  };
  const plain = (network: number, vlans: number[]): Scene =>
    add(`${network}:${vlans.join('.')}`, () => emptyScene(network, vlans, null));
  const sceneOfChain = (network: number, chain: { kind: number; id: number }[]): Scene => {
    const tunnel = chain.find((link) => tunnels.groupOf(link.kind, link.id, network) !== undefined);
    const outer = tunnel === undefined ? chain : chain.slice(0, chain.indexOf(tunnel));
    const vlans = outer.filter((link) => isVlanTag(link.kind)).map((link) => link.id);
    if (tunnel === undefined) return plain(network, vlans);
    const group = tunnels.groupOf(tunnel.kind, tunnel.id, network)!;
    const scene = add(group, () => emptyScene(network, vlans, tunnels.groups.get(group)!));
    if (scene.vlans.length === 0) scene.vlans.push(...vlans);
    return scene;
  };
  plain(0, []);
  for (const [group, facts] of tunnels.groups) add(group, () => emptyScene(0, [], facts));
  const of = (context: number, place: number, station = 0): Scene => {
    const network = station === 0 ? networks.of(place) : networks.ofStation(station, place);
    return (byContext[network][context] ??= sceneOfChain(network, context === 0 ? [] : contexts.chain(context)));
  };
  return { list, of, tunnels, networks, looked: 0 };
}

const emptyScene = (network: number, vlans: number[], tunnel: TunnelFacts | null): Scene => ({
  network,
  frames: tunnel?.packets ?? 0,
  firstFrame: tunnel?.firstFrame ?? 0,
  interfaces: 1,
  vlans,
  tunnel,
  stations: new Map(),
  speakers: new Map(),
  claimants: new Map(),
  population: { pods: [], cards: [], gateways: [] },
  infrastructure: [],
  pairs: new Map(),
  mtus: new Map(),
  questions: [],
  unicast: 0,
  halfHeard: new Map(),
  stationless: 0,
  stationlessTtls: new Map(),
  broadcasts: 0,
  cooked: null,
  marks: new Map(),
  tunnelsElsewhere: [],
  vantage: { id: 'unknown', confidence: 0, evidence: [] },
});

/** Columns of L2Tally's counts. */
const BROADCAST = 1;
const MULTICAST = 2;
/** Contexts whose casts are looked up: one for each VNI or VLAN. */
const MAX_CONTEXTS = 10_000;

/** Frames to groups inside of tunnels; they are counted by chain alone, which is enough there. */
function addCasts({ tallies, contexts }: Observations, scenes: Scenes): void {
  const { tunnels } = scenes;
  for (let context = 2; context < Math.min(contexts.size, MAX_CONTEXTS); context++) {
    if (!contexts.chain(context).some((link) => tunnels.groupOf(link.kind, link.id, 0) !== undefined)) continue;
    const { frames } = tallies.l2.context(context);
    scenes.of(context, 0).broadcasts += frames[BROADCAST] + frames[MULTICAST];
  }
}

/** Gives every scene what was seen elsewhere: who the stations of its network belong to, and which tunnels the capture holds. */
function share({ list, tunnels, networks }: Scenes): void {
  const types = [...new Set([...tunnels.groups.values()].map((facts) => facts.type))];
  const plain = list.filter(({ tunnel }) => tunnel === null);
  for (const scene of list) {
    const { network, tunnel, vlans } = scene;
    const own = [...scene.stations.values()];
    const untagged = plain.find((other) => other.network === network && other.vlans.length === 0);
    scene.infrastructure =
      tunnel === null && vlans.length > 0 && untagged !== undefined ? [...own, ...untagged.stations.values()] : own;
    scene.tunnelsElsewhere = tunnel === null ? types : [];
  }
  for (let network = 0; network < networks.count; network++) {
    const marks = marksOf(list.filter((scene) => isOn(scene, network, networks)));
    for (const scene of plain) if (scene.network === network) scene.marks = marks;
  }
  const all = marksOf(list);
  for (const scene of list) if (scene.tunnel !== null) scene.marks = all;
}

/** True for what is seen on a network: its own scenes, and tunnels whose packets were seen there. */
const isOn = ({ network, tunnel }: Scene, wanted: number, networks: Networks): boolean =>
  tunnel === null ? network === wanted : [...tunnel.places].some((place) => networks.of(place) === wanted);

function marksOf(scenes: readonly Scene[]): Map<StationKind, number> {
  const marks = new Map<StationKind, number>();
  for (const { stations } of scenes) {
    for (const { kind, firstFrame } of stations.values()) if (!marks.has(kind)) marks.set(kind, firstFrame);
  }
  return marks;
}
