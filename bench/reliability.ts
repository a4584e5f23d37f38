/** How probabilities compare with what was true: reliability table, expected calibration error with its spread, log loss. */

const BINS = 10;
/** A probability below this counts as this, so that one miss does not drown all else. */
const FLOOR = 1e-3;
/** Draws of as many scenarios, with repetition, that the spread of the error is read from. */
const DRAWS = 400;
const SPREAD = [0.05, 0.95];
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

/** The table, its error and the losses. */
export function printReliability(title: string, all: readonly Judged[]): void {
  console.log(`\n${title}: ${all.length} captures of ${new Set(all.map(({ scenario }) => scenario)).size} scenarios`);
  console.log('confidence  captures  mean confidence  truth first  acceptable first');
  for (const { bin, captures, confidence, right, acceptable } of binsOf(all)) {
    const cells = [`${bin / BINS} to ${(bin + 1) / BINS}`.padEnd(12), String(captures).padStart(8)];
    const shares = [
      confidence.toFixed(3).padStart(17),
      right.toFixed(3).padStart(13),
      acceptable.toFixed(3).padStart(18),
    ];
    console.log([...cells, ...shares].join(''));
  }
  const [least, most] = spread(all);
  console.log(
    `expected calibration error ${calibrationError(all).toFixed(3)} (9 in 10 draws of scenarios: ${least.toFixed(3)} to ${most.toFixed(3)}); ` +
      `log loss ${logLoss(all).toFixed(3)} nats; mass on acceptable answers ${average(all.map(acceptableMass)).toFixed(3)}`,
  );
}

/** What accept/captures.py asks of labelled captures, in one line. */
export function printAcceptance(all: readonly Judged[]): void {
  const sure = all.filter(({ expectsOne }) => expectsOne);
  const right = sure.filter((one) => isTruth(one, first(one).name) || isAcceptable(one, first(one).name));
  const wrong = all.filter((one) => !isAcceptable(one, first(one).name));
  const surely = wrong.filter((one) => first(one).probability >= 0.8);
  const excluded = all.filter((one) => truthMass(one) < 0.02);
  const over = all.filter((one) => one.claimsOne && !one.expectsOne && !isTruth(one, first(one).name));
  console.log(
    `\nright ${right.length} of ${sure.length} that leave one answer; first answer not acceptable ${wrong.length}, surely ${surely.length}; truth excluded ${excluded.length}; ` +
      `overclaimed ${over.length}`,
  );
}

/** The same captures with all probabilities sharpened or flattened by what suits the other scenarios best. */
export function crossValidated(all: readonly Judged[]): { judged: Judged[]; sharpness: number[] } {
  const chosen = new Map<string, number>();
  for (const scenario of new Set(all.map((one) => one.scenario))) {
    const others = all.filter((one) => one.scenario !== scenario);
    const losses = SHARPNESS.map((power) => logLoss(others.map((one) => sharpened(one, power))));
    chosen.set(scenario, SHARPNESS[losses.indexOf(Math.min(...losses))]);
  }
  return { judged: all.map((one) => sharpened(one, chosen.get(one.scenario)!)), sharpness: [...chosen.values()] };
}

function sharpened(one: Judged, power: number): Judged {
  const raised = [...one.answers].map(([name, probability]) => [name, probability ** power] as const);
  const total = raised.reduce((sum, [, weight]) => sum + weight, 0);
  return { ...one, answers: new Map(raised.map(([name, weight]) => [name, weight / total])) };
}

interface Bin {
  bin: number;
  captures: number;
  confidence: number;
  right: number;
  acceptable: number;
}

function binsOf(all: readonly Judged[]): Bin[] {
  const firsts = all.map((one) => ({ one, ...first(one) }));
  return Array.from({ length: BINS }, (_, bin) => bin).flatMap((bin) => {
    const inside = firsts.filter(({ probability }) => Math.min(BINS - 1, Math.floor(probability * BINS)) === bin);
    if (inside.length === 0) return [];
    return [
      {
        bin,
        captures: inside.length,
        confidence: average(inside.map(({ probability }) => probability)),
        right: average(inside.map(({ one, name }) => Number(isTruth(one, name)))),
        acceptable: average(inside.map(({ one, name }) => Number(isAcceptable(one, name)))),
      },
    ];
  });
}

const calibrationError = (all: readonly Judged[]): number =>
  binsOf(all).reduce(
    (sum, { captures, confidence, right }) => sum + (captures / all.length) * Math.abs(confidence - right),
    0,
  );

/** The error over scenarios drawn at random, its low and high end: captures of one scenario stand or fall together. */
function spread(all: readonly Judged[]): number[] {
  const scenarios = [...groups(all).values()];
  let seed = 1;
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const errors = Array.from({ length: DRAWS }, () =>
    calibrationError(scenarios.flatMap(() => scenarios[Math.floor(random() * scenarios.length)])),
  ).toSorted((one, other) => one - other);
  return SPREAD.map((share) => errors[Math.floor(share * (DRAWS - 1))]);
}

function groups(all: readonly Judged[]): Map<string, Judged[]> {
  const found = new Map<string, Judged[]>();
  for (const one of all) found.set(one.scenario, [...(found.get(one.scenario) ?? []), one]);
  return found;
}

const logLoss = (all: readonly Judged[]): number =>
  average(all.map((one) => -Math.log(Math.max(FLOOR, truthMass(one)))));

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

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
