/** What changed between two reports. */

/** Something that one report lists and the other does not. */
export interface Item {
  /** Which of its kind, the same in both reports. */
  key: string;
  /** For people. */
  label: string;
}

/** Something that both list, with what became of it. */
export interface Moved extends Item {
  before: string | number | null;
  after: string | number | null;
}

/** A list that may be cut, with its exact length. */
export interface Cut<Entry> {
  count: number;
  list: Entry[];
}

/** One kind of thing in the reports. */
export interface SectionChanges {
  id: 'findings' | 'segments' | 'protocols' | 'tunnels' | 'macs' | 'ips' | 'flows';
  title: string;
  appeared: Cut<Item>;
  vanished: Cut<Item>;
  moved: Cut<Moved>;
  /** Entries that both lists hold alike. */
  same: number;
  /** Null when both reports list everything of the kind; else why this is not the whole truth. */
  partial: string | null;
}

/** One of the two reports. */
export interface Side {
  /** The file it was read from. */
  path: string;
  captures: string[];
  /** Of the netsight that made it; null when it does not say. */
  version: string | null;
}

/** The whole comparison, and the JSON of `netsight diff`. */
export interface Difference {
  schema: 'netsight.diff/1';
  before: Side;
  after: Side;
  /** False when nothing below differs. */
  changed: boolean;
  /** mode/submode, confidence and whether the capture suffices. */
  verdict: Moved[];
  /** Totals and ratios that differ, by their path in the report. */
  values: Moved[];
  sections: SectionChanges[];
}
