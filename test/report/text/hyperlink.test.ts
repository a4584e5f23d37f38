import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hasLinks, hyperlink, withoutLinks } from '../../../src/report/text/hyperlink.ts';
import { linkedParagraph } from '../../../src/report/text/lines.ts';
import { type Page, pageOf } from '../../../src/report/text/page.ts';

const ADDRESS = 'file://node/a%20b';
const LINKED = /\u001b\]8;;(file:[!-~]+)\u001b\\([^\u001b]*)\u001b\]8;;\u001b\\/g;
const pageTo = (address: string | null): Page =>
  pageOf({ width: 60, color: false, unicode: true, top: 10, addressOf: () => address });

it('begins and ends a link as OSC 8 says', () => {
  expect(hyperlink('a b', ADDRESS)).toBe(`\u001b]8;;${ADDRESS}\u001b\\a b\u001b]8;;\u001b\\`);
  expect(hyperlink('a b', null)).toBe('a b');
  expect(hyperlink('', ADDRESS)).toBe('');
});

it('takes links out again, and nothing else', () => {
  const text = `\u001b[1m${hyperlink('one', ADDRESS)}\u001b[0m and ${hyperlink('two', ADDRESS)}`;
  expect([hasLinks(text), withoutLinks(text)]).toEqual([true, '\u001b[1mone\u001b[0m and two']);
  expect(hasLinks(withoutLinks(text))).toBe(false);
});

it.each([10, 60, 130, 400])('links all of a name of %i characters, whichever lines it is on, and no more', (length) => {
  const name = 'name of a file '.repeat(30).slice(0, length).replace(/ $/, '_');
  const lines = linkedParagraph(`+ ${name}  two more`, { path: 'x', from: 2, length }, pageTo(ADDRESS), 'bold');
  const parts = [...lines.join('\n').matchAll(LINKED)];
  expect(parts.map(([, address]) => address)).toEqual(parts.map(() => ADDRESS));
  expect(parts.map(([, , text]) => text).join(' ')).toBe(name);
  expect(withoutLinks(lines.join(' '))).toBe(`+ ${name}  two more`);
});

it('lays a paragraph out as if there were no link', () => {
  const widths = (text: string, from: number, length: number): void => {
    const [linked, plain] = [ADDRESS, null].map((address) =>
      linkedParagraph(text, { path: 'x', from, length }, pageTo(address), 'bold'),
    );
    expect(linked.map(withoutLinks)).toEqual(plain);
  };
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', ' ', '한', 'bb'), maxLength: 200 }),
      fc.nat(90),
      fc.nat(90),
      widths,
    ),
  );
});
