import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { UsageError } from '../../src/base/errors.ts';
import { OPERATORS } from '../../src/expect/operators.ts';
import { readExpectations } from '../../src/expect/read.ts';
import { expectationSchemaText } from '../../src/expect/schema.ts';
import { pathEntries } from '../../src/report/schema/paths.ts';
import { beside } from './expectations.ts';

const GOOD = `# comment
schema: netsight.expect/1
captures:
  "*.pcap": &all
    verdict.mode: { oneOf: [bridge, macvlan] }
    findings[].id: { none: [duplicate-ip], contains: [tcp-reset] }
    l2.broadcast.ratio: { equals: 0.02, tolerance: 50% }
  samples/lab/*.pcap: *all
  "[ab].pcap":
    inputs[0].interfaces[name=eth0].dropped: 0
    protocols.vxlan: { min: 1 }
    findings[].summary: { matches: "^x" }
    flows.total: 3
    findings.length: 0
`;

it('reads globs, paths and operators with their lines', async () => {
  const { entries } = await readExpectations('n.yaml', GOOD);
  expect(entries.map(({ glob, line }) => [glob, line])).toEqual([
    ['*.pcap', 4],
    ['samples/lab/*.pcap', 8],
    ['[ab].pcap', 9],
  ]);
  expect(entries[1].expectations.map(({ path }) => path.text)).toEqual([
    'verdict.mode',
    'findings[].id',
    'l2.broadcast.ratio',
  ]);
  expect(entries[2].expectations.map(({ line }) => line)).toEqual([10, 11, 12, 13, 14]);
});

it('matches a glob without a slash against the name, one with a slash against the path', async () => {
  const [byName, byPath] = (await readExpectations('n.yaml', GOOD)).entries;
  expect(byName.matches(beside('deep/down/x.pcap'))).toBe(true);
  expect(byPath.matches(beside('samples/lab/x.pcap'))).toBe(true);
  expect(byPath.matches(beside('other/samples/lab/x.pcap'))).toBe(false);
  expect(byPath.matches({ relative: '../samples/lab/x.pcap', given: 'samples/lab/x.pcap' })).toBe(true);
});

const under = (line: string): string => `captures:\n  a.pcap:\n    ${line}\n`;

it.each([
  ['text', 'hello', '1:1: a file of expectations'],
  ['nothing', '', '1:1: a file of expectations'],
  ['no captures', 'schema: netsight.expect/1\n', 'has no captures:'],
  ['an unknown key', 'capture: {}\n', "1:1: unknown key 'capture', did you mean 'captures'?"],
  ['another schema', 'schema: netsight.expect/2\ncaptures: {}\n', '1:9: schema is'],
  ['a list of captures', 'captures: [a]\n', '1:1: captures wants a mapping'],
  ['an entry without paths', 'captures:\n  a.pcap: 3\n', '2:3: a.pcap wants a mapping'],
  ['broken YAML', 'captures: {\n', 'n.yaml:'],
  ['a glob without quotes', 'captures:\n  *.pcap:\n    verdict.mode: x\n', 'stands in quotes'],
  ['a glob with an open brace', 'captures:\n  "{a": {}\n', '2:3: braces'],
  ['a key given twice', under('flows.total: 1\n    flows.total: 2'), '4:5: Map keys must be unique'],
  ['an unknown path', under('verdict.mod: x'), "3:5: there is no 'mod' in verdict, did you mean 'mode'?"],
  ['an unknown operator', under('flows.total: { mim: 3 }'), "3:18: unknown key 'mim', did you mean 'min'?"],
  ['a value of another type', under('flows.total: many'), '3:18: flows.total is a number, never many'],
  ['null where it cannot be', under('verdict.mode: null'), 'verdict.mode can never be null'],
  ['a least text', under('verdict.mode: { min: 3 }'), 'verdict.mode is a string, of which there is no least'],
  ['a pattern for a number', under('flows.total: { matches: "3" }'), 'a pattern is for texts'],
  ['a broken pattern', under('verdict.mode: { matches: "(" }'), 'missing closing )'],
  ['a list for one value', under('verdict.mode: [a, b]'), 'is one value; for one of several say oneOf'],
  ['a tolerance alone', under('flows.total: { tolerance: 3 }'), 'a tolerance goes with equals'],
  ['a tolerance of words', under('flows.total: { equals: 3, tolerance: some }'), 'such as 0.05 or 5%'],
  ['no expectation', under('flows.total: {}'), 'expects nothing'],
  ['not a number', under('flows.total: .nan'), 'flows.total is a number'],
  ['a key that is a list', under('[a, b]: 3'), 'a key that is no text'],
  ['a value that holds itself', 'captures:\n  a.pcap:\n    findings[].id: &x [*x]\n', 'nested too deep'],
  ['a bomb of aliases', bomb(), 'holds more than'],
  ['brackets without end', `captures: ${'['.repeat(5000)}`, 'nested too deep'],
  ['hostile keys', 'captures:\n  a.pcap:\n    "\\e[31m": 3\n', '\\x1b'],
])('refuses %s', async (_, text, message) => {
  const reading = readExpectations('n.yaml', text);
  await expect(reading).rejects.toThrow(UsageError);
  await expect(reading).rejects.toThrow(message);
});

function bomb(): string {
  const wide = Array.from({ length: 900 }, () => '*b').join(', ');
  return `captures:\n  a.pcap: &a\n    findings[].id: [&b x, y]\n    findings[].subject: [${wide}]\n${Array.from({ length: 150 }, (_, i) => `  c${i}: *a\n`).join('')}`;
}

it('reads or refuses whatever stands in the file, and never throws anything else', async () => {
  const pieces = fc.array(
    fc.constantFrom(
      ...GOOD.split(/(?<=[\s:,{}[\]"&*])/),
      '&a ',
      '*a',
      '- ',
      '? ',
      '!!set ',
      '|\n',
      '>\n',
      '\t',
      '\0',
      '<<: ',
      '%YAML 9\n',
      '---\n',
    ),
    { maxLength: 40 },
  );
  const spoilt = fc
    .tuple(
      fc.nat(GOOD.length),
      fc.nat(20),
      fc.oneof(
        fc.string(),
        pieces.map((list) => list.join('')),
      ),
    )
    .map(([at, length, text]) => GOOD.slice(0, at) + text + GOOD.slice(at + length));
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        pieces.map((list) => list.join('')),
        spoilt,
      ),
      async (text) => {
        try {
          await readExpectations('n.yaml', text);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
          expect((error as Error).message).toMatch(/^n\.yaml:\d+:\d+: [^\x00-\x1f]+$/);
        }
      },
    ),
    { numRuns: 3000 },
  );
});

it('is published as a schema, made of the same paths and operators (npm run schema)', () => {
  const text = readFileSync('schema/netsight-expect-1.schema.json', 'utf8');
  expect(text).toBe(expectationSchemaText(pathEntries()));
  for (const { id } of OPERATORS) expect(text).toContain(`"${id}"`);
});

it('the schema accepts what is read, and refuses what is not', () => {
  const validate = new Ajv2020({ strict: false, inlineRefs: false, code: { optimize: false } }).compile(
    JSON.parse(expectationSchemaText(pathEntries())),
  );
  expect(validate(parse(GOOD)), JSON.stringify(validate.errors)).toBe(true);
  for (const line of [
    'verdict.mod: x',
    'flows.total: many',
    'verdict.mode: overlay',
    'flows.total: { mim: 3 }',
    'verdict.mode: { min: 3 }',
  ])
    expect(validate(parse(under(line))), line).toBe(false);
});
