/** One line on standard error while a large capture is read; never when that is not a terminal. */
import type { Progress } from '../engine/run.ts';
import { bytes, count, duration, percent } from '../report/quantities.ts';

/** Nothing is shown for what takes less, and no more often than this, in seconds. */
const INTERVAL = 0.2;

interface ProgressLine {
  update: (progress: Progress) => void;
  end: () => void;
}

type LogUpdate = ReturnType<typeof import('log-update')['createLogUpdate']>;

/** A line that follows the reading, or nothing where nobody would see it; `what` is read for, when it is not the report. */
export async function startProgress(
  { progress, quiet }: { progress: boolean; quiet?: boolean },
  what = '',
): Promise<ProgressLine> {
  if (!progress || quiet || process.stderr.isTTY !== true) return { update: () => {}, end: () => {} };
  let line: LogUpdate | null = null;
  const start = process.uptime();
  let next = start + INTERVAL;
  return {
    update: (state) => {
      const now = process.uptime();
      if (now < next) return;
      next = now + INTERVAL;
      // Not before: most captures are read by then.
      if (line === null) void loadLine().then((loaded) => (line = loaded));
      else line([what, describe(state, now - start)].filter(Boolean).join('  '));
    },
    end: () => line?.clear(),
  };
}

async function loadLine(): Promise<LogUpdate> {
  const { createLogUpdate } = await import('log-update');
  return createLogUpdate(process.stderr);
}

function describe({ info, input, inputs, packets }: Progress, seconds: number): string {
  const share = info.size ? info.bytes / info.size : null;
  return [
    inputs > 1 ? `capture ${input + 1} of ${inputs}` : '',
    share === null ? bytes(info.bytes) : `${bytes(info.bytes)} of ${bytes(info.size ?? 0)} (${percent(share)})`,
    `${count(packets)} packets`,
    `${count(Math.round(packets / seconds))}/s`,
    share === null || inputs > 1 ? '' : `${duration(Math.round((seconds * (1 - share)) / share))} left`,
  ]
    .filter((part) => part !== '')
    .join('  ');
}
