import { expect, it } from 'vitest';
import { code, codeBlock, inline } from '../../../src/report/markdown/escape.ts';

it.each([
  ['plain words, 12% (frames 3, 5).', 'plain words, 12% (frames 3, 5).'],
  ['claimed by 00:50:56:be:6f:9a, again', 'claimed by `00:50:56:be:6f:9a`, again'],
  ['ask @everyone', 'ask `@everyone`'],
  ['see #1 and GH-2 and !3', 'see `#1` and `GH-2` and `!3`'],
  ['as 3f2a9bc did 1234567 times', 'as `3f2a9bc` did 1234567 times'],
  ['(www.example.org)', '(`www.example.org`)'],
  ['a <b>bold</b> _b_ **c**', 'a `<b>bold</b>` `_b_` `**c**`'],
  ['left | right', 'left <code>&#124;</code> right'],
  ['back\\slash', '<code>back&#92;slash</code>'],
  ['- no list', '`-` no list'],
  ['1. no list', '`1`. no list'],
  ['', ''],
])('writes %j as %j', (text, markdown) => expect(inline(text)).toBe(markdown));

it('writes what code spans cannot hold as entities', () => {
  expect(code('a`|b')).toBe('<code>a&#96;&#124;b</code>');
  expect(code('eth0.100')).toBe('`eth0.100`');
  expect(code(' ')).toBe('');
});

it('fences code by more backticks than it holds', () => {
  expect(codeBlock('sh', ['echo ````'])).toEqual(['`````sh', 'echo ````', '`````']);
  expect(codeBlock('', ['true'])).toEqual(['```', 'true', '```']);
});
