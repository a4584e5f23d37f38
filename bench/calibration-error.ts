/**
 * The expected calibration error (Guo et al. 2017): first answers sorted by confidence into ten bins of equal width, and over the bins the mean distance between what was claimed and
 * how often it was right, weighted by captures. "Right" is the one truth that made the capture. Where frames allow several answers, 0.44 promises that the first is the truth in 44 of
 * 100 such captures; to count any acceptable answer would call that too timid, and to count probabilities of all answers would drown the error in small ones.
 *
 * Of a few hundred captures this number is mostly chance, and never zero (Bröcker 2012, Roelofs et al. 2022): so `chance` says what exact probabilities would show, and `spread` how
 * far it depends on the choice of scenarios. Captures of one scenario stand or fall together, in both.
 */

const BINS = 10;
/** Draws that spread and chance are read from: enough for the second decimal place. */
const DRAWS = 400;
/** Low end, median and high end. */
const SHARES = [0.05, 0.5, 0.95];

/** A first answer, and what became of it. */
export interface Outcome {
  scenario: string;
  name: string;
  confidence: number;
  right: boolean;
  acceptable: boolean;
}

interface Bin {
  from: number;
  to: number;
  captures: number;
  confidence: number;
  right: number;
  acceptable: number;
}

export function binsOf(all: readonly Outcome[]): Bin[] {
  return Array.from({ length: BINS }, (_, bin) => bin).flatMap((bin) => {
    const inside = all.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin);
    return inside.length === 0 ? [] : [{ from: bin / BINS, to: (bin + 1) / BINS, ...sharesOf(inside) }];
  });
}

export const calibrationError = (all: readonly Outcome[]): number =>
  binsOf(all).reduce(
    (sum, { captures, confidence, right }) => sum + (captures / all.length) * Math.abs(confidence - right),
    0,
  );

/** The error over scenarios drawn at random, with repetition. */
export function spread(all: readonly Outcome[]): number[] {
  const scenarios = [...groupedBy(all, ({ scenario }) => scenario).values()];
  return drawn((random) =>
    calibrationError(scenarios.flatMap(() => scenarios[Math.floor(random() * scenarios.length)])),
  );
}

/** The error of the same confidences if each were exactly as often right as it says. */
export function chance(all: readonly Outcome[]): number[] {
  const scenarios = [...groupedBy(all, ({ scenario }) => scenario).values()];
  return drawn((random) =>
    calibrationError(
      scenarios.flatMap((captures) => {
        const luck = random();
        return captures.map((one) => ({ ...one, right: luck < one.confidence }));
      }),
    ),
  );
}

/** Outcomes by first answer, most frequent first. */
export function byAnswer(all: readonly Outcome[]): ({ name: string; scenarios: number } & Omit<Bin, 'from' | 'to'>)[] {
  return [...groupedBy(all, ({ name }) => name)]
    .map(([name, list]) => ({ name, scenarios: groupedBy(list, ({ scenario }) => scenario).size, ...sharesOf(list) }))
    .toSorted((one, other) => other.captures - one.captures);
}

const sharesOf = (list: readonly Outcome[]): Omit<Bin, 'from' | 'to'> => ({
  captures: list.length,
  confidence: average(list.map(({ confidence }) => confidence)),
  right: average(list.map(({ right }) => Number(right))),
  acceptable: average(list.map(({ acceptable }) => Number(acceptable))),
});

/** Low end, median and high end of a measure over draws from a fixed seed (Park and Miller's generator). */
function drawn(measure: (random: () => number) => number): number[] {
  let seed = 1;
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const values = Array.from({ length: DRAWS }, () => measure(random)).toSorted((one, other) => one - other);
  return SHARES.map((share) => values[Math.floor(share * (DRAWS - 1))]);
}

function groupedBy<Item>(all: readonly Item[], keyOf: (one: Item) => string): Map<string, Item[]> {
  const found = new Map<string, Item[]>();
  for (const one of all) {
    const known = found.get(keyOf(one));
    if (known === undefined) found.set(keyOf(one), [one]);
    else known.push(one);
  }
  return found;
}

export const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
