/** Findings are grouped, never listed by the hundred. */

/** Items by key, in order of first appearance. */
export function groupBy<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** The sum of a number over items. */
export const sumOf = <Item>(items: readonly Item[], value: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + value(item), 0);

/** The smallest number that is one; NaN when none is. */
export const earliest = (times: readonly number[]): number => extreme(times, (a, b) => a < b);

/** The largest number that is one; NaN when none is. */
export const latest = (times: readonly number[]): number => extreme(times, (a, b) => a > b);

function extreme(times: readonly number[], better: (a: number, b: number) => boolean): number {
  let best = Number.NaN;
  for (const time of times) if (!Number.isNaN(time) && (Number.isNaN(best) || better(time, best))) best = time;
  return best;
}
