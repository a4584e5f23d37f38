/** Whole processes side by side on one capture: how much CPU time netsight takes as a multiple of each tool's. */
import { captureFile, packetsOf } from '../captures.ts';
import { interleaved, type Usage } from './process.ts';
import type { Figure } from './results.ts';
import { canRead, NETSIGHT, type Tool, TWO_THREADS } from './tools.ts';

const ROUNDS = 3;

/** Measures one capture, prints a table and answers its figures. */
export async function compare(name: string, tools: readonly Tool[], quick: boolean): Promise<Figure[]> {
  const file = captureFile(name, quick);
  const rivals = tools.filter((tool) => canRead(tool, file));
  const [own, two, ...others] = await interleaved(
    [NETSIGHT, TWO_THREADS, ...rivals].map((tool) => tool.command(file)),
    ROUNDS,
  );
  const capture = quick ? `${name}-quick` : name;
  const rows = rivals.map((tool, i) => row(tool.name, others[i], own));
  console.log(`\n${capture}: ${packetsOf(name, quick).toLocaleString('en')} packets`);
  console.table([row(NETSIGHT.name, own, own), row(TWO_THREADS.name, two, own), ...rows]);
  return [
    { capture, figure: 'million packets per CPU-second', value: packetsOf(name, quick) / own.cpuSeconds / 1e6 },
    { capture, figure: 'peak MB', value: own.peakMb },
    { capture, figure: 'wall time over that of 2 threads', value: own.wallSeconds / two.wallSeconds },
    { capture, figure: 'peak memory of 2 threads over that of 1', value: two.peakMb / own.peakMb },
    ...rivals.map((tool, i) => ({
      capture,
      figure: `CPU time over ${tool.name}`,
      value: own.cpuSeconds / others[i].cpuSeconds,
    })),
  ];
}

const row = (tool: string, usage: Usage, own: Usage): Record<string, string> => ({
  tool,
  'CPU s': usage.cpuSeconds.toFixed(2),
  'wall s': usage.wallSeconds.toFixed(2),
  'peak MB': usage.peakMb.toFixed(0),
  'netsight’s CPU ÷ its': (own.cpuSeconds / usage.cpuSeconds).toFixed(2),
});
