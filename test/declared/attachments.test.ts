import { expect, it } from 'vitest';
import { parseDeclarations } from '../../src/declared/parse.ts';
import { nad } from './nads.ts';

const parse = (text: string, path = 'nads.yaml') => parseDeclarations([{ path, text }]);

it('reads a conflist and a conf without anything around them', async () => {
  const list =
    '{\n  "cniVersion": "1.0.0", "name": "chain",\n  "plugins": [{"type": "bridge", "bridge": "br0"}, {"type": "portmap"}]\n}';
  expect((await parse(list, '/etc/cni/net.d/10-chain.conflist')).attachments).toMatchObject([
    {
      namespace: null,
      name: 'chain',
      plugins: ['bridge', 'portmap'],
      master: 'br0',
      file: '/etc/cni/net.d/10-chain.conflist',
      line: 2,
    },
  ]);
  expect((await parse('{"type": "ptp"}', '/etc/cni/net.d/20-ptp.conf')).attachments).toMatchObject([
    { name: '20-ptp.conf', mode: 'ptp' },
  ]);
});

it('knows nothing of a definition whose configuration is on the node’s disk', async () => {
  const { attachments, problems } = await parse(
    'kind: NetworkAttachmentDefinition\nmetadata: {name: a, namespace: b}\n',
  );
  expect(attachments).toMatchObject([{ namespace: 'b', name: 'a', plugins: [], mode: null, line: 2 }]);
  expect(problems).toEqual([]);
});

it.each([
  [nad('a', 'no JSON'), "spec.config: 'no' is no JSON value; text wants double quotes"],
  [nad('a', '[]'), "spec.config holds '[]' instead of a JSON object"],
  [
    'kind: NetworkAttachmentDefinition\nmetadata: {name: a, namespace: default}\nspec:\n  config: {type: ptp}\n',
    'spec.config must be a text that holds JSON; the API server refuses this',
  ],
])('tells what is wrong with the configuration in %s', async (text, message) => {
  expect((await parse(text)).problems).toMatchObject([{ message, attachment: 'default/a' }]);
});

it('reads a configuration that was written as a mapping all the same', async () => {
  const { attachments } = await parse(
    'kind: NetworkAttachmentDefinition\nmetadata: {name: a}\nspec:\n  config: {type: ptp}\n',
  );
  expect(attachments).toMatchObject([{ mode: 'ptp' }]);
});
