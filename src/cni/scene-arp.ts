/** ARP in scenes: who claims which address, and which questions were answered. */
import { ASK_WORDS, CLAIM_WORDS } from '../tally/arp.ts';
import { lastHeard } from '../tally/last-heard.ts';
import type { Observations } from '../tally/observations.ts';
import { stationId } from '../tally/station-id.ts';
import type { Scene } from './scene.ts';
import { stationOf } from './scene-stations.ts';
import type { Scenes } from './scenes.ts';

/** Rows looked into in each table, as many as stations are kept: a scan adds no knowledge. Frames count whatever the row. */
const MAX_ROWS = 1024;
/** Claims kept of one station: a proxy that answers for everybody shows it with this many. */
const MAX_CLAIMS = 256;

/** Adds claims and questions to their scenes. */
export function addArp(observations: Observations, scenes: Scenes): void {
  addClaims(observations, scenes);
  addQuestions(observations, scenes);
}

function addClaims({ tallies }: Observations, scenes: Scenes): void {
  const { claims } = tallies.control.arp;
  const { keys } = claims.table;
  for (let row = 0; row < claims.size; row++) {
    const scene = scenes.of(keys[row * CLAIM_WORDS], claims.firstPlace[row]);
    if (scene.tunnel === null) scene.frames += claims.frames[row];
    scene.firstFrame ||= claims.firstFrame[row];
    if (row < MAX_ROWS) addClaim(scene, keys, row * CLAIM_WORDS, claims.firstFrame[row]);
  }
}

function addClaim(scene: Scene, keys: Int32Array, at: number, frame: number): void {
  const station = stationOf(scene, stationId(keys[at + 2], keys[at + 3]), frame);
  if (station === null || station.claims.size >= MAX_CLAIMS) return;
  const address = keys[at + 1] >>> 0;
  station.claims.set(address, frame);
  scene.claimants.set(address, (scene.claimants.get(address) ?? new Set()).add(station.id));
}

function addQuestions(observations: Observations, scenes: Scenes): void {
  const { arp } = observations.tallies.control;
  const { keys } = arp.asks.table;
  const rows = Math.min(arp.asks.size, MAX_ROWS);
  const heard = heardTargets(observations, rows);
  for (let row = 0; row < rows; row++) {
    const at = row * ASK_WORDS;
    scenes.of(keys[at], arp.asks.firstPlace[row]).questions.push({
      asker: keys[at + 1] >>> 0,
      station: stationId(arp.askerHigh[row], arp.askerLow[row]),
      target: keys[at + 2] >>> 0,
      questions: arp.questions[row],
      answered: arp.answered[row],
      firstFrame: arp.asks.firstFrame[row],
      targetAlive: (heard.get(keys[at + 2]) ?? Number.NaN) >= arp.asks.first[row],
    });
  }
}

/** When targets of unanswered questions were last heard. */
function heardTargets(observations: Observations, rows: number): Map<number, number> {
  const { asks, answered } = observations.tallies.control.arp;
  const open = Array.from({ length: rows }, (_, row) => row).filter((row) => answered[row] === 0);
  return open.length === 0
    ? new Map()
    : lastHeard(observations, new Set(open.map((row) => asks.table.keys[row * ASK_WORDS + 2])));
}
