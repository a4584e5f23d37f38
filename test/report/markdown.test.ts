import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Analysis } from '../../src/report/analysis.ts';
import { render } from '../../src/report/markdown.ts';
import { declared, empty, everything, flannel, hostile, ipvlan, withText } from './fixtures.ts';

const OPTIONS = { width: 80, color: false, unicode: true, top: 10 };
const text = (report: Analysis, top = 10): string => [...render(report, { ...OPTIONS, top })].join('');

it.each([
  ['ipvlan', ipvlan],
  ['flannel', flannel],
  ['declared', declared],
  ['empty', empty],
] as const)('looks like markdown-%s.md', async (name, report) => {
  await expect(text(report)).toMatchFileSnapshot(`../golden/markdown-${name}.md`);
});

it('says by which filter packets were chosen, where the captures are named', () => {
  const filter = 'tcp port 80 or vlan';
  expect(text({ ...ipvlan, filter }).split('## ')[0]).toContain(`only packets that match \`--filter\`: \`${filter}\``);
  expect(text(ipvlan)).not.toContain('--filter');
});

it('says of no packets that there was nothing to judge', () => {
  expect(text(empty)).toContain('None: there were no packets to judge.');
});

it('cuts lists by --top and says how much is left', () => {
  expect(text(flannel, 3)).toContain('… and 60,210 more (`--top N`)');
  expect(text(flannel, 3)).toContain('… and 23 more (`--top N`)');
});

it('keeps the shape of the document, whatever the strings', () => {
  const wanted = shape(text(plain('x')));
  const same = (word: string): void => {
    expect(shape(text(plain(word)))).toEqual(wanted);
  };
  // Letters that Markdown acts on, more often than chance would bring them.
  const active = fc.string({
    unit: fc.constantFrom(...'|`\\<>*_[]()#@-+=~!&$:1. \n\r\ta'),
    minLength: 1,
    maxLength: 12,
  });
  const word = fc.oneof(active, fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }));
  fc.assert(
    fc.property(
      word.filter((value) => value.trim() !== ''),
      same,
    ),
    { numRuns: 300 },
  );
});

it('shows hostile strings as code', () => {
  const report = text(hostile);
  const outside = report
    .replaceAll(/^(`{3,}).*?^\1$/gms, '')
    .replaceAll(/`[^`\n]*`/g, '')
    .replaceAll(/<code>[^<\n]*<\/code>/g, '');
  expect(outside).not.toMatch(/<(?!0\.1%)|@|javascript:|\x1b|\*\*b/);
});

/** Everything that came from outside is one word, so that only its effect on the document differs. */
const plain = (word: string): Analysis => withText(everything, () => word);

/** What each line is: a heading, a row of so many cells, a list item, a fence, or text; blocks of code are skipped. */
function shape(markdown: string): string[] {
  const kinds: string[] = [];
  let fence = '';
  for (const line of markdown.split(/\r\n|[\n\r]/)) {
    const run = /^`{3,}/.exec(line)?.[0] ?? '';
    if (fence !== '') {
      if (line === fence) fence = '';
    } else if (run !== '') {
      fence = run;
      kinds.push('fence');
    } else kinds.push(kindOf(line));
  }
  return kinds;
}

function kindOf(line: string): string {
  if (line.startsWith('|')) return `row of ${line.match(/(?<!\\)\|/g)?.length}`;
  return (
    /^ {0,3}(#{1,6} |[-+*] |\d+[.)] |> |=+$|-+$|<(?!code>))/.exec(line)?.[1].replace(/\d+/, '1') ??
    (line === '' ? 'blank' : 'text')
  );
}
