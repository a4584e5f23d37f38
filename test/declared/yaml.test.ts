import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Lines, MAX_DEPTH, type Mapping } from '../../src/declared/tree.ts';
import { MAX_ALIASED_VALUES, parseYaml } from '../../src/declared/yaml.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

it('reads several documents with the lines of their keys', async () => {
  const lines = new Lines();
  const { values, error } = await parseYaml('a: 1\nmetadata: {name: x}\n---\n# c\ntype: b\n', lines);
  expect(error).toBeNull();
  expect(plain(values)).toEqual([{ a: 1, metadata: { name: 'x' } }, { type: 'b' }]);
  expect(lines.of(values[0] as Mapping, 'metadata')).toBe(2);
  expect(lines.of(values[1] as Mapping, 'type')).toBe(5);
});

it('tells of keys given twice, of which the second wins', async () => {
  const { values, complaints } = await parseYaml('a: 1\nb: 2\na: 3\n', new Lines());
  expect(plain(values)).toEqual([{ a: 3, b: 2 }]);
  expect(complaints).toEqual([{ line: 3, column: 1, message: 'key "a" is given twice; the second silently wins' }]);
});

it.each([
  ['literal', 'config: |\n  {\n  "a": 1 # c\n  }\n', '{\n"a": 1 # c\n}\n', 2],
  ['folded', 'config: >-\n  { # c\n  "a": 1 }\n', '  { # c\n  "a": 1 }\n', 2],
  ['quoted', "x: 1\nconfig: '{ # it''s\n   \"a\": 1 }'\n", '{ # it\'s\n   "a": 1 }', 2],
  ['one line', 'x: 1\nconfig: \'{"a": 1}\'\n', '{"a": 1}', 2],
])('keeps the line breaks of a %s config, and its first line', async (_, text, config, line) => {
  const lines = new Lines();
  const { values } = await parseYaml(text, lines);
  expect((values[0] as Mapping).config).toBe(config);
  expect(lines.of(values[0] as Mapping, 'config')).toBe(line);
});

it('says where a text is no YAML', async () => {
  expect((await parseYaml('a: 1\nb: [1, 2\n', new Lines())).error).toMatchObject({ line: 3, column: 1 });
});

it('follows aliases, but not to a billion laughs', async () => {
  expect(plain((await parseYaml('a: &x {b: 1}\nc: *x\n', new Lines())).values)).toEqual([{ a: { b: 1 }, c: { b: 1 } }]);
  const bomb = Array.from(
    { length: 9 },
    (_, i) =>
      `k${i}: &k${i} [${Array(9)
        .fill(i === 0 ? 'lol' : `*k${i - 1}`)
        .join(', ')}]`,
  );
  const { error } = await parseYaml(bomb.join('\n'), new Lines());
  expect(error?.message).toBe(`its aliases expand to more than ${MAX_ALIASED_VALUES} values`);
});

it.each([
  ['an alias of itself', 'a: &a [*a]\n'],
  ['deep flow sequences', '['.repeat(20_000)],
  ['deep block sequences', '- '.repeat(5000)],
  ['deep block mappings', Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ['deep flow mappings on many lines', '{a:\n'.repeat(3000)],
  ['deep complex keys', '? '.repeat(5000)],
])('ends quickly at %s', async (_, text) => {
  expect((await parseYaml(text, new Lines())).error).not.toBeNull();
});

it('never throws, whatever the text', async () => {
  const active = fc.string({ unit: fc.constantFrom(...'{}[]",:#&*!|>-?%@\'\\ \n\ta1'), maxLength: 40 });
  const parse = async (text: string): Promise<void> => void (await parseYaml(text, new Lines()));
  await fc.assert(fc.asyncProperty(fc.oneof(active, fc.string({ unit: 'binary', maxLength: 60 })), parse), {
    numRuns: 500,
  });
});

it('takes as many values by aliases as there may be, and not one more', async () => {
  const repeated = (values: number): string => `a: &a [${Array(values).fill(1).join(',')}]\nb: *a\n`;
  // The list itself is a value as well.
  expect((await parseYaml(repeated(MAX_ALIASED_VALUES - 1), new Lines())).error).toBeNull();
  expect((await parseYaml(repeated(MAX_ALIASED_VALUES), new Lines())).error?.message).toContain('aliases expand');
});

it('takes as many levels of values as there may be, and not one more', async () => {
  const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
  expect((await parseYaml(`a: ${nested(MAX_DEPTH - 1)}`, new Lines())).error).toBeNull();
  expect((await parseYaml(`a: ${nested(MAX_DEPTH + 1)}`, new Lines())).error?.message).toContain('deeper than');
});
