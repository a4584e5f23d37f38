/**
 * `npm run mutation -- [NAME…]`: changes src/wire (or the files of these names) in every small way, one at a time, and says which change no test of test/wire
 * noticed. Some ten minutes for all of it.
 */
import { basename } from 'node:path';
import { bundle } from './bundle.ts';
import type { Mutant } from './instrument.ts';
import { Sandbox } from './sandbox.ts';
import { Trial, type Verdict } from './trial.ts';

const MINUTE_MS = 60_000;
/** Characters of a source that are shown. */
const SHOWN = 90;
/** In percent of the mutants of all files; with fewer killed, something is tested no more. */
const FLOOR = 90;

const start = performance.now();
const { mutants, scripts } = await bundle();
const wanted = chosen(mutants, process.argv.slice(2));
const sandbox = new Sandbox(scripts);
const trial = new Trial(sandbox);
console.log(`${await trial.rehearse(scripts.keys())} tests in ${scripts.size} files pass without a mutant`);

const verdicts: Verdict[] = [];
for (const mutant of wanted) {
  const verdict = await trial.judge(mutant);
  verdicts.push(verdict);
  if (verdict.fate === 'survived' || verdict.fate === 'unreached') console.log(line(verdict));
}
sandbox.close();
conclude();

function chosen(all: Mutant[], names: readonly string[]): Mutant[] {
  const nameOf = ({ file }: Mutant): string => basename(file, '.ts');
  const unknown = names.find((name) => !all.some((mutant) => nameOf(mutant) === name));
  if (unknown !== undefined) throw new Error(`src/wire/${unknown}.ts is not there, or has nothing to change`);
  return names.length === 0 ? all : all.filter((mutant) => names.includes(nameOf(mutant)));
}

function line({ mutant, fate }: Verdict): string {
  const [from, to] = [mutant.from, mutant.to || '(left out)'].map((text) => text.replace(/\s+/g, ' ').slice(0, SHOWN));
  return `${fate} ${mutant.file}:${mutant.line} ${from}  =>  ${to}`;
}

function conclude(): void {
  const count = (fate: Verdict['fate']): number => verdicts.filter((verdict) => verdict.fate === fate).length;
  const share = (100 * (count('killed') + count('endless'))) / verdicts.length;
  const minutes = ((performance.now() - start) / MINUTE_MS).toFixed(1);
  console.log(
    `${verdicts.length} mutants, ${share.toFixed(1)} % killed (${count('endless')} of them ran without end), ${count('survived')} survived, ${count('unreached')} were reached by no test; ${minutes} min`,
  );
  if (wanted.length === mutants.length && share < FLOOR) process.exitCode = 1;
}
