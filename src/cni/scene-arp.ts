/** ARP in scenes: who claims which address, and which questions were answered. */
import { ASK_WORDS, CLAIM_WORDS } from '../tally/arp.ts';
import type { Observations } from '../tally/observations.ts';
import { stationOf } from './scene-stations.ts';
import type { Scenes } from './scenes.ts';
import { stationId } from './station-id.ts';

/** Rows looked at in each table, as many as stations are kept: a scan adds no knowledge. */
const MAX_ROWS = 4096;
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
  for (let row = 0; row < Math.min(claims.size, MAX_ROWS); row++) {
    const at = row * CLAIM_WORDS;
    const scene = scenes.of(keys[at], claims.firstPlace[row]);
    scene.frames += claims.frames[row];
    scene.firstFrame ||= claims.firstFrame[row];
    const station = stationOf(scene, stationId(keys[at + 2], keys[at + 3]), claims.firstFrame[row]);
    if (station === null || station.claims.size >= MAX_CLAIMS) continue;
    const address = keys[at + 1] >>> 0;
    station.claims.set(address, claims.firstFrame[row]);
    scene.claimants.set(address, (scene.claimants.get(address) ?? new Set()).add(station.id));
  }
}

function addQuestions({ tallies }: Observations, scenes: Scenes): void {
  const { arp } = tallies.control;
  const { keys } = arp.asks.table;
  for (let row = 0; row < Math.min(arp.asks.size, MAX_ROWS); row++) {
    const at = row * ASK_WORDS;
    scenes.of(keys[at], arp.asks.firstPlace[row]).questions.push({
      asker: keys[at + 1] >>> 0,
      station: stationId(arp.askerHigh[row], arp.askerLow[row]),
      target: keys[at + 2] >>> 0,
      questions: arp.questions[row],
      answered: arp.answered[row],
      firstFrame: arp.asks.firstFrame[row],
    });
  }
}
