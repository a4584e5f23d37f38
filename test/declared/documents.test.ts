import { expect, it } from 'vitest';
import { MAX_YAML_CHARACTERS, readDocuments } from '../../src/declared/documents.ts';

const roots = async (text: string): Promise<unknown> => {
  const { documents } = await readDocuments({ path: 'x', text });
  return JSON.parse(JSON.stringify(documents.map(({ root }) => root)));
};

it.each([
  ['JSON', '{"a": 1}'],
  ['JSON behind comments and a byte order mark', '\ufeff# one\n// two\n {"a": 1}'],
  ['YAML', 'a: 1\n'],
  ['a flow mapping, which only YAML reads', '{a: 1}'],
  ['a list of kubectl', 'kind: PodList\nitems: [{a: 1}]\n'],
  ['a list without kind', '{"items": [{"a": 1}]}'],
  ['a bare list', '- a: 1\n'],
])('reads %s', async (_, text) => {
  expect(await roots(text)).toEqual([{ a: 1 }]);
});

it('takes empty documents for nothing', async () => {
  expect(await roots('---\n---\na: 1\n---\n')).toEqual([{ a: 1 }]);
});

it('refuses YAML that takes too long, and says what is faster', async () => {
  expect(
    (await readDocuments({ path: 'big.yaml', text: `a: ${'x'.repeat(MAX_YAML_CHARACTERS - 3)}` })).problems,
  ).toEqual([]);
  await expect(readDocuments({ path: 'big.yaml', text: `a: ${'x'.repeat(MAX_YAML_CHARACTERS)}` })).rejects.toThrow(
    'big.yaml:1:1: is larger than 8 MiB; write it with -o json, which may be larger',
  );
});

it('finds out what a file is in a moment, whatever it begins with', async () => {
  const start = performance.now();
  await readDocuments({ path: 'x', text: '#'.repeat(100_000) }).catch(() => undefined);
  expect(performance.now() - start).toBeLessThan(1000);
});
