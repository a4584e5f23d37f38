/** What the outer headers of one kind of tunnel on one UDP port say, told apart by the networks that carry it. */
import { idOf, versionOf } from '../tally/tunnel-id.ts';
import { tunnelName } from '../tally/tunnel-names.ts';
import { TUNNEL_KEY_WORDS, type TunnelTally } from '../tally/tunnels.ts';
import { Joined } from './joined.ts';
import type { Networks } from './networks.ts';

/** Rows of the tunnel tally that are looked at: far more than a cluster has pairs of nodes. */
const MAX_ROWS = 50_000;
const MAX_FRAMES = 5;

export interface TunnelFacts {
  /** `vxlan`, `geneve`, … */
  type: string;
  /** UDP destination port, 0 without UDP. */
  port: number;
  frames: number;
  /** Packets that carry it: fewer than `frames` where one holds several of its headers. */
  packets: number;
  /** Identifier → frames. */
  ids: Map<number, number>;
  zeroChecksums: number;
  dontFragment: number;
  samePorts: number;
  /** Frames with class 0x0102 and type 0x80 (OVN) as first Geneve option, and with any other option. */
  ovnOptions: number;
  otherOptions: number;
  /** Pairs of tunnel endpoints that were heard in both directions. */
  pairs: number;
  /** Of those, pairs that use one and the same identifier both ways. */
  symmetric: number;
  /** Of those, pairs whose identifiers are the same two parts in swapped order: id and its halves turned round. */
  swapped: number;
  /** Largest number of identifiers that one endpoint sends to another. */
  idsPerPair: number;
  firstFrame: number;
  /** Where it was seen (places.ts): of each pair of endpoints and identifier, the place of its first packet. */
  places: Set<number>;
  sampleFrames: number[];
}

/** Tunnels that a mode is named for, by their protocol's name. */
const MODES: ReadonlyMap<string, string> = new Map([
  ['vxlan', 'vxlan'],
  ['vxlan-gpe', 'vxlan'],
  ['geneve', 'geneve'],
  ['gre', 'gre'],
  ['erspan', 'gre'],
  ['ipip', 'ipip'],
  ['wireguard', 'wireguard'],
]);
/** OVN's option: class 0x0102 (ovn: lib/ovn-util, controller/physical.h), type 0x80 (critical). */
const OVN_OPTION = 0x010280;
/** Weave's identifiers are two peer numbers of 12 bits each (weave: router/fastdp.go). */
const PEER_BITS = 12;

/** Tunnels by kind, port and, where they have no endpoint in common, the networks they were seen on. */
export interface TunnelGroups {
  groups: Map<string, TunnelFacts>;
  /** Key of the group of an identifier as seen on a network; undefined for what is no tunnel that a mode is named for. */
  groupOf(protocol: number, id: number, network: number): string | undefined;
}

/** True for a link of a chain that is the header of a tunnel that a mode is named for. */
export const isTunnelOfMode = (protocol: number): boolean => MODES.has(tunnelName(protocol) ?? '');

/** Reads the tunnel tally; each row belongs to the network that its first packet was seen on. */
export function tunnelGroups(tally: TunnelTally, networks: Networks): TunnelGroups {
  const { sightings } = tally;
  const groups = new Map<string, TunnelFacts>();
  const byId = new Map<string, string>();
  const overlayOf = overlays(tally, networks);
  const pairs = new Map<string, Map<string, Set<number>>>();
  for (let row = 0; row < Math.min(sightings.size, MAX_ROWS); row++) {
    const at = row * TUNNEL_KEY_WORDS;
    const [protocol, port] = sightings.table.keys.subarray(at, at + 2);
    const id = idOf(sightings.table.keys, at);
    const type = MODES.get(tunnelName(protocol) ?? '');
    if (type === undefined) continue;
    const network = networks.of(sightings.firstPlace[row]);
    const group = `${type}:${port}:${overlayOf(protocol, port, network)}`;
    byId.set(idKey(protocol, id, network), group);
    if (!byId.has(idKey(protocol, id, ANYWHERE))) byId.set(idKey(protocol, id, ANYWHERE), group);
    addRow(groups, group, type, row, tally);
    addPair(pairs, group, sightings.table.keys.subarray(at + 3, at + TUNNEL_KEY_WORDS), id);
  }
  for (const [group, directions] of pairs) comparePairs(groups.get(group)!, directions);
  return {
    groups,
    groupOf: (protocol, id, network) =>
      byId.get(idKey(protocol, id, network)) ?? byId.get(idKey(protocol, id, ANYWHERE)),
  };
}

/** In place of a network: where a packet was seen that is only counted elsewhere. */
const ANYWHERE = -1;
const idKey = (protocol: number, id: number, network: number): string => `${network}:${protocol}:${id}`;

