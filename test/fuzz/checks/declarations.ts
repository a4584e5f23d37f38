/** What must hold for any text after --nad and --pods: declarations with problems, or a `UsageError` that says where. */
import type { Random } from '../../../bench/generator/random.ts';
import { UsageError } from '../../../src/base/errors.ts';
import { parseDeclarations } from '../../../src/declared/parse.ts';
import { nad, WILD } from '../../declared/nads.ts';
import { pick } from '../mutations/mutation.ts';
import { expectHarmless } from './hygiene.ts';

const SEEDS = [
  WILD,
  nad('a', { cniVersion: '0.3.1', type: 'bridge', vlan: 5, ipam: { type: 'host-local', subnet: '10.0.0.0/24' } }),
  nad('b', '{"plugins":[{"type":"macvlan","mode":"vepa","mtu":9000},{"type":"sbr"}]}'),
  'kind: List\nitems:\n- &a {kind: Pod, metadata: {name: p, annotations: {k8s.v1.cni.cncf.io/network-status: "[]"}}}\n- *a\n',
  'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n',
];
const PIECES =
  '{ } [ ] : , - | > & * ! # " \' \\ \\u0000 \\ud800 \u202e --- ... ? ~ null true 1e999 -0 0x10 0o7 !!binary !!set !!js/function << *a &a \n \n  \t \r %YAML @ ` NetworkAttachmentDefinition Pod List __proto__ constructor toString 10.0.0.0/33 fe80::/200'.split(
    ' ',
  );
const MOST_EDITS = 12;
const DEEP = 20_000;

/** Declarations with a few things put in, taken out or repeated. */
export function anyDeclarations(random: Random): string {
  let text = pick(random, SEEDS);
  for (let left = random.below(MOST_EDITS); left > 0; left--) text = edited(text, random);
  return text;
}

function edited(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const to = at + random.below(30);
  if (random.percent(2))
    return text.slice(0, at) + pick(random, ['[', '{"a":', '- ', '&a [']).repeat(random.below(DEEP)) + text.slice(at);
  if (random.percent(60)) return text.slice(0, at) + pick(random, PIECES) + text.slice(at);
  return random.percent(50) ? text.slice(0, at) + text.slice(to) : text.slice(0, to) + text.slice(at);
}

/** Throws what is no `UsageError`. */
export async function checkDeclarations(text: string): Promise<void> {
  try {
    const { problems } = await parseDeclarations([{ path: 'fuzz.yaml', text }]);
    for (const { message } of problems) expectHarmless('a problem of declarations', message);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    expectHarmless('the message of refused declarations', error.message);
  }
}
