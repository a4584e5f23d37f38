/** `any` captures: a pod's frame that comes in by one device and leaves by another as it was. */
import { isBehindGatewayBridge } from '../passed-on.ts';
import { isPodId } from '../population.ts';
import type { CookedFacts, Scene } from '../scene.ts';
import { MAX_FRAMES, type Reading, type Signal } from '../signal.ts';
import { counted, listed, stationName } from '../wording.ts';
import { deliveredByCard } from './delivered-by-card.ts';

export const switchedOnNode = {
  id: 'switched-on-node',
  group: 'across-node',
  title: 'Frames cross the node unchanged',
  reference: 'packet(7) packet types; Linux net/bridge/br_forward.c',
  explain:
    'A capture on all devices records a bridged frame on the veth, on the bridge and on the uplink, with the same station addresses and the same TTL. Routed packets come out with ' +
    'other stations and a lower TTL; macvlan and ipvlan frames appear on one device only. Open vSwitch hands frames on in the same way.',
  weigh,
} satisfies Signal;

/** One may be chance, say a retransmission at an unlucky moment. */
const MIN_FRAMES = 2;
// Only a switch in software does this: a bridge, or Open vSwitch under an overlay.
const WEIGHT = 32;

// The frames of a sampled or cut capture that went in by one device and out by another need not be the same; VLAN devices of a macvlan do that too.
const THROUGH = 12;
// A bridge hands on nearly all that its pods say, and shows it twice (28 of 28 labelled captures); what is left are captures on all devices inside of a pod, one of four.
// Where the card delivers to pods by itself, that signal has counted it.
const NOT_ONCE = -6;

function weigh(scene: Scene): Reading[] {
  const { cooked } = scene;
  if (cooked === null) return [];
  const switched = [...cooked.switched].filter(([id, { frames }]) => frames >= MIN_FRAMES && isPodId(scene, id));
  if (switched.length === 0) return passingThrough(scene, cooked);
  const frames = switched.reduce((sum, [, sighting]) => sum + sighting.frames, 0);
  return [
    {
      statement: `${counted(frames, 'frame')} of ${listed(switched.map(([id]) => stationName(id)))} came in by one device and left by another unchanged`,
      weights: { bridge: WEIGHT, 'vxlan/*': 10, 'geneve/*': 12, 'vxlan/flannel': 20, 'vxlan/weave': 22 },
      frames: switched.map(([, { firstFrame }]) => firstFrame).slice(0, MAX_FRAMES),
    },
  ];
}

function passingThrough(scene: Scene, cooked: CookedFacts): Reading[] {
  const pods = scene.population.pods.filter(
    ({ id }) => leavesElsewhere(cooked.ways.get(id)) && !isBehindGatewayBridge(cooked, id),
  );
  if (pods.length === 0) return handedOnNowhere(scene, cooked);
  return [
    {
      statement: `frames of ${listed(pods.map(({ id }) => stationName(id)))} come in by one device and go out by another`,
      weights: { bridge: THROUGH, 'vxlan/flannel': THROUGH / 2, 'vxlan/weave': THROUGH / 2 },
      frames: pods.map(({ firstFrame }) => firstFrame).slice(0, MAX_FRAMES),
    },
  ];
}

function handedOnNowhere(scene: Scene, cooked: CookedFacts): Reading[] {
  const { pods } = scene.population;
  const talking = pods.filter(({ id, sent }) => sent >= MIN_FRAMES && !isBehindGatewayBridge(cooked, id));
  if (talking.length === 0 || deliveredByCard.weigh(scene).length > 0) return [];
  return [
    {
      statement: `no frame of ${listed(talking.map(({ id }) => stationName(id)))} is seen on a second device as it was`,
      weights: { bridge: NOT_ONCE },
      frames: talking.map(({ firstFrame }) => firstFrame).slice(0, MAX_FRAMES),
    },
  ];
}

const leavesElsewhere = (way: { into: Set<number>; out: Set<number> } | undefined): boolean =>
  way !== undefined && way.into.size > 0 && [...way.out].some((device) => !way.into.has(device));
