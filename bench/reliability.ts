/** How probabilities compare with what was true: reliability table, expected calibration error with its spread, log loss. */

import { average, binsOf, byAnswer, calibrationError, chance, type Outcome, spread } from './calibration-error.ts';

/** A probability below this counts as this, so that one miss does not drown all else. */
const FLOOR = 1e-3;
/** Powers of the probabilities tried: below 1 flatter, above 1 sharper. */
const SHARPNESS = Array.from({ length: 31 }, (_, i) => 0.5 + i / 30);

export interface Judged {
  scenario: string;
  truth: string;
  acceptable: string[];
  /** Whether the frames leave one answer, and whether the verdict said so. */
  expectsOne: boolean;
  claimsOne: boolean;
  /** Written answer → probability. */
  answers: Map<string, number>;
}

/** The tables, their errors and the losses. */
export function printReliability(title: string, all: readonly Judged[]): void {
  const outcomes = outcomesOf(all);
  console.log(`\n${title}: ${all.length} captures of ${new Set(all.map(({ scenario }) => scenario)).size} scenarios`);
  console.log('confidence  captures  mean confidence  truth first  acceptable first');
  for (const { from, to, captures, confidence, right, acceptable } of binsOf(outcomes)) {
    const cells = [`${from} to ${to}`.padEnd(12), String(captures).padStart(8)];
    console.log([...cells, three(confidence, 17), three(right, 13), three(acceptable, 18)].join(''));
  }
  const [least, , most] = spread(outcomes);
  const [low, middle, high] = chance(outcomes);
  console.log(
    `expected calibration error ${three(calibrationError(outcomes))} (9 in 10 draws of scenarios: ${three(least)} to ${three(most)}); by chance alone, were every probability ` +
      `exact: ${three(middle)} (${three(low)} to ${three(high)})`,
  );
  console.log(
    `log loss ${three(logLoss(all))} nats; mass on acceptable answers ${three(average(all.map(acceptableMass)))}`,
  );
}

/** Each first answer by itself: an error that bins hide, because one answer's excess makes up for another's lack. */
export function printByAnswer(all: readonly Judged[]): void {
  console.log('\nfirst answer            captures  scenarios  mean confidence  truth first');
  for (const { name, captures, scenarios, confidence, right } of byAnswer(outcomesOf(all))) {
    const cells = [name.padEnd(24), String(captures).padStart(8), String(scenarios).padStart(11)];
    console.log([...cells, three(confidence, 17), three(right, 13)].join(''));
  }
}

const outcomesOf = (all: readonly Judged[]): Outcome[] =>
  all.map((one) => {
    const { name, probability } = first(one);
    return {
      scenario: one.scenario,
      name,
      confidence: probability,
      right: isTruth(one, name),
      acceptable: isAcceptable(one, name),
    };
  });

const three = (value: number, width = 0): string => value.toFixed(3).padStart(width);

/** A set of captures in one row: what accept/captures.py asks of them, then error and loss. */
export function printSets(sets: readonly { title: string; judged: readonly Judged[] }[]): void {
  console.log(
    'captures  scenarios       right   mass  unacceptable  surely  excluded  overclaimed  error  by chance alone         loss  set',
  );
  for (const { title, judged } of sets) {
    const outcomes = outcomesOf(judged);
    const sure = judged.filter(({ expectsOne }) => expectsOne);
    const right = sure.filter((one) => isTruth(one, first(one).name) || isAcceptable(one, first(one).name));
    const wrong = judged.filter((one) => !isAcceptable(one, first(one).name));
    const surely = wrong.filter((one) => first(one).probability >= 0.8);
    const excluded = judged.filter((one) => truthMass(one) < 0.02);
    const over = judged.filter((one) => one.claimsOne && !one.expectsOne && !isTruth(one, first(one).name));
    const [low, middle, high] = chance(outcomes);
    const cells = [
      String(judged.length).padStart(8),
      String(new Set(judged.map(({ scenario }) => scenario)).size).padStart(11),
      `${right.length} of ${sure.length}`.padStart(12),
      three(average(judged.map(acceptableMass)), 7),
      String(wrong.length).padStart(14),
      String(surely.length).padStart(8),
      String(excluded.length).padStart(10),
      String(over.length).padStart(13),
      three(calibrationError(outcomes), 7),
      `  ${three(middle)} (${three(low)} to ${three(high)})`,
      three(logLoss(judged), 7),
      `  ${title}`,
    ];
    console.log(cells.join(''));
  }
}

/** The same captures with all probabilities sharpened or flattened by what suits the other scenarios best. */
export function crossValidated(all: readonly Judged[]): { judged: Judged[]; sharpness: number[] } {
  const losses = SHARPNESS.map((power) => all.map((one) => lossOf(sharpened(one, power))));
  const chosen = new Map<string, number>();
  for (const scenario of new Set(all.map((one) => one.scenario))) {
    const others = losses.map((list) => average(list.filter((_, at) => all[at].scenario !== scenario)));
    chosen.set(scenario, SHARPNESS[others.indexOf(Math.min(...others))]);
  }
  return { judged: all.map((one) => sharpened(one, chosen.get(one.scenario)!)), sharpness: [...chosen.values()] };
}

function sharpened(one: Judged, power: number): Judged {
  const raised = [...one.answers].map(([name, probability]) => [name, probability ** power] as const);
  const total = raised.reduce((sum, [, weight]) => sum + weight, 0);
  return { ...one, answers: new Map(raised.map(([name, weight]) => [name, weight / total])) };
}

const lossOf = (one: Judged): number => -Math.log(Math.max(FLOOR, truthMass(one)));
const logLoss = (all: readonly Judged[]): number => average(all.map(lossOf));

function first({ answers }: Judged): { name: string; probability: number } {
  const [name, probability] = [...answers].reduce((best, one) => (one[1] > best[1] ? one : best));
  return { name, probability };
}

const massOf = ({ answers }: Judged, fitting: (name: string) => boolean): number =>
  [...answers].filter(([name]) => fitting(name)).reduce((sum, [, probability]) => sum + probability, 0);

const truthMass = (one: Judged): number => massOf(one, (name) => isTruth(one, name));
const acceptableMass = (one: Judged): number => massOf(one, (name) => isAcceptable(one, name));
const isTruth = ({ truth }: Judged, name: string): boolean => fits(truth, name) || fits(name, truth);
const isAcceptable = ({ acceptable }: Judged, name: string): boolean =>
  acceptable.some((pattern) => fits(name, pattern));

/** True when an answer is of a pattern: mode, mode/submode, `*` for any. */
function fits(name: string, pattern: string): boolean {
  const [mode, submode] = name.split('/');
  const [wantedMode, wantedSubmode = '*'] = pattern.split('/');
  return (wantedMode === '*' || wantedMode === mode) && (wantedSubmode === '*' || wantedSubmode === submode);
}
