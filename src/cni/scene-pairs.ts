/** Who talks to whom: one record for each two stations of a scene. */
import type { Pair, Scene } from './scene.ts';

/** Pairs of one scene; more of them say the same. */
const MAX_PAIRS = 5_000;

/** The record of two stations, the smaller first; null when the scene has too many to keep. */
export function pairOf(scene: Scene, a: number, b: number, frame: number): Pair | null {
  const key = `${a}-${b}`;
  const known = scene.pairs.get(key);
  if (known !== undefined) return known;
  if (scene.pairs.size >= MAX_PAIRS) return null;
  const pair: Pair = {
    a,
    b,
    frames: 0,
    unfinishedA: 0,
    unfinishedB: 0,
    finished: 0,
    repeats: 0,
    oneWay: true,
    firstFrame: frame,
  };
  scene.pairs.set(key, pair);
  return pair;
}
