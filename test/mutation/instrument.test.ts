/** What a source becomes with all its mutants in it. */
import { transformSync } from 'esbuild';
import { expect, it } from 'vitest';
import { instrument } from './instrument.ts';

/** What the function returns as it is, and with each of its mutants in the order of their numbers. */
function results(body: string): unknown[] {
  const source = `function tested(a: number, b: number): unknown { ${body} }`;
  const { code, mutants } = instrument('test.ts', source, 1);
  const run = new Function('M', `${transformSync(code, { loader: 'ts' }).code}; return tested(3, 2);`);
  return [0, ...mutants.map(({ id }) => id)].map((active) => run((id: number) => id === active));
}

it.each<[body: string, results: unknown[]]>([
  // A statement left out comes last, for it is the outermost.
  ['return a;', [3, undefined]],
  ['return a < b;', [false, false, true, undefined]],
  ['return a <= 3;', [true, true, false, false, false, undefined]],
  ['return a === b;', [false, true, undefined]],
  ['return a - b;', [1, 5, undefined]],
  ['return a & b;', [2, 3, undefined]],
  ['return !a;', [false, 3, undefined]],
  ['return a && b;', [2, 3, undefined]],
  ['return 7;', [7, 8, 6, undefined]],
  ['return 0;', [0, 1, undefined]],
  ['return true;', [true, false, undefined]],
  ["return 'x' + a;", ['x3', '3', undefined]],
  ['return a ? b : a;', [2, 2, 3, undefined]],
  ['a += b; return a;', [5, 1, 3, undefined]],
  ['if (b) a++; return a;', [4, 4, 3, 2, 3, undefined]],
])('%s', (body, expected) => expect(results(body)).toEqual(expected));

it('leaves an else with its own if', () => {
  expect(results('if (a) return b; else return a;')).toEqual([2, 2, 3, undefined, 2]);
});

it('changes no type, name or import', () => {
  const source = "import { a } from 'a'; type T = 'x' | 1; export interface I { 'k': 2 } const { b: c } = a as T;";
  expect(instrument('test.ts', source, 1)).toEqual({ code: source, mutants: [] });
});

it('says where a mutant stands, and what of it', () => {
  const { mutants } = instrument('src/x.ts', 'const a = 1;\nconst b = a <\n  2;', 40);
  expect(mutants.slice(-2)).toEqual([
    { id: 44, file: 'src/x.ts', line: 2, from: 'a <\n  2', to: 'a <= 2' },
    { id: 45, file: 'src/x.ts', line: 2, from: 'a <\n  2', to: 'a >= 2' },
  ]);
});

it('refuses a source that cannot be parsed', () => expect(() => instrument('x.ts', 'const = 1', 1)).toThrow('x.ts: '));
