/** Sorts the facts of a capture into scenes, one for each set of VLANs outside of tunnels and one for each kind of tunnel: a pass over each tally, each bounded. */
import type { Observations } from '../tally/observations.ts';
import { isVlanTag } from '../tally/tunnel-names.ts';
import { populationOf } from './population.ts';
import type { Scene } from './scene.ts';
import { addArp } from './scene-arp.ts';
import { addCooked } from './scene-cooked.ts';
import { addFlows } from './scene-flows.ts';
import { addNeighbours } from './scene-neighbours.ts';
import type { StationKind } from './station-kind.ts';
import { idKey, type TunnelFacts, type TunnelGroups, tunnelGroups } from './tunnel-facts.ts';
import { inferVantage } from './vantage/vantage.ts';

/** Networks told apart; what else there is shares the last scene. */
const MAX_SCENES = 256;

/** All scenes, and which scene each chain of VLANs and tunnels belongs to. */
export interface Scenes {
  list: Scene[];
  /** Scene of a context. */
  of(context: number): Scene;
  tunnels: TunnelGroups;
}

/** Reads the observations once. */
export function scenesOf(observations: Observations): Scenes {
  const scenes = emptyScenes(observations);
  addFlows(observations, scenes);
  addArp(observations, scenes);
  addNeighbours(observations, scenes);
  addCooked(observations, scenes);
  addCasts(observations, scenes);
  const interfaces = observations.inputs.reduce((sum, input) => sum + input.interfaces.length, 0);
  for (const scene of scenes.list) {
    scene.interfaces = interfaces;
    scene.population = populationOf(scene);
  }
  share(scenes);
  for (const scene of scenes.list) scene.vantage = inferVantage(scene);
  return scenes;
}

function emptyScenes({ contexts, tallies }: Observations): Scenes {
  const tunnels = tunnelGroups(tallies.tunnels);
  const byKey = new Map<string, Scene>();
  const byContext: Scene[] = [];
  const list: Scene[] = [];
  const add = (key: string, vlans: number[], tunnel: TunnelFacts | null): Scene => {
    const known = byKey.get(key) ?? (list.length >= MAX_SCENES ? list[MAX_SCENES - 1] : undefined);
    if (known !== undefined) return known;
    const scene = emptyScene(vlans, tunnel);
    byKey.set(key, scene);
    list.push(scene);
    return scene;
  };
  const root = add('vlan:', [], null);
  for (const [group, facts] of tunnels.groups) add(group, [], facts);
  const of = (context: number): Scene => {
    if (context === 0) return root;
    return (byContext[context] ??= sceneOfChain(contexts.chain(context)));
  };
  const sceneOfChain = (chain: { kind: number; id: number }[]): Scene => {
    const tunnel = chain.find((link) => tunnels.groupOf.has(idKey(link.kind, link.id)));
    const outer = tunnel === undefined ? chain : chain.slice(0, chain.indexOf(tunnel));
    const vlans = outer.filter((link) => isVlanTag(link.kind)).map((link) => link.id);
    if (tunnel === undefined) return add(`vlan:${vlans.join('.')}`, vlans, null);
    const group = tunnels.groupOf.get(idKey(tunnel.kind, tunnel.id))!;
    const scene = add(group, vlans, tunnels.groups.get(group)!);
    if (scene.vlans.length === 0) scene.vlans.push(...vlans);
    return scene;
  };
  return { list, of, tunnels };
}

const emptyScene = (vlans: number[], tunnel: TunnelFacts | null): Scene => ({
  frames: tunnel?.frames ?? 0,
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

function addCasts({ tallies, contexts }: Observations, scenes: Scenes): void {
  for (let context = 2; context < Math.min(contexts.size, MAX_CONTEXTS); context++) {
    const { frames } = tallies.l2.context(context);
    scenes.of(context).broadcasts += frames[BROADCAST] + frames[MULTICAST];
  }
}

/** Gives every scene what was seen anywhere: who the capture's stations belong to, and which tunnels it holds. */
function share(scenes: Scenes): void {
  const marks = new Map<StationKind, number>();
  for (const scene of scenes.list) {
    for (const station of scene.stations.values())
      if (!marks.has(station.kind)) marks.set(station.kind, station.firstFrame);
  }
  const tunnels = [...new Set([...scenes.tunnels.groups.values()].map((facts) => facts.type))];
  const untagged = [...scenes.of(0).stations.values()];
  for (const scene of scenes.list) {
    const own = [...scene.stations.values()];
    scene.infrastructure = scene.tunnel === null && scene.vlans.length > 0 ? [...own, ...untagged] : own;
    scene.marks = marks;
    scene.tunnelsElsewhere = scene.tunnel === null ? tunnels : [];
  }
}
