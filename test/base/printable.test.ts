import fc from 'fast-check';
import { expect, it } from 'vitest';
import { blanked, printable } from '../../src/base/printable.ts';

it.each([
  ['a\u001b[31mb', 'a\\x1b[31mb'],
  ['line\nfeed\u007f\u009b', 'line\\x0afeed\\x7f\\x9b'],
  ['evil\u202egnp.exe', 'evil\\u{202e}gnp.exe'],
  ['\u2066x\u2069\u200e\u200f', '\\u{2066}x\\u{2069}\\u{200e}\\u{200f}'],
  ['Grüße 漢字 🙂', 'Grüße 漢字 🙂'],
])('shows %j as %j', (text, shown) => expect(printable(text)).toBe(shown));

it('cuts long text and says so', () => expect(printable('x'.repeat(1000), 10)).toBe(`${'x'.repeat(10)}…`));

it('leaves no control character, whatever the text', () => {
  const safe = (text: string): boolean =>
    !/[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]/.test(printable(text));
  fc.assert(fc.property(fc.string({ unit: 'binary' }), safe));
});

it('blanks one character for one, so that what stands below stays below', () => {
  expect(blanked('tcp \u202e or\u0007x\ud800')).toBe('tcp   or x ');
});
