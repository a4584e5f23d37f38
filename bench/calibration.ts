/**
 * How far probabilities can be trusted: reliability table, expected calibration error and log loss of the verdicts over labelled captures. First one line for each set. Then, for all
 * sets together: nothing in the rules is fitted to labels, so the first table judges each scenario without its own. The second chooses how sharp all probabilities should be on all
 * scenarios but the one judged: far from 1 it would say that the weights are too large or too small. The third does the same with the priors.
 * Usage: tsx bench/calibration.ts SET… (a folder of scenario folders with NAME.pcap and NAME.label.json, or several joined by commas).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { classify } from '../src/cni/classify.ts';
import { HYPOTHESES, written } from '../src/cni/hypotheses.ts';
import { run } from '../src/engine/run.ts';
import { crossValidated, type Judged, printByAnswer, printReliability, printSets } from './reliability.ts';

/** Captures that the written priors are worth when others are fitted. */
const PRIOR_CAPTURES = 40;

interface Label {
  file: string;
  expected: { truth: string; acceptable: string[]; identifiable: boolean };
}

async function judgeAll(root: string): Promise<Judged[]> {
  const found: Judged[] = [];
  for (const { name: scenario } of readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const labels = readdirSync(join(root, scenario)).filter((name) => name.endsWith('.label.json'));
    for (const name of labels.sort()) found.push(await judge(join(root, scenario), name));
  }
  return found;
}

async function judge(scenario: string, name: string): Promise<Judged> {
  const { file, expected }: Label = JSON.parse(readFileSync(join(scenario, name), 'utf8'));
  const { verdict } = classify(await run([join(scenario, file)], { vxlanPorts: [], filter: null }));
  return {
    scenario,
    truth: expected.truth,
    acceptable: expected.acceptable,
    expectsOne: expected.identifiable,
    claimsOne: verdict.identifiable,
    answers: new Map(verdict.candidates.map((candidate) => [written(candidate), candidate.probability])),
  };
}

/** The answers with priors counted over the other scenarios instead of the written ones. */
function refitted(one: Judged, all: readonly Judged[]): Judged {
  const others = all.filter(({ scenario }) => scenario !== one.scenario);
  const counted = (name: string): number => others.filter(({ truth }) => truth === name).length;
  const weights = [...one.answers].map(([name, probability]) => {
    const prior = HYPOTHESES.get(name)!.prior;
    const fitted = (counted(name) + PRIOR_CAPTURES * prior) / (others.length + PRIOR_CAPTURES);
    return [name, (probability * fitted) / prior] as const;
  });
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  return { ...one, answers: new Map(weights.map(([name, weight]) => [name, weight / total])) };
}

const sets = process.argv.slice(2).map((set) => set.split(','));
if (sets.length === 0) {
  console.error('usage: tsx bench/calibration.ts SET…, each a folder or several joined by commas');
  process.exit(2);
}
const byFolder = new Map<string, Judged[]>();
for (const folder of new Set(sets.flat())) byFolder.set(folder, await judgeAll(folder));
const judged = [...byFolder.values()].flat();
const lines = sets.map((set) => ({ title: set.join(', '), judged: set.flatMap((folder) => byFolder.get(folder)!) }));
printSets(sets.length > 1 ? [...lines, { title: 'all of these', judged }] : lines);
printReliability('as written', judged);
printByAnswer(judged);
const { judged: sharpened, sharpness } = crossValidated(judged);
const range = `${Math.min(...sharpness).toFixed(2)} to ${Math.max(...sharpness).toFixed(2)}`;
printReliability(`sharpness chosen on the other scenarios (${range})`, sharpened);
printReliability(
  'priors counted on the other scenarios',
  judged.map((one) => refitted(one, judged)),
);
