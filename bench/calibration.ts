/**
 * How far probabilities can be trusted: reliability table, expected calibration error and log loss of the verdicts over labelled captures. Nothing is fitted to
 * these labels, so each scenario is judged without them; to see what the priors are worth, they are fitted here to all scenarios but the one judged, and the
 * losses are printed side by side. Usage: tsx bench/calibration.ts FOLDER (of scenario folders with NAME.pcap and NAME.label.json).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { classify } from '../src/cni/classify.ts';
import { HYPOTHESES, written } from '../src/cni/hypotheses.ts';
import { run } from '../src/engine/run.ts';

const BINS = 10;
/** A probability below this counts as this, so that one miss does not drown all else. */
const FLOOR = 1e-3;
/** Captures that the written priors are worth when others are fitted. */
const PRIOR_CAPTURES = 40;

interface Label {
  file: string;
  expected: { truth: string; acceptable: string[]; identifiable: boolean };
}

interface Judged {
  scenario: string;
  truth: string;
  acceptable: string[];
  /** Written answer → probability. */
  answers: Map<string, number>;
}

async function judgeAll(root: string): Promise<Judged[]> {
  const found: Judged[] = [];
  for (const scenario of readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const files = readdirSync(join(root, scenario.name)).filter((name) => name.endsWith('.label.json'));
    for (const file of files.sort()) {
      const label: Label = JSON.parse(readFileSync(join(root, scenario.name, file), 'utf8'));
      const observations = await run([join(root, scenario.name, label.file)], { vxlanPorts: [], filter: null });
      const { candidates } = classify(observations).verdict;
      const answers = new Map(candidates.map((candidate) => [written(candidate), candidate.probability]));
      found.push({
        scenario: scenario.name,
        truth: label.expected.truth,
        acceptable: label.expected.acceptable,
        answers,
      });
    }
  }
  return found;
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

function print(title: string, all: readonly Judged[]): void {
  const firsts = all.map((one) => ({ one, ...first(one) }));
  console.log(`\n${title}: ${all.length} captures`);
  console.log('confidence  captures  mean confidence  truth first  acceptable first');
  let error = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const inside = firsts.filter(({ probability }) => Math.min(BINS - 1, Math.floor(probability * BINS)) === bin);
    if (inside.length === 0) continue;
    const mean = average(inside.map(({ probability }) => probability));
    const right = average(inside.map(({ one, name }) => Number(fits(one.truth, name) || fits(name, one.truth))));
    const acceptable = average(inside.map(({ one, name }) => Number(isAcceptable(one, name))));
    error += (inside.length / all.length) * Math.abs(mean - right);
    const cells = [
      `${bin / BINS} to ${(bin + 1) / BINS}`.padEnd(12),
      String(inside.length).padStart(8),
      mean.toFixed(3).padStart(17),
    ];
    console.log([...cells, right.toFixed(3).padStart(13), acceptable.toFixed(3).padStart(18)].join(''));
  }
  const loss = average(
    all.map(
      (one) =>
        -Math.log(
          Math.max(
            FLOOR,
            massOf(one, (name) => fits(one.truth, name) || fits(name, one.truth)),
          ),
        ),
    ),
  );
  const mass = average(all.map((one) => massOf(one, (name) => isAcceptable(one, name))));
  console.log(
    `expected calibration error ${error.toFixed(3)}; log loss ${loss.toFixed(3)} nats; mass on acceptable answers ${mass.toFixed(3)}`,
  );
}

function first({ answers }: Judged): { name: string; probability: number } {
  const [name, probability] = [...answers].reduce((best, one) => (one[1] > best[1] ? one : best));
  return { name, probability };
}

const massOf = ({ answers }: Judged, fitting: (name: string) => boolean): number =>
  [...answers].filter(([name]) => fitting(name)).reduce((sum, [, probability]) => sum + probability, 0);

const isAcceptable = ({ acceptable }: Judged, name: string): boolean =>
  acceptable.some((pattern) => fits(name, pattern));

/** True when an answer is of a pattern: mode, mode/submode, `*` for any. */
function fits(name: string, pattern: string): boolean {
  const [mode, submode] = name.split('/');
  const [wantedMode, wantedSubmode = '*'] = pattern.split('/');
  return (wantedMode === '*' || wantedMode === mode) && (wantedSubmode === '*' || wantedSubmode === submode);
}

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: tsx bench/calibration.ts FOLDER');
  process.exit(2);
}
const judged = await judgeAll(folder);
print('as written', judged);
print(
  'priors fitted, one scenario left out',
  judged.map((one) => refitted(one, judged)),
);
