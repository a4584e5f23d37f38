import fc from 'fast-check';
import { expect, it } from 'vitest';
import { UsageError } from '../../src/base/errors.ts';
import { parseDeclarations } from '../../src/declared/parse.ts';
import { nad, pod, WILD } from './nads.ts';

const parse = (text: string, path = 'nads.yaml') => parseDeclarations([{ path, text }]);
const told = async (text: string): Promise<string[]> =>
  (await parse(text)).problems.map(({ line, message }) => `${line}: ${message}`);

it('reads the declarations of the wild as they were meant, and tells what is wrong with them', async () => {
  const { attachments, problems } = await parse(WILD);
  expect(attachments[0]).toMatchObject({
    namespace: 'default',
    name: 'ipvlan-a',
    plugins: ['ipvlan'],
    mode: 'ipvlan',
    submode: 'l2',
    master: 'ens36',
    subnets: ['172.16.10.0/24'],
    addresses: ['172.16.10.2/24'],
    gateways: ['172.16.0.1'],
    ipam: 'static',
    file: 'nads.yaml',
    line: 3,
  });
  expect(attachments[1]).toMatchObject({ mode: 'macvlan', submode: 'bridge' });
  expect(problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([
    '9: spec.config: JSON has no comments: CNI plugins refuse this configuration',
    '15: spec.config: key "addresses" is given twice; the second silently wins',
    '7: spec.config: this object is never closed: a } is missing at line 17',
    '7: gateway 172.16.0.1 is not on-link: it is outside of 172.16.10.0/24, so no neighbour can answer for it',
    '21: default/ipvlan-a is declared again (first at nads.yaml:3): a cluster keeps the one applied last',
  ]);
  expect(new Set(problems.map(({ attachment }) => attachment))).toEqual(new Set(['default/ipvlan-a']));
});

it('reads lists of kubectl, several documents and several files together', async () => {
  const list = JSON.stringify({ kind: 'List', items: [JSON.parse(nad('a', { type: 'bridge' })), JSON.parse(pod({}))] });
  const { attachments, pods } = await parseDeclarations([
    { path: 'list.json', text: list },
    { path: 'two.json', text: `${nad('b', { type: 'ptp' })}\n---\n${nad('c', { type: 'vlan', vlanId: 7 })}` },
  ]);
  expect(attachments.map(({ name, mode, vlan }) => [name, mode, vlan])).toEqual([
    ['a', 'bridge', null],
    ['b', 'ptp', null],
    ['c', 'vlan', 7],
  ]);
  expect(pods).toHaveLength(1);
});

it('reads an empty list without complaint', async () => {
  expect(await parse('apiVersion: v1\nkind: List\nitems: []\n')).toEqual({ attachments: [], pods: [], problems: [] });
});

it('says what it did not use', async () => {
  expect(await told('kind: ConfigMap\nmetadata:\n  name: x\n')).toEqual([
    '2: ConfigMap x was not used: it is no NetworkAttachmentDefinition, CNI configuration or pod',
  ]);
});

it.each([
  ['', 'nads.yaml:1:1: is empty'],
  ['just words\n', 'nads.yaml:1:1: holds text, no object of Kubernetes or CNI'],
  ['a: [1,\nb: c\n', 'nads.yaml:2:1: Flow sequence'],
  ['{"kind" nope}', 'nads.yaml:1:9: key "kind" is not followed by a colon'],
])('refuses %j and names the place', async (text, message) => {
  const failure = await parse(text).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UsageError);
  expect((failure as Error).message).toContain(message);
});

it('attributes a key given twice in the file itself to its attachment', async () => {
  const { problems } = await parse(
    'kind: NetworkAttachmentDefinition\nmetadata:\n  name: a\nspec:\n  config: \'{"type": "ptp"}\'\n  config: \'{"type": "ptp"}\'\n',
  );
  expect(problems).toMatchObject([{ line: 6, attachment: 'a' }]);
});

it('throws nothing but UsageError, whatever the text', async () => {
  const pieces = fc.constantFrom(
    'kind: ',
    'NetworkAttachmentDefinition',
    '\n',
    '  ',
    'spec:',
    'config: ',
    "'",
    '{',
    '}',
    '"type": "macvlan"',
    '---',
    'metadata',
    ': ',
    '[',
    ']',
    ',',
    '&a ',
    '*a',
    '#',
    'Pod',
    'items:',
    '- ',
    '|',
  );
  const text = fc.oneof(
    fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  const only = async (value: string): Promise<void> => {
    const failure = await parse(value).catch((error: unknown) => error);
    if (failure instanceof Error) expect(failure).toBeInstanceOf(UsageError);
  };
  await fc.assert(fc.asyncProperty(text, only), { numRuns: 500 });
});

it('throws nothing, whatever stands in spec.config or in the annotations', async () => {
  const value = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.json({ maxDepth: 3 }));
  const any = async (config: string, annotation: string): Promise<void> => {
    const annotations = { 'k8s.v1.cni.cncf.io/network-status': annotation, 'k8s.v1.cni.cncf.io/networks': config };
    const { attachments, pods } = await parse(
      `${nad('a', config)}${JSON.stringify({ kind: 'Pod', metadata: { annotations } })}`,
    );
    expect([attachments.length, pods.length]).toEqual([1, 1]);
  };
  await fc.assert(fc.asyncProperty(value, value, any), { numRuns: 300 });
});
