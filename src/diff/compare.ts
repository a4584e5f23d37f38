/** Two reports compared: what appeared, what vanished, what moved. */
import type { Analysis } from '../report/analysis.ts';
import { parsePath, type Scalar, valuesAt } from '../report/path.ts';
import { modeName } from '../report/phrases.ts';
import { count } from '../report/quantities.ts';
import type { Cut, Difference, Item, Moved, SectionChanges, Side } from './difference.ts';
import { type Entry, SECTIONS, type Section } from './sections.ts';

/** Totals and ratios that say how a network does, whatever was said in it. */
export const VALUES: readonly string[] = [
  'capture.frames',
  'capture.bytesOriginal',
  'capture.durationSeconds',
  'l2.unicast.ratio',
  'l2.broadcast.ratio',
  'l2.multicast.ratio',
  'l2.arp.requests',
  'l2.arp.replies',
  'l2.arp.gratuitous',
  'l2.arp.unanswered',
  'endpoints.totals.macs',
  'endpoints.totals.ips',
  'flows.total',
];

/** A report and the file it came from. */
export interface Named {
  path: string;
  analysis: Analysis;
}

/** Compares two reports; lists are cut to `top` entries, their counts are exact. */
export function compare(before: Named, after: Named, top: number): Difference {
  const verdict = verdictChanges(before.analysis, after.analysis);
  const values = valueChanges(before.analysis, after.analysis);
  const sections = SECTIONS.map((section) => sectionChanges(section, before.analysis, after.analysis, top));
  const changed = verdict.length + values.length > 0 || sections.some(isChanged);
  return { schema: 'netsight.diff/1', before: side(before), after: side(after), changed, verdict, values, sections };
}

/** Whether anything of the kind differs. */
export const isChanged = ({ appeared, vanished, moved }: SectionChanges): boolean =>
  appeared.count + vanished.count + moved.count > 0;

const side = ({ path, analysis }: Named): Side => ({
  path,
  captures: analysis.inputs.map((input) => input.path),
  version: versionOf(analysis),
});

function versionOf({ tool }: Partial<Analysis>): string | null {
  return typeof tool?.version === 'string' ? tool.version : null;
}

function verdictChanges({ verdict: a }: Analysis, { verdict: b }: Analysis): Moved[] {
  return [
    moved('mode', modeName(a), modeName(b)),
    moved('confidence', a.confidence, b.confidence),
    moved('identifiable', String(a.identifiable), String(b.identifiable)),
  ].filter(({ before, after }) => before !== after);
}

function valueChanges(a: Analysis, b: Analysis): Moved[] {
  return VALUES.map((text) => {
    const path = parsePath(text);
    const [before, after] = [a, b].map((report) => plain(valuesAt(report, path)[0]?.value));
    return moved(text, before, after);
  }).filter(({ before, after }) => before !== after);
}

const plain = (value: Scalar | undefined): number => Number(value ?? 0);

const moved = (key: string, before: Moved['before'], after: Moved['after']): Moved => ({
  key,
  label: key,
  before,
  after,
});

function sectionChanges(section: Section, a: Analysis, b: Analysis, top: number): SectionChanges {
  const before = byKey(section.entries(a));
  const after = byKey(section.entries(b));
  const appeared = [...after.values()].filter(({ key }) => !before.has(key));
  const vanished = [...before.values()].filter(({ key }) => !after.has(key));
  const both = [...after.values()].filter(({ key }) => before.has(key));
  const changes = both
    .map((entry) => ({ entry, old: before.get(entry.key)! }))
    .filter(({ entry, old }) => entry.compared !== old.compared);
  return {
    id: section.id,
    title: section.title,
    appeared: cut(appeared, top),
    vanished: cut(vanished, top),
    moved: movedList(changes, top),
    same: both.length - changes.length,
    partial: partial(section, a, b),
  };
}

/** Entries of the same key are one: two pings of one pair have one Community ID. */
function byKey(entries: readonly Entry[]): Map<string, Entry> {
  const keyed = new Map<string, Entry>();
  for (const entry of entries) {
    const known = keyed.get(entry.key);
    if (known === undefined) keyed.set(entry.key, entry);
    else
      keyed.set(entry.key, {
        ...known,
        state: `${known.state}; ${entry.state}`,
        compared: `${known.compared}; ${entry.compared}`,
        weight: known.weight + entry.weight,
      });
  }
  return keyed;
}

const heaviest = (a: { weight: number; key: string }, b: { weight: number; key: string }): number =>
  b.weight - a.weight || (a.key < b.key ? -1 : 1);

function cut(entries: Entry[], top: number): Cut<Item> {
  const list = entries.sort(heaviest).slice(0, top);
  return { count: entries.length, list: list.map(({ key, label, state }) => ({ key, label: `${label} (${state})` })) };
}

/** What moved most comes first. */
function movedList(changes: { entry: Entry; old: Entry }[], top: number): Cut<Moved> {
  const weighed = changes.map(({ entry, old }) => ({
    entry,
    old,
    key: entry.key,
    weight: Math.abs(entry.weight - old.weight),
  }));
  const list = weighed.sort(heaviest).slice(0, top);
  return {
    count: changes.length,
    list: list.map(({ entry, old, key }) => ({ key, label: entry.label, before: old.state, after: entry.state })),
  };
}

function partial({ title, unlisted }: Section, a: Analysis, b: Analysis): string | null {
  const [inA, inB] = [unlisted(a), unlisted(b)];
  if (inA <= 0 && inB <= 0) return null;
  return `the reports list the largest only: ${count(Math.max(0, inA))} before and ${count(Math.max(0, inB))} after are in no list of ${title}, so what appears or vanishes here may only have passed its end`;
}
