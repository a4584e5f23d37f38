/** No byte of a capture or of a file's name reaches a terminal or a ticket in a form that acts: all formats there are, whatever was added last. */
import { describe, expect, it } from 'vitest';
import { CHECK_FORMATS } from '../../src/check/registry.ts';
import { DIFF_FORMATS } from '../../src/diff/registry.ts';
import { FLOW_FORMATS } from '../../src/report/flow-list/registry.ts';
import { FORMATS } from '../../src/report/registry.ts';
import { renderComparison, renderFlows, renderReports } from '../fuzz/checks/formats.ts';
import { expectHarmless } from '../fuzz/checks/hygiene.ts';
import { empty, HOSTILE, hostile, withText } from './fixtures.ts';

const OPTIONS = [20, 80, 400].flatMap((width) =>
  [true, false].map((unicode) => ({ width, color: false, unicode, top: 10 })),
);
/** Every character that acts, on its own between letters. */
const ACTING = [
  ...Array.from({ length: 32 }, (_, code) => code),
  ...Array.from({ length: 33 }, (_, i) => 0x7f + i),
  ...[0x61c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066, 0x2069, 0xfeff, 0xd800, 0xdfff],
].map((code) => `a${String.fromCharCode(code)}b`);

it('would notice', () => {
  for (const text of ACTING.filter((one) => one !== 'a\nb')) expect(() => expectHarmless('x', text)).toThrow('acts');
  expect(() => expectHarmless('x', HOSTILE)).toThrow('acts');
});

describe.each(OPTIONS)('%j', (options) => {
  it(`reports: ${FORMATS.map(({ id }) => id).join(', ')}`, () => renderReports(hostile, options));

  it(`flows: ${FLOW_FORMATS.map(({ id }) => id).join(', ')}`, () => renderFlows(hostile.flows.top, options));

  it(`check and diff: ${[...CHECK_FORMATS, ...DIFF_FORMATS].map(({ id }) => id).join(', ')}`, async () => {
    await renderComparison(empty, hostile, options);
    await renderComparison(
      hostile,
      withText(hostile, (text) => `${text}${HOSTILE}`),
      options,
    );
  });
});

it('with each acting character everywhere', async () => {
  for (const text of ACTING) {
    const report = withText(hostile, () => text);
    await renderReports(report, OPTIONS[2]);
    await renderComparison(hostile, report, OPTIONS[2]);
  }
});
