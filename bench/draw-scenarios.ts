/**
 * Draws scenarios for the capture lab by lot. Networks are allotted in proportion to the priors that the model declares, so that the mix of truths is the one its probabilities promise to
 * be right for, and nobody's choice; cards, addresses, families, tags, places and times are drawn. Usage: tsx bench/draw-scenarios.ts SEED COUNT PREFIX > scenarios.json.
 */
import { HYPOTHESES } from '../src/cni/hypotheses.ts';
import { cluster, isFabric } from './drawn/cluster.ts';
import { Lot } from './drawn/lot.ts';
import { isSiteTunnel, ordinary, sites } from './drawn/ordinary.ts';
import type { Scenario } from './drawn/scenario.ts';
import { secondary } from './drawn/secondary.ts';

/** Modes that a plugin makes; SR-IOV needs a card that the lab has not. */
const isPlugin = (name: string): boolean =>
  /^(bridge|macvlan\/|ipvlan\/|host-device$|vlan|ptp)/.test(name) && name !== 'unknown';

const canBuild = (name: string): boolean => name === 'none' || isPlugin(name) || isFabric(name) || isSiteTunnel(name);

function scenario(lot: Lot, answer: string, index: number): Scenario {
  const name = `${prefix}${String(index + 1).padStart(3, '0')}-${answer.replace('/', '-')}`;
  if (answer === 'none') return ordinary(lot, name);
  if (isFabric(answer)) return cluster(lot, name, answer);
  if (isSiteTunnel(answer)) return sites(lot, name, answer);
  const [mode, submode] = answer.split('/');
  return secondary(lot, name, mode, submode);
}

const [seed, count] = process.argv.slice(2, 4).map(Number);
const prefix = process.argv[4];
if (!(seed > 0) || !(count > 0) || prefix === undefined) {
  console.error('usage: tsx bench/draw-scenarios.ts SEED COUNT PREFIX');
  process.exit(2);
}
const shares = Object.fromEntries(
  [...HYPOTHESES].filter(([name]) => canBuild(name)).map(([name, { prior }]) => [name, prior]),
);
const lot = new Lot(seed);
const drawn = lot.allotted(shares, count).map((answer, index) => scenario(lot, answer, index));
console.log(`[\n${drawn.map((one) => JSON.stringify(one)).join(',\n\n')}\n]`);
