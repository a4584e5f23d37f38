/** The process in which mutants run: one without end is ended with it. */
import { Tests } from './tests.ts';

export type Order = { scripts: [string, string][] } | { name: string; mutant: number };

let tests = new Tests(new Map());

process.on('message', async (order: Order) => {
  if ('name' in order) return process.send?.(await tests.run(order.name, order.mutant));
  tests = new Tests(new Map(order.scripts));
  process.send?.('ready');
});
