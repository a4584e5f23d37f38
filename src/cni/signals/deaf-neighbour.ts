/** A station that others hear, and that one neighbour asks for again and again in vain. */
import { isPodLike } from '../population.ts';
import type { Question, Scene, Station } from '../scene.ts';
import { MAX_FRAMES, type Reading, type Signal } from '../signal.ts';
import { addressName } from '../wording.ts';

export const deafNeighbour = {
  id: 'deaf-neighbour',
  title: 'A neighbour that is alive is never heard',
  reference: 'Linux drivers/net/macvlan.c (macvlan_queue_xmit, macvlan_broadcast); multus-cni#463, #691',
  explain:
    'A macvlan pod and its own node never hear each other, in any mode: the node asks for the pod in vain while others reach it. Two pods of a node do not hear each other in private ' +
    'mode, and in VEPA mode when the switch does not reflect. Port security and VLAN mismatches silence a station for everybody. A station that was last heard before the questions may be gone, and says nothing.',
  weigh,
} satisfies Signal;

/** Linux asks three times before it gives up (net/ipv4/neigh/default/mcast_solicit). */
const MIN_QUESTIONS = 3;
// A card asks for a random address and is not heard while others are: macvlan's isolation; on a bridge it would be a fault.
const NODE: Record<string, number> = { 'macvlan/bridge': 15, 'macvlan/private': 15, 'macvlan/vepa': 15 };
// Two random addresses: the isolation of private mode, or VEPA without reflection. In bridge mode it would be a fault.
// It may have been away while it was asked.
const UNCONFIRMED = 0.6;
const SIBLING: Record<string, number> = { 'macvlan/private': 22, 'macvlan/vepa': 22, 'macvlan/bridge': -2 };

function weigh(scene: Scene): Reading[] {
  const vain = scene.questions.filter(isInVain);
  if (vain.length === 0) return [];
  const alive = speakersOf(scene);
  const deaf = vain.filter(({ target }) => isPod(alive.get(target)));
  const fromCard = deaf.filter(({ station }) => scene.stations.get(station)?.kind === 'nic');
  const fromPod = deaf.filter(
    (question) => isPod(scene.stations.get(question.station)) && question.station !== alive.get(question.target)?.id,
  );
  if (fromPod.length > 0) return [read(scene, fromPod, SIBLING)];
  return fromCard.length > 0 ? [read(scene, fromCard, NODE)] : [];
}

const isInVain = ({ questions, answered, asker, targetAlive }: Question): boolean =>
  asker !== 0 && questions >= MIN_QUESTIONS && answered === 0 && targetAlive;

const isPod = (station: Station | undefined): boolean => station !== undefined && isPodLike(station);

/** Who speaks from an address or was heard to claim it. */
function speakersOf(scene: Scene): Map<number, Station> {
  const found = new Map<number, Station>();
  for (const station of scene.stations.values()) {
    for (const address of station.claims.keys()) found.set(address, station);
    for (const address of station.speech.keys()) found.set(address, station);
  }
  return found;
}

function read(scene: Scene, deaf: Question[], weights: Record<string, number>): Reading {
  const [{ asker, target, questions }] = deaf;
  const answersOthers = scene.questions.some(
    (question) => question.target === target && question.asker !== asker && question.answered > 0,
  );
  const heard = answersOthers ? 'answers others' : 'is alive';
  return {
    statement: `${addressName(asker)} asks ${questions} times for ${addressName(target)}, which ${heard}, and is never answered`,
    weights: answersOthers
      ? weights
      : Object.fromEntries(Object.entries(weights).map(([mode, weight]) => [mode, weight * UNCONFIRMED])),
    frames: deaf.map(({ firstFrame }) => firstFrame).slice(0, MAX_FRAMES),
  };
}
