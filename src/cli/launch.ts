#!/usr/bin/env node
/** Starts the command line, which is one script beside this one, with its code as V8 compiled it last time. */
import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { cacheFolder, keepCode, keptCode } from './code-cache.ts';
import { ExitCode } from './exit-code.ts';

/** A digest of the script: another build is another name. */
declare const NETSIGHT_BUILD: string;

/** Seconds after which V8 begins to forget code that ran once, at the start: such a run is no model for the next. */
const MAX_SECONDS = 10;
const PROGRAM = `${__dirname}/program.js`;

/** What the script is made of (scripts/build.mjs): a function that wants what every CommonJS module gets. */
type Program = (load: NodeJS.Require, module: object, folder: string, file: string) => void;

function start(): void {
  const source = sourceText();
  if (source === null) return;
  const folder = cacheFolder(process.env);
  const name = cacheName(process.argv[2]);
  const cachedData = folder === null ? undefined : keptCode(folder, name);
  const script = new Script(source, { filename: PROGRAM, ...(cachedData && { cachedData }) });
  if (folder !== null && (cachedData === undefined || script.cachedDataRejected)) keepAtExit(script, folder, name);
  (script.runInThisContext() as Program)(require, { exports: {} }, __dirname, PROGRAM);
}

/** Null, and the exit code set, when the installation lacks it. */
function sourceText(): string | null {
  try {
    // ASCII only, as the bundler writes it.
    return readFileSync(PROGRAM, 'latin1');
  } catch {
    process.stderr.write('netsight: program.js is missing beside netsight.js; install netsight again\n');
    process.exitCode = ExitCode.Internal;
    return null;
  }
}

/** Each command runs other code, so each has its own. */
function cacheName(command = ''): string {
  const kind = /^[a-z]{1,16}$/.test(command) ? command : 'other';
  return `${NETSIGHT_BUILD}-${process.version}-${process.arch}-${kind}`;
}

/** At the end, when what ran is known and the user has the output; a command that was refused shows nothing of the next. */
function keepAtExit(script: Script, folder: string, name: string): void {
  process.once('exit', (code) => {
    if (code === ExitCode.Usage || code === ExitCode.Internal || process.uptime() > MAX_SECONDS) return;
    keepCode(folder, name, script.createCachedData());
  });
}

start();
