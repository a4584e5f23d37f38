/**
 * What a whole process costs: CPU time, user and system, of it and its children by the shell's `times` (milliseconds), and its peak memory by asking Linux
 * again and again. Where there is no bash, wall time stands in; where there is no /proc, memory is 0.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';

/** How often memory is looked at, in ms: the last growth of a short run may be missed. */
const POLL_MS = 10;
/** Prints the process id on descriptor 3, becomes the command; then come the shell's own times and those of its children. */
const SCRIPT = '( echo "$BASHPID" >&3; exec "$@" ); code=$?; times >&3; exit $code';
/** The same for a command whose standard input is what another writes; $0 is that other. */
const PIPE_SCRIPT = `eval "$0" | ${SCRIPT}`;
const REPORT_DESCRIPTOR = 3;
const KIB_PER_MB = 1024;

/** One run of a command, or the best of several. */
export interface Usage {
  cpuSeconds: number;
  wallSeconds: number;
  /** 0 when unknown. */
  peakMb: number;
}

const hasBash = spawnSync('bash', ['-c', 'exit 0']).status === 0;

/** Runs a command with its output thrown away; `feed` is a shell command whose output it reads. Throws when it fails. */
export async function runOnce(command: readonly string[], feed?: string): Promise<Usage> {
  const start = performance.now();
  const child = hasBash
    ? spawn('bash', ['-c', feed === undefined ? SCRIPT : PIPE_SCRIPT, feed ?? 'bash', ...command], {
        stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      })
    : spawn(command[0], command.slice(1), { stdio: ['ignore', 'ignore', 'pipe', 'ignore'] });
  const memory = watchMemory();
  const errors = gather(child.stdio[2] as Readable);
  const report = hasBash ? gather(child.stdio[REPORT_DESCRIPTOR] as Readable, memory.see) : { text: '' };
  const code = await new Promise<number | null>((done, failed) => child.on('close', done).on('error', failed));
  const wallSeconds = (performance.now() - start) / 1000;
  const peakMb = memory.stop();
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}: ${errors.text.trim()}`);
  return { cpuSeconds: hasBash ? childTimes(report.text) : wallSeconds, wallSeconds, peakMb };
}

/** The least of each figure over rounds in which the commands take turns, so that a busy machine is busy for all of them. */
export async function interleaved(commands: readonly (readonly string[])[], rounds: number): Promise<Usage[]> {
  const best = commands.map((): Usage => ({ cpuSeconds: Infinity, wallSeconds: Infinity, peakMb: Infinity }));
  for (let round = 0; round < rounds; round++) {
    for (const [i, command] of commands.entries()) best[i] = least(best[i], await runOnce(command));
  }
  return best;
}

const least = (a: Usage, b: Usage): Usage => ({
  cpuSeconds: Math.min(a.cpuSeconds, b.cpuSeconds),
  wallSeconds: Math.min(a.wallSeconds, b.wallSeconds),
  peakMb: Math.min(a.peakMb, b.peakMb),
});

function gather(stream: Readable, see?: (text: string) => void): { text: string } {
  const gathered = { text: '' };
  stream.setEncoding('utf8').on('data', (piece: string) => {
    gathered.text += piece;
    see?.(gathered.text);
  });
  return gathered;
}

/** Follows the process whose id `see` finds in the first line it is shown. */
function watchMemory(): { see: (text: string) => void; stop: () => number } {
  let pid = '';
  let peakMb = 0;
  const look = (): void => {
    if (pid !== '') peakMb = Math.max(peakMb, highWaterMb(pid));
  };
  const timer = setInterval(look, POLL_MS);
  return {
    see(text) {
      if (text.includes('\n')) pid = text.slice(0, text.indexOf('\n'));
    },
    stop() {
      clearInterval(timer);
      return peakMb;
    },
  };
}

function highWaterMb(pid: string): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / KIB_PER_MB;
  } catch {
    return 0;
  }
}

/** The last line of `times`: user and system time of the children, as 0m0.123s. */
function childTimes(report: string): number {
  const last = report.trim().split('\n').at(-1) ?? '';
  return Array.from(
    last.matchAll(/(\d+)m([\d.]+)s/g),
    ([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds),
  ).reduce((sum, part) => sum + part, 0);
}
