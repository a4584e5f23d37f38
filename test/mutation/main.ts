/** `npm run mutation -- [NAME…]`: changes src/wire (or the files of these names) in all small ways, one at a time, and says which change no test of test/wire noticed. */
import { basename } from 'node:path';
import { bundle } from './bundle.ts';
import { Sandbox } from './sandbox.ts';
import { Trial, type Verdict } from './trial.ts';

const MINUTE_MS = 60_000;
/** Characters of a source that are shown. */
const SHOWN = 90;

const wanted = new Set(process.argv.slice(2));
const start = performance.now();
const { mutants, scripts } = await bundle();
const sandbox = new Sandbox(scripts);
const trial = new Trial(sandbox);
console.log(`${await trial.rehearse(scripts.keys())} tests in ${scripts.size} files pass without a mutant`);

const verdicts: Verdict[] = [];
for (const mutant of mutants) {
  if (wanted.size > 0 && !wanted.has(basename(mutant.file, '.ts'))) continue;
  const verdict = await trial.judge(mutant);
  verdicts.push(verdict);
  if (verdict.fate === 'survived' || verdict.fate === 'unreached') console.log(line(verdict));
}
sandbox.close();
console.log(summary());

function line({ mutant, fate }: Verdict): string {
  const [from, to] = [mutant.from, mutant.to || '(left out)'].map((text) => text.replace(/\s+/g, ' ').slice(0, SHOWN));
  return `${fate} ${mutant.file}:${mutant.line} ${from}  =>  ${to}`;
}

function summary(): string {
  const count = (fate: Verdict['fate']): number => verdicts.filter((verdict) => verdict.fate === fate).length;
  const killed = count('killed') + count('endless');
  const share = ((100 * killed) / verdicts.length).toFixed(1);
  const minutes = ((performance.now() - start) / MINUTE_MS).toFixed(1);
  return `${verdicts.length} mutants, ${share} % killed (${count('endless')} of them ran without end), ${count('survived')} survived, ${count('unreached')} were reached by no test; ${minutes} min`;
}
