/** Text that is longer than the terminal goes through a pager, as git's does; never when standard output is no terminal. */
import { once } from 'node:events';
import { basename } from 'node:path';
import type { Piece } from '../report/format.ts';
import { hasLinks, withoutLinks } from '../report/text/hyperlink.ts';
import { collected, writeStandardOutput } from './output.ts';
import { switchOf } from './settings/switch-words.ts';

/** When the terminal does not say. */
const DEFAULT_ROWS = 24;
/** As git starts it: quit when all fits, colours, and the text stays on the screen. */
const LESS_OPTIONS = 'FRX';
/** The first version of less that hands links on. */
const LESS_WITH_LINKS = 566;
/** It says its version in a few ms; what takes longer is something else. */
const ANSWER_MS = 1000;
/** Among the options of less: hand colours and links on. */
const RAW = /(?:^|\s)(?:-?[A-Za-z]*R[A-Za-z]*|--RAW-CONTROL-CHARS)(?:\s|$)/;

/** Writes text for people to standard output, or has it paged. Who quits the pager early has seen enough. */
export async function showText(pieces: Iterable<Piece>, { pager }: { pager: boolean }): Promise<void> {
  const words = pagerWords(process.env);
  if (!pager || words === null || process.stdout.isTTY !== true) return writeStandardOutput(pieces);
  const rest = collected(pieces);
  const head = screenful(rest, process.stdout.rows || DEFAULT_ROWS);
  const all = following(head.text, rest);
  if (!head.longer) return writeStandardOutput(all);
  const asRubbish = hasLinks(head.text) && !(await handsLinksOn(words));
  if (!(await paged(asRubbish ? unlinked(all) : all, words))) await writeStandardOutput(all);
}

/** The program and its arguments; null where there is to be none, or the terminal can do nothing. */
export function pagerWords({ NETSIGHT_PAGER, PAGER, TERM }: NodeJS.ProcessEnv): string[] | null {
  // A switch, which settings have taken already.
  const own = switchOf(NETSIGHT_PAGER ?? '') === null ? NETSIGHT_PAGER : undefined;
  const command = own ?? PAGER ?? 'less';
  if (!TERM || TERM === 'dumb' || command === 'cat') return null;
  const words = command.split(/\s+/).filter((word) => word !== '');
  return words.length === 0 ? null : words;
}

/** As much text as decides whether it fits. */
function screenful(pieces: Iterator<Piece>, rows: number): { text: string; longer: boolean } {
  let text = '';
  for (let piece = pieces.next(); !piece.done; piece = pieces.next()) {
    text += String(piece.value);
    // The prompt takes a line of its own.
    if (text.split('\n').length > rows) return { text, longer: true };
  }
  return { text, longer: false };
}

/** The rest can be taken once; what is left of it follows the head. */
function* following(head: string, rest: Iterable<Piece>): Generator<Piece> {
  yield head;
  yield* rest;
}

/** Whether the pager is a less that leaves links to the terminal; others are not known to. */
async function handsLinksOn([program, ...args]: string[]): Promise<boolean> {
  const { LESS = LESS_OPTIONS } = process.env;
  if (basename(program) !== 'less' || !RAW.test([LESS, ...args].join(' '))) return false;
  const { spawnSync } = await import('node:child_process');
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8', timeout: ANSWER_MS });
  return Number(/^less (\d+)/.exec(stdout ?? '')?.[1]) >= LESS_WITH_LINKS;
}

function* unlinked(pieces: Iterable<Piece>): Generator<Piece> {
  for (const piece of pieces) yield withoutLinks(String(piece));
}

/** False when the program could not be started; nothing is taken then. */
async function paged(pieces: Iterable<Piece>, [program, ...args]: string[]): Promise<boolean> {
  const { spawn } = await import('node:child_process');
  const env = { LESS: LESS_OPTIONS, ...process.env };
  const child = spawn(program, args, { stdio: ['pipe', 'inherit', 'inherit'], env });
  try {
    await once(child, 'spawn');
  } catch {
    return false;
  }
  // Ctrl-C is for the pager now: it ends what less searches for, not us.
  const leaveIt = (): void => {};
  process.on('SIGINT', leaveIt);
  const closed = once(child, 'close');
  await feed(child.stdin, pieces);
  await closed;
  process.off('SIGINT', leaveIt);
  return true;
}

/** Writes until all is written or nobody reads on. */
async function feed(stdin: NodeJS.WritableStream, pieces: Iterable<Piece>): Promise<void> {
  let gone = false;
  const closed = new Promise<void>((resolve) => {
    stdin.on('error', () => {});
    stdin.once('close', () => {
      gone = true;
      resolve();
    });
  });
  for (const piece of pieces) {
    if (gone) return;
    if (!stdin.write(piece)) await Promise.race([closed, once(stdin, 'drain').catch(() => {})]);
  }
  stdin.end();
}
