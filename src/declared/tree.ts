/** A document as plain values, with the places of those keys that messages point at. */

/** What JSON can say. */
export type Value = null | boolean | number | string | Value[] | Mapping;
export interface Mapping {
  [key: string]: Value;
}

/** Deeper documents are no configuration: Kubernetes objects stay below 20. */
export const MAX_DEPTH = 64;
/** Values in one file, aliases counted as often as they are used: 10,000 pods as `kubectl` prints them have two million. */
export const MAX_VALUES = 8_000_000;

/** Keys whose lines are kept; all others are found near one of them. */
const KEPT = new Set(['metadata', 'config', 'plugins', 'type', 'cniVersion']);

/** True for keys whose lines are worth finding out. */
export const isKept = (key: string): boolean => KEPT.has(key);

/** Where keys of mappings are, as lines from 1. */
export class Lines {
  private readonly lines = new WeakMap<Mapping, Map<string, number>>();

  set(mapping: Mapping, key: string, line: number): void {
    if (!isKept(key)) return;
    const known = this.lines.get(mapping);
    if (known === undefined) this.lines.set(mapping, new Map([[key, line]]));
    else known.set(key, line);
  }

  /** The line of a key; 1 when it was not kept. */
  of(mapping: Mapping, key: string): number {
    return this.lines.get(mapping)?.get(key) ?? 1;
  }

  /** The line of the first kept key. */
  start(mapping: Mapping): number {
    return Math.min(...(this.lines.get(mapping)?.values() ?? [1]));
  }
}

/** A mapping without a prototype: `__proto__` is a key like any other. */
export const emptyMapping = (): Mapping => Object.create(null) as Mapping;

/** The mapping under a key; an empty one when there is something else. */
export const mappingAt = (mapping: Mapping, key: string): Mapping => asMapping(mapping[key]) ?? emptyMapping();

/** The value as a mapping; null when it is none. */
export const asMapping = (value: Value | undefined): Mapping | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;

/** The mappings of a list; a lone mapping is a list of one. */
export function mappingsAt(mapping: Mapping, key: string): Mapping[] {
  const value = mapping[key];
  return (Array.isArray(value) ? value : [value]).map(asMapping).filter((entry) => entry !== null);
}

/** The texts of a list; a lone text is a list of one. */
export function textsAt(mapping: Mapping, key: string): string[] {
  const value = mapping[key];
  return (Array.isArray(value) ? value : [value]).filter(
    (entry) => typeof entry === 'string' && entry !== '',
  ) as string[];
}

/** A text that is not empty, else null. */
export function textAt(mapping: Mapping, key: string): string | null {
  const value = mapping[key];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A whole number, also when it is written as text, else null. */
export function numberAt(mapping: Mapping, key: string): number | null {
  const value = mapping[key];
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}
