/** What flows say of stations: who speaks from which address with which TTL, to whom, with which MTU. Packets are counted of all flows, the rest is read of a sample. */

import * as Checksum from '../tally/checksum-state.ts';
import * as Entry from '../tally/flow-entry-layout.ts';
import type { FlowTable } from '../tally/flow-table.ts';
import { type Direction, FlowView } from '../tally/flow-view.ts';
import type { Observations } from '../tally/observations.ts';
import { destinationId, sourceId } from '../tally/station-id.ts';
import * as Trouble from '../tally/trouble-layout.ts';
import * as PacketType from '../wire/packet-type.ts';
import { flowSample } from './flow-sample.ts';
import { addressKey, type Scene, type Station } from './scene.ts';
import { pairOf } from './scene-pairs.ts';
import { stationOf } from './scene-stations.ts';
import { carrierPorts, countPackets, isCarrier, scenesOfFlows } from './scene-totals.ts';
import type { Scenes } from './scenes.ts';

/** Addresses kept of one station, and speakers of one address: a router shows that it is one with fewer. */
const MAX_SPEECH = 256;
const MAX_SPEAKERS = 16;
const MAX_ADDRESSES = 20_000;
/** Distinct MTUs: hosts that announce more are playing. */
const MAX_MTUS = 64;

const ICMPV6 = 58;
/** From here on ICMPv6 is MLD and neighbour discovery (RFC 4443 §2.1, RFC 4861, RFC 2710). */
const FIRST_NEIGHBOUR_TYPE = 130;
const TCP_ACK = 0x10;
/** Packets of one side that cannot all be sent without an answer: SYN-ACK, and more than its repetitions within a second. */
const ANSWERED_PACKETS = 3;
/** What the headers in front of the MSS take: IP and TCP without options. */
const HEADERS_4 = 40;
const HEADERS_6 = 60;
const GROUP_BIT = 0x01000000;

/** Adds all flows to their scenes; answers how many were looked at. */
export function addFlows(observations: Observations, scenes: Scenes): number {
  const { flows } = observations.tallies;
  const view = new FlowView(flows);
  const walk = new FlowWalk(flows, view, scenes.of(0, 0));
  const ports = carrierPorts(scenes);
  const sceneOf = scenesOfFlows(observations, scenes);
  countPackets(observations, scenes, ports);
  const sample = flowSample(flows);
  for (const flow of sample) {
    if (isCarrier(flows, flow, ports)) continue;
    view.flow = flow;
    const scene = sceneOf(view, 0);
    walk.begin(scene, view.packets(1) === 0 ? scene : sceneOf(view, 1));
    walk.direction(0);
    walk.direction(1);
    walk.pair();
  }
  return sample.length;
}

/** Takes one flow after another into its scene; one object for all of them. */
class FlowWalk {
  private readonly flows: FlowTable;
  private readonly view: FlowView;
  private scene: Scene;
  /** Scenes of the two directions: two where a router was captured on both of its sides. */
  private scenes: readonly [Scene, Scene];
  private readonly sources = [0, 0];
  private readonly destinations = [0, 0];

  constructor(flows: FlowTable, view: FlowView, scene: Scene) {
    this.flows = flows;
    this.view = view;
    this.scene = scene;
    this.scenes = [scene, scene];
  }

  /** Goes on with the flow under the view's cursor. */
  begin(scene: Scene, other: Scene): void {
    this.scene = scene;
    this.scenes = [scene, other];
    this.sources.fill(0);
    this.destinations.fill(0);
  }

  /** Adds what one side sent. */
  direction(direction: Direction): void {
    const { view } = this;
    const packets = view.packets(direction);
    if (packets === 0) return;
    this.scene = this.scenes[direction];
    const frame = direction === 0 ? view.firstFrame : view.firstFrameB;
    if (!this.isToOne(direction)) return;
    this.announcement(direction, frame);
    if (view.protocol === ICMPV6 && view.port(0) >= FIRST_NEIGHBOUR_TYPE) return;
    this.stations(direction, packets, frame);
  }

  /** Adds what both sides are to each other; nothing when each direction was seen on another network. */
  pair(): void {
    const { view, sources, destinations } = this;
    const [scene, elsewhere] = this.scenes;
    if (scene !== elsewhere) return;
    const [one, other] = [sources[0] || destinations[1], sources[1] || destinations[0]];
    if (one === 0 || other === 0 || one === other) return;
    const [a, b] = one < other ? [one, other] : [other, one];
    const pair = pairOf(scene, a, b, view.firstFrame);
    if (pair === null) return;
    pair.frames += view.packets(0) + view.packets(1);
    pair.repeats += view.trouble(Trouble.DuplicatesHere);
    pair.oneWay &&= view.packets(1) === 0;
    for (const direction of [0, 1] as const) {
      const state = view.synChecksum(direction);
      const fromA = (direction === 0 ? one : other) === a;
      if (state === Checksum.Good) pair.finished++;
      if (state === Checksum.Unfinished) pair[fromA ? 'unfinishedA' : 'unfinishedB']++;
    }
  }

