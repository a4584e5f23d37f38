#!/usr/bin/env node
/** Starts the command line, which is two scripts beside this one, with their code as V8 compiled it last time. */
import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { cacheFolder, keepCode, keptCode } from './code-cache.ts';
import { ExitCode } from './exit-code.ts';

/** A digest of the scripts: another build is another name. */
declare const NETSIGHT_BUILD: string;

/** Seconds after which V8 begins to forget code that ran once, at the start: such a run is no model for the next. */
const MAX_SECONDS = 10;

/** What every run needs, and what few do (scripts/command-line.mjs). */
type Name = 'program' | 'later';
/** Answers a piece of the second script, which begins when the first piece is wanted. */
type Later = (piece: string) => Promise<unknown>;
interface Exports {
  /** Of the first script: what the second uses of it. */
  share?: () => object;
  /** Of the second script. */
  pieces?: Record<string, () => Promise<unknown>>;
}
/** What a script is made of: a function that wants what every CommonJS module gets, and what leads to the other script. */
type Program = (
  load: NodeJS.Require,
  module: { exports: Exports },
  folder: string,
  file: string,
  later: Later,
  shared: object | undefined,
) => void;

function start(): void {
  const first: { exports: Exports } = { exports: {} };
  let pieces: Exports['pieces'];
  const later: Later = async (piece) => {
    // The first script asks while it is still being evaluated, and has nothing to share yet.
    await null;
    pieces ??= run('later', { exports: {} }, later, first.exports.share?.()).pieces;
    return pieces?.[piece]();
  };
  run('program', first, later);
}

/** Runs a script and answers what it exports. */
function run(name: Name, module: { exports: Exports }, later: Later, shared?: object): Exports {
  const file = `${__dirname}/${name}.js`;
  compiled(name, file)(require, module, __dirname, file, later, shared);
  return module.exports;
}

function compiled(name: Name, file: string): Program {
  const source = sourceText(name, file);
  const folder = cacheFolder(process.env);
  const cache = cacheName(name, process.argv[2]);
  const cachedData = folder === null ? undefined : keptCode(folder, cache);
  const script = new Script(source, { filename: file, ...(cachedData && { cachedData }) });
  if (folder !== null && (cachedData === undefined || script.cachedDataRejected)) keepAtExit(script, folder, cache);
  return script.runInThisContext() as Program;
}

function sourceText(name: Name, file: string): string {
  try {
    // ASCII only, as the build writes it.
    return readFileSync(file, 'latin1');
  } catch {
    throw new Error(`${name}.js is missing beside netsight.js; install netsight again`);
  }
}

/** Each command runs other code, so each has its own. */
function cacheName(name: Name, command = ''): string {
  const kind = /^[a-z]{1,16}$/.test(command) ? command : 'other';
  return `${NETSIGHT_BUILD}-${process.version}-${process.arch}-${kind}-${name}`;
}

/** At the end, when what ran is known and the user has the output; a command that was refused shows nothing of the next. */
function keepAtExit(script: Script, folder: string, name: string): void {
  process.once('exit', (code) => {
    if (code === ExitCode.Usage || code === ExitCode.Internal || process.uptime() > MAX_SECONDS) return;
    keepCode(folder, name, script.createCachedData());
  });
}

// All is written and nothing waits: Node need not take its heap apart piece by piece.
process.once('beforeExit', () => process.exit());
try {
  start();
} catch (error) {
  process.stderr.write(`netsight: ${(error as Error).message}\n`);
  process.exitCode = ExitCode.Internal;
}
