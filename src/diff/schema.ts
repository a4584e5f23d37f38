/** What `netsight diff` writes as JSON, written once: the published schema and the types of difference.ts come from here. Only scripts/schema.ts and tests may load this file. */
import { type TSchema, Type } from 'typebox';
import { count, flag, oneOf, orNull, text, texts } from '../report/schema/words.ts';
import { schemaDocument } from '../report/schema.ts';

const item = {
  key: text('which of its kind, the same in both reports'),
  label: text('what it is, for people'),
};

export const Item = Type.Object(item, {
  title: 'Item',
  description: 'something that one report lists and the other does not',
});

const scalar = (description: string) => Type.Union([Type.String(), Type.Number(), Type.Null()], { description });

export const Moved = Type.Object(
  { ...item, before: scalar('null where there was none'), after: scalar('null where there is none') },
  { title: 'Moved', description: 'something that both list, with what became of it' },
);

const cut = <Entry extends TSchema>(entry: Entry, description: string) =>
  Type.Object(
    { count: count('how many there are'), list: Type.Array(entry, { description: 'the first of them' }) },
    { description },
  );

export const SectionChanges = Type.Object(
  {
    id: oneOf(['findings', 'segments', 'protocols', 'tunnels', 'macs', 'ips', 'flows'], 'what is compared'),
    title: text('for people'),
    appeared: cut(Item, 'what only the second report lists'),
    vanished: cut(Item, 'what only the first report lists'),
    moved: cut(Moved, 'what both list, with other values'),
    same: count('entries that both list alike'),
    partial: orNull(
      Type.String(),
      'why this is not the whole truth; null when both reports list everything of the kind',
    ),
  },
  { title: 'SectionChanges', description: 'one kind of thing in the reports' },
);

export const Side = Type.Object(
  {
    path: text('the file it was read from'),
    captures: texts('the captures it is about'),
    version: orNull(Type.String(), 'of the netsight that made it; null when it does not say'),
  },
  { title: 'Side', description: 'one of the two reports' },
);

/** Schema of `diff --format json`. Fields may be added; none is renamed, retyped or dropped without a new major number. */
export const Difference = Type.Object(
  {
    schema: Type.Literal('netsight.diff/1'),
    before: Side,
    after: Side,
    changed: flag('false when nothing below differs'),
    verdict: Type.Array(Moved, { description: 'mode/submode, confidence and whether the capture suffices' }),
    values: Type.Array(Moved, { description: 'totals and ratios that differ, by their path in the report' }),
    sections: Type.Array(SectionChanges),
  },
  { title: 'netsight diff', description: 'What changed between two reports.' },
);

/** The published schema as it is written to schema/netsight-diff-1.schema.json. */
export const diffSchemaText = (): string => schemaDocument('diff', Difference);
