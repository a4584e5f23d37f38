/** What changed between two reports. Types only: the shape is written in schema.ts. */
import type { Static } from 'typebox';
import type * as Schema from './schema.ts';

/** Something that one report lists and the other does not. */
export type Item = Static<typeof Schema.Item>;
/** Something that both list, with what became of it. */
export type Moved = Static<typeof Schema.Moved>;

/** A list that may be cut, with its exact length. */
export interface Cut<Entry> {
  count: number;
  list: Entry[];
}

/** One kind of thing in the reports. */
export type SectionChanges = Static<typeof Schema.SectionChanges>;
/** One of the two reports. */
export type Side = Static<typeof Schema.Side>;
/** The whole comparison, and the JSON of `netsight diff`. */
export type Difference = Static<typeof Schema.Difference>;
