/** The report through a GFM renderer: what comes out is headings, lists, tables and code, the same whatever the capture says. */
import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { expect, it } from 'vitest';
import type { Analysis } from '../../../src/report/analysis.ts';
import { withoutCarriers } from '../../../src/report/carriers.ts';
import { render } from '../../../src/report/markdown.ts';
import { shortened } from '../../../src/report/shortened.ts';
import { declared, empty, everything, flannel, hostile, ipvlan, withText } from '../fixtures.ts';

const OPTIONS = { width: 80, color: false, unicode: true, top: 10 };
const TAGS = new Set('h1 h2 h3 p ul li strong table thead tbody tr th td pre code'.split(' '));

/** As GitHub reads it: HTML passes, so that what should not be there would be. */
const html = (report: Analysis): string =>
  micromark([...render(report, OPTIONS)].join(''), {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });

const tags = (page: string): string[] => Array.from(page.matchAll(/<\/?([a-z0-9]+)[^>]*>/gi), ([tag]) => tag);
const outsideCode = (page: string): string => page.replaceAll(/<code[^>]*>.*?<\/code>/gs, '');

it.each(Object.entries({ empty, ipvlan, declared, flannel, hostile }))('renders %s as plain structure', (_, report) => {
  const page = html(report);
  const names = tags(page).map((tag) => tag.replaceAll(/[</>]| .*/g, ''));
  expect(names.filter((name) => !TAGS.has(name))).toEqual([]);
  expect(outsideCode(page)).not.toMatch(/@|(?<!&)#\d|javascript:|:\/\/|\*\*|&lt;(?!0\.1%)/);
  expect(page).toContain('<h2>Verdict</h2>');
});

it('has a row for each flow, with as many cells as the head', () => {
  const flows = html(flannel).split('<h2>Flows</h2>')[1].split('</table>')[0];
  const rows = flows.split('<tr>').slice(1);
  expect(rows).toHaveLength(1 + withoutCarriers(shortened(flannel, OPTIONS.top)).length);
  expect(new Set(rows.map((row) => row.match(/<t[hd]/g)?.length)).size).toBe(1);
});

it('gives the same structure whatever the strings', () => {
  const wanted = structure(html(withText(everything, () => 'x')));
  const active = fc.string({
    unit: fc.constantFrom(...'|`\\<>*_[]()#@-+=~!&$:/1. \n\r\tawh'),
    minLength: 1,
    maxLength: 12,
  });
  const word = fc.oneof(active, fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }));
  const same = (text: string): void => {
    expect(structure(html(withText(everything, () => text)))).toEqual(wanted);
  };
  fc.assert(
    fc.property(
      word.filter((text) => text.trim() !== ''),
      same,
    ),
    { numRuns: 60 },
  );
});

/** The elements without inline code, which words come and go in. */
const structure = (page: string): string[] => tags(page).filter((tag) => !/^<\/?code/.test(tag));
