/** The longest rows of a table, picked out without sorting all of it. */

/** Candidates that are sorted at once even when few are asked for. */
const MIN_CANDIDATES = 64;

/** The rows with the largest weights, largest first, equal ones as `tie` orders them or as they appeared; rows with a negative weight are not for listing. */
export function busiest(
  rows: number,
  weightOf: (row: number) => number,
  top: number,
  tie: (a: number, b: number) => number = (a, b) => a - b,
): number[] {
  if (top === 0) return [];
  const order = (a: number, b: number): number => weightOf(b) - weightOf(a) || tie(a, b);
  const best: number[] = [];
  let last = -1;
  let least = 0;
  for (let row = 0; row < rows; row++) {
    const weight = weightOf(row);
    if (weight < least || (weight === least && last >= 0 && order(row, last) > 0)) continue;
    best.push(row);
    if (best.length < 2 * top || best.length < MIN_CANDIDATES) continue;
    best.sort(order).length = top;
    last = best[top - 1];
    least = weightOf(last);
  }
  return best.sort(order).slice(0, top);
}
