/** The same unicast frame twice within a moment, between stations of one node: a switch that reflects for VEPA. */
import { isPodId } from '../population.ts';
import type { Pair, Scene } from '../scene.ts';
import type { Reading, Signal } from '../signal.ts';
import { counted, stationName } from '../wording.ts';

export const reflectedFrames = {
  id: 'reflected-frames',
  title: 'Frames between siblings come back from the switch',
  reference: 'IEEE 802.1Qbg (VEPA, reflective relay); Linux drivers/net/macvlan.c',
  explain:
    'In VEPA mode frames between two pods of a node leave by the card and are reflected by the switch: the uplink shows each of them twice, byte for byte, a fraction of a ' +
    'millisecond apart, while frames to the outside appear once. A mirror port that copies both directions doubles everything.',
  weigh,
} satisfies Signal;

/** Fewer repetitions are retransmissions. */
const MIN_REPEATS = 4;
/** Share of a pair's packets that are repetitions: a half when each is seen twice. */
const MIN_SHARE = 0.3;
/** A mirror doubles what others send as well. */
const MAX_ELSEWHERE = 0.1;
const WEIGHT = 26;

function weigh(scene: Scene): Reading[] {
  if (scene.cooked !== null) return ofCooked(scene);
  const pairs = [...scene.pairs.values()];
  const doubled = pairs.filter(
    (pair) => isBetweenPods(scene, pair) && pair.repeats >= MIN_REPEATS && pair.repeats >= MIN_SHARE * pair.frames,
  );
  const others = pairs.filter((pair) => !doubled.includes(pair));
  if (doubled.length === 0 || others.some((pair) => pair.repeats > MAX_ELSEWHERE * pair.frames)) return [];
  const [{ a, b, repeats, firstFrame }] = doubled;
  return [
    read(
      `${counted(repeats, 'packet')} between ${stationName(a)} and ${stationName(b)} were seen twice, others once`,
      firstFrame,
    ),
  ];
}

function ofCooked({ cooked }: Scene): Reading[] {
  if (cooked === null || [...cooked.switched.values()].some(({ frames }) => frames > 1)) return [];
  const found = [...cooked.reflected].find(([, { frames }]) => frames >= MIN_REPEATS);
  if (found === undefined) return [];
  const [id, { frames, firstFrame }] = found;
  return [
    read(`${counted(frames, 'frame')} of ${stationName(id)} left by a device and came back in by it`, firstFrame),
  ];
}

const read = (statement: string, frame: number): Reading => ({
  statement,
  weights: { 'macvlan/vepa': WEIGHT, 'macvlan/bridge': -6, 'macvlan/private': -10 },
  frames: [frame],
});

const isBetweenPods = (scene: Scene, { a, b }: Pair): boolean => [a, b].every((id) => isPodId(scene, id));
