import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseLenientJson } from '../../src/declared/lenient-json.ts';
import { Lines, MAX_DEPTH } from '../../src/declared/tree.ts';

const complaintsOf = (text: string): string[] =>
  parseLenientJson(text).complaints.map(({ line, column, message }) => `${line}:${column} ${message}`);
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

it('reads whatever JSON.stringify writes, without a word', () => {
  const same = (value: unknown, indent: number): void => {
    const text = JSON.stringify(value, null, indent);
    const { values, complaints, error } = parseLenientJson(text);
    // As texts: keys such as __proto__ are compared by what they say.
    expect(JSON.stringify(values)).toBe(JSON.stringify([JSON.parse(text)]));
    expect({ complaints, error }).toEqual({ complaints: [], error: null });
  };
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 4 }), fc.integer({ min: 0, max: 3 }), same));
});

it('never throws, whatever the text', () => {
  const word = fc.string({ unit: fc.constantFrom(...'{}[]",:#/*\\ \n-1ae'), maxLength: 40 });
  fc.assert(
    fc.property(fc.oneof(word, fc.string({ unit: 'binary', maxLength: 60 })), (text) => void parseLenientJson(text)),
    { numRuns: 500 },
  );
});

it.each([
  ['{ # one\n "a": 1 }', '1:3 JSON has no comments: CNI plugins refuse this configuration'],
  ['{ // one\n "a": 1 /* two */ }', '1:3 JSON has no comments: CNI plugins refuse this configuration'],
  ['{"a": 1,\n}', '1:8 a comma before } is not allowed in JSON'],
  ['{"a": 1\n "b": 2}', '2:2 a comma is missing before this'],
  ['{"a": 1,\n "a": 2}', '2:2 key "a" is given twice; the second silently wins'],
  ['{"a": {\n"b": 1\n', '1:7 this object is never closed: a } is missing at line 3'],
  ['{"a": [1, 2}', '1:7 this list is never closed: a ] is missing at line 1'],
])('tells of %j', (text, message) => {
  expect(parseLenientJson(text).error).toBeNull();
  expect(complaintsOf(text)[0]).toBe(message);
});

it('reads what an open text means all the same', () => {
  const { values } = parseLenientJson('{ # c\n"type": "ipvlan", "ipam": { "a": [1, 2,], "a": 3');
  expect(plain(values)).toEqual([{ type: 'ipvlan', ipam: { a: 3 } }]);
});

it.each([
  ['{"a" 1}', 1, 6, 'key "a" is not followed by a colon'],
  ["{'a': 1}", 1, 2, "a key in double quotes was expected, not '''"],
  ['{"a": yes}', 1, 7, "'yes' is no JSON value; text wants double quotes"],
  ['{"a":\n "x', 2, 2, 'text is not closed: its second " is missing'],
  ['{"a": 01}', 1, 7, "'01' is no JSON value; text wants double quotes"],
  ['{"a": "\\x"}', 1, 8, '\\x is no escape of JSON'],
  ['{"a":', 1, 6, 'ends where a value should be'],
  ['['.repeat(MAX_DEPTH + 2), 1, MAX_DEPTH + 2, `nested deeper than ${MAX_DEPTH} levels`],
])('stops at %j', (text, line, column, message) => {
  expect(parseLenientJson(text).error).toEqual({ line, column, message });
});

it('reads several documents and counts lines from where the text begins', () => {
  const lines = new Lines();
  const { values } = parseLenientJson('{"type": "a"}\n---\n{\n"type": "b"}', lines, 10);
  expect(values).toHaveLength(2);
  expect(lines.of(values[1] as never, 'type')).toBe(13);
});

it('takes __proto__ for a key like any other', () => {
  const { values } = parseLenientJson('{"__proto__": {"mode": "evil"}}');
  expect(Object.keys(values[0] as object)).toEqual(['__proto__']);
  expect((values[0] as { mode?: unknown }).mode).toBeUndefined();
});

it('tells of at most a few mistakes', () => {
  expect(complaintsOf(`{${'"a": 1,'.repeat(1000)}}`)).toHaveLength(20);
});

it('reads a megabyte of pods in a moment', () => {
  const text = JSON.stringify(
    Array.from({ length: 20_000 }, (_, i) => ({ metadata: { name: `pod${i}` }, type: 'x' })),
    null,
    1,
  );
  const start = performance.now();
  expect(parseLenientJson(text).error).toBeNull();
  expect(performance.now() - start).toBeLessThan(3000);
});
