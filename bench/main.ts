/** `npm run bench [-- PART… CAPTURE… --quick]`: parts are stages, compare and stdin (which only runs when named); all captures when none is named. */
import { join } from 'node:path';
import { CAPTURE_NAMES } from './captures.ts';
import { compare } from './compare/compare.ts';
import { appendResults, type Figure } from './compare/results.ts';
import { stages } from './compare/stages.ts';
import { standardInput } from './compare/stdin.ts';
import { availableTools } from './compare/tools.ts';

const PARTS = ['stages', 'compare', 'stdin'];
const DEFAULT_PARTS = ['stages', 'compare'];
/** Stages differ by what packets hold, not by how many flows of them there are; the flow table does. */
const STAGE_CAPTURES = ['small', 'vxlan', 'flows'];
const QUICK = '--quick';

const [folder, ...words] = process.argv.slice(2);
const unknown = words.filter((word) => ![QUICK, ...PARTS, ...CAPTURE_NAMES].includes(word));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(' ')}. Choose from ${[...PARTS, ...CAPTURE_NAMES, QUICK].join(' ')}.`);
  process.exit(2);
}
const quick = words.includes(QUICK);
const parts = chosen(PARTS, DEFAULT_PARTS);
const figures: Figure[] = [];

if (parts.includes('stages')) figures.push(...stages(folder, chosen(CAPTURE_NAMES, STAGE_CAPTURES), quick));
if (parts.includes('compare')) {
  const tools = availableTools(join(folder, 'pcap-parser-count.mjs'));
  for (const name of chosen(CAPTURE_NAMES, CAPTURE_NAMES)) figures.push(...(await compare(name, tools, quick)));
}
if (parts.includes('stdin')) figures.push(...(await standardInput(join(folder, 'stream.mjs'))));
appendResults(figures);

function chosen(of: readonly string[], otherwise: readonly string[]): readonly string[] {
  const named = of.filter((word) => words.includes(word));
  return named.length > 0 ? named : otherwise;
}
