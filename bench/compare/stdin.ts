/** Memory over a long pipe: 2 GB with 10,000 flows, generated on one side and analyzed on the other, never stored. */
import { runOnce } from './process.ts';
import type { Figure } from './results.ts';
import { NETSIGHT } from './tools.ts';

/** What the project promises, in MB. */
const GOAL_MB = 300;

/** Runs it once; `stream` is the bundled program that writes the capture. */
export async function standardInput(stream: string): Promise<Figure[]> {
  const { wallSeconds, peakMb } = await runOnce(NETSIGHT.command('-'), `"${process.execPath}" "${stream}"`);
  const verdict = peakMb < GOAL_MB ? 'below' : 'not below';
  console.log(`\nstdin: ${wallSeconds.toFixed(1)} s, peak ${peakMb.toFixed(0)} MB, ${verdict} ${GOAL_MB} MB`);
  return [{ capture: 'stdin', figure: 'peak MB', value: peakMb }];
}