/** Which networks carry one tunnel: those on which the same endpoint speaks or is spoken to, with the same kind of tunnel and port. */
function overlays(tally: TunnelTally, networks: Networks): (protocol: number, port: number, network: number) => number {
  if (networks.count < 2) return () => 0;
  const { keys } = tally.sightings.table;
  const joined = new Map<string, Joined>();
  const seen = new Map<string, number>();
  for (let row = 0; row < Math.min(tally.sightings.size, MAX_ROWS); row++) {
    const at = row * TUNNEL_KEY_WORDS;
    const [protocol, port, , , ...words] = keys.subarray(at, at + TUNNEL_KEY_WORDS);
    const version = versionOf(keys, at);
    const kind = `${protocol}:${port}`;
    const sets = joined.get(kind) ?? new Joined();
    joined.set(kind, sets);
    const network = networks.of(tally.sightings.firstPlace[row]);
    for (const address of [words.slice(0, 4), words.slice(4)]) {
      const endpoint = `${kind}:${version}:${address.join('.')}`;
      sets.join(seen.get(endpoint) ?? network, network);
      seen.set(endpoint, network);
    }
  }
  return (protocol, port, network) => joined.get(`${protocol}:${port}`)?.rootOf(network) ?? 0;
}

function addRow(groups: Map<string, TunnelFacts>, key: string, type: string, row: number, tally: TunnelTally): void {
  const { sightings } = tally;
  const at = row * TUNNEL_KEY_WORDS;
  const port = sightings.table.keys[at + 1];
  const id = idOf(sightings.table.keys, at);
  let facts = groups.get(key);
  if (facts === undefined) groups.set(key, (facts = emptyFacts(type, port, sightings.firstFrame[row])));
  const frames = sightings.frames[row];
  facts.frames += frames;
  facts.packets += packetsOf(tally, row);
  facts.places.add(sightings.firstPlace[row]);
  facts.ids.set(id, (facts.ids.get(id) ?? 0) + frames);
  facts.zeroChecksums += tally.zeroChecksums[row];
  facts.dontFragment += tally.dontFragment[row];
  facts.samePorts += tally.samePorts[row];
  if (tally.geneveOption[row] === OVN_OPTION) facts.ovnOptions += frames;
  else if (tally.geneveOption[row] !== 0) facts.otherOptions += frames;
  if (facts.sampleFrames.length < MAX_FRAMES) facts.sampleFrames.push(sightings.firstFrame[row]);
}

/** The packets of a row that no other row of its group counts; ERSPAN lies in GRE, which is of the same group. */
const packetsOf = (tally: TunnelTally, row: number): number =>
  tunnelName(tally.sightings.table.keys[row * TUNNEL_KEY_WORDS]) === 'erspan'
    ? 0
    : tally.sightings.frames[row] - tally.repeatsOf(row).frames;

const emptyFacts = (type: string, port: number, firstFrame: number): TunnelFacts => ({
  type,
  port,
  frames: 0,
  packets: 0,
  ids: new Map(),
  zeroChecksums: 0,
  dontFragment: 0,
  samePorts: 0,
  ovnOptions: 0,
  otherOptions: 0,
  pairs: 0,
  symmetric: 0,
  swapped: 0,
  idsPerPair: 0,
  firstFrame,
  places: new Set(),
  sampleFrames: [],
});

/** Notes an identifier for one direction; `ends` holds the IP version, the source and the destination. */
function addPair(pairs: Map<string, Map<string, Set<number>>>, group: string, ends: Int32Array, id: number): void {
  let directions = pairs.get(group);
  if (directions === undefined) pairs.set(group, (directions = new Map()));
  const key = `${ends.subarray(1, 5).join('.')}>${ends.subarray(5, 9).join('.')}`;
  const ids = directions.get(key);
  if (ids === undefined) directions.set(key, new Set([id]));
  else ids.add(id);
}

function comparePairs(facts: TunnelFacts, directions: Map<string, Set<number>>): void {
  for (const [key, ids] of directions) {
    facts.idsPerPair = Math.max(facts.idsPerPair, ids.size);
    const [from, to] = key.split('>');
    const back = directions.get(`${to}>${from}`);
    if (back === undefined || from > to) continue;
    facts.pairs++;
    if (sameSets(ids, back)) facts.symmetric++;
    else if (ids.size === 1 && back.size === 1 && turned([...ids][0]) === [...back][0]) facts.swapped++;
  }
}

const sameSets = (one: Set<number>, other: Set<number>): boolean =>
  one.size === other.size && [...one].every((id) => other.has(id));

const turned = (id: number): number => ((id & 0xfff) << PEER_BITS) | (id >>> PEER_BITS);
