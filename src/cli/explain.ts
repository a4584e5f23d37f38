/** `netsight explain`: the offline handbook. */
import { Argument, type Command } from 'commander';
import { UsageError } from '../base/errors.ts';
import { didYouMean } from '../base/nearest.ts';
import { printable } from '../base/printable.ts';
import { contents, type Page, pageOf } from '../handbook.ts';
import { wrap } from '../report/text/width.ts';
import { completedBy } from './completion/tree.ts';
import { addPagerOption } from './options.ts';
import { showText } from './pager.ts';
import { terminalWidth } from './terminal.ts';

const MAX_WIDTH = 100;
const HEADINGS = { mode: 'Modes', finding: 'Findings', signal: 'Signals of the verdict' } as const;

/** Adds the command. */
export function addExplain(root: Command): void {
  const command = root
    .command('explain')
    .description('what a mode, finding or signal means, how it shows, what it is confused with, what to do')
    .addArgument(
      completedBy(
        new Argument('[id]', 'such as ipvlan/l2, duplicate-ip or spanning-tree-port; without one, the list'),
        () => contents().map(({ id }) => id),
      ),
    );
  addPagerOption(command).action(runExplain);
}

async function runExplain(id: string | undefined, flags: { pager: boolean }): Promise<void> {
  await showText(id === undefined ? list() : lines(find(id)), flags);
}

function find(id: string): Page {
  const page = pageOf(id);
  if (page !== null) return page;
  const ids = contents().map((entry) => entry.id);
  throw new UsageError(`there is no page '${printable(id)}'${didYouMean(id, ids)}; netsight explain lists them all`);
}

function* list(): Generator<string> {
  const all = contents();
  const width = Math.max(...all.map(({ id }) => id.length));
  for (const kind of ['mode', 'finding', 'signal'] as const) {
    yield `${kind === 'mode' ? '' : '\n'}${HEADINGS[kind]}\n`;
    for (const entry of all) if (entry.kind === kind) yield `  ${entry.id.padEnd(width)}  ${entry.title}\n`;
  }
}

function* lines({ id, kind, title, paragraphs }: Page): Generator<string> {
  const width = Math.min(MAX_WIDTH, terminalWidth()) - 2;
  yield `${id} (${kind}): ${title}\n`;
  for (const { heading, text } of paragraphs) {
    yield `\n${heading}\n`;
    for (const line of wrap(text.replaceAll(/\s+/g, ' '), width)) yield `  ${line}\n`;
  }
}