  private stations(direction: Direction, packets: number, frame: number): void {
    const { view, scene, flows } = this;
    const at = view.flow * Entry.WORDS + Entry.StationsA + 3 * direction;
    const { words } = flows;
    const from = sourceId(words, at);
    const to = destinationId(words, at);
    if (from === 0) this.withoutStation(direction, packets);
    scene.unicast += packets;
    this.sources[direction] = from;
    this.destinations[direction] = to;
    const receiver = to === 0 ? null : stationOf(scene, to, frame);
    if (receiver !== null) this.receive(receiver, direction, packets);
    const sender = stationOf(scene, from, frame);
    if (sender === null) return;
    sender.sent += packets;
    if (from === to) {
      sender.selfSent += packets;
      sender.selfFrame ||= frame;
    }
    this.speech(sender, direction, packets, frame);
    this.checksums(sender, direction);
    this.halfHeard(sender, direction, packets, frame);
  }

  private receive(receiver: Station, direction: Direction, packets: number): void {
    const { view } = this;
    receiver.received += packets;
    const destination = view.addressWord(direction === 0 ? 1 : 0) >>> 0;
    if (!view.isIpv6 && receiver.carried.size < MAX_SPEECH) receiver.carried.add(destination);
  }

  private speech(sender: Station, direction: Direction, packets: number, frame: number): void {
    const { view } = this;
    const key = addressKey(view.isIpv6, view.addressWord(direction));
    if (key === 0) return;
    const ttl = view.ttl(direction);
    if (!this.noteSpeaker(key, sender)) return;
    const known = sender.speech.get(key);
    if (known !== undefined) {
      known.frames += packets;
      known.ttlMin = Math.min(known.ttlMin, ttl);
      known.ttlMax = Math.max(known.ttlMax, ttl);
    } else if (sender.speech.size < MAX_SPEECH) {
      sender.speech.set(key, { address: key, frames: packets, ttlMin: ttl, ttlMax: ttl, firstFrame: frame });
    }
  }

  /** False when the scene, or the address, has too many speakers to keep. */
  private noteSpeaker(key: number, sender: Station): boolean {
    const { speakers } = this.scene;
    const known = speakers.get(key);
    if (known === undefined) {
      if (speakers.size >= MAX_ADDRESSES) return false;
      speakers.set(key, new Set([sender.id]));
      return true;
    }
    if (known.size < MAX_SPEAKERS) known.add(sender.id);
    return known.has(sender.id);
  }

  private checksums(sender: Station, direction: Direction): void {
    const state = this.view.synChecksum(direction);
    if (state === Checksum.Good) sender.finished++;
    if (state === Checksum.Unfinished) sender.unfinished++;
  }

  private halfHeard(sender: Station, direction: Direction, packets: number, frame: number): void {
    const { view, scene } = this;
    const other: Direction = direction === 0 ? 1 : 0;
    if (view.packets(other) !== 0 || packets < ANSWERED_PACKETS || (view.tcpFlags(direction) & TCP_ACK) === 0) return;
    const known = scene.halfHeard.get(sender.id);
    scene.halfHeard.set(sender.id, {
      connections: (known?.connections ?? 0) + 1,
      firstFrame: known?.firstFrame ?? frame,
    });
  }

  private withoutStation(direction: Direction, packets: number): void {
    const { view, scene } = this;
    scene.stationless += packets;
    const ttl = view.ttl(direction);
    scene.stationlessTtls.set(ttl, (scene.stationlessTtls.get(ttl) ?? 0) + packets);
  }

  /** Notes the MTU behind an MSS. */
  private announcement(direction: Direction, frame: number): void {
    const { view, scene, flows } = this;
    const mss = view.mss(direction);
    if (mss === 0) return;
    const mtu = mss + (view.isIpv6 ? HEADERS_6 : HEADERS_4);
    let sighting = scene.mtus.get(mtu);
    if (sighting === undefined) {
      if (scene.mtus.size >= MAX_MTUS) return;
      scene.mtus.set(mtu, (sighting = { mtu, segments: 0, senders: new Set(), firstFrame: frame }));
    }
    sighting.segments++;
    const at = view.flow * Entry.WORDS + Entry.StationsA + 3 * direction;
    if (sighting.senders.size < MAX_SPEAKERS) sighting.senders.add(sourceId(flows.words, at));
  }

  /** False for group and broadcast destinations. */
  private isToOne(direction: Direction): boolean {
    const { view, flows } = this;
    const at = view.flow * Entry.WORDS + Entry.StationsA + 3 * direction;
    if ((flows.words[at] & GROUP_BIT) !== 0) return false;
    const type = view.cookedType(direction);
    if (type === PacketType.Broadcast || type === PacketType.Multicast) return false;
    const destination = view.addressWord(direction === 0 ? 1 : 0);
    if (view.isIpv6) return flows.ipv6.word(destination, 0) >>> 24 !== 0xff;
    return destination >>> 28 < 0xe;
  }
}
