/** YAML 1.2 as plain values. The library is loaded when the first YAML file is read, and its tree is walked here: aliases cost what they expand to. */
import type { Document, LineCounter, Node, Pair, Scalar } from 'yaml';
import { printable } from '../base/printable.ts';
import type { Complaint } from './lenient-json.ts';
import { indentQuotedConfigs } from './quoted-config.ts';
import { emptyMapping, isKept, type Lines, MAX_DEPTH, MAX_VALUES, type Value } from './tree.ts';
import { tooDeepAt } from './yaml-depth.ts';

const TOO_DEEP = `nested deeper than ${MAX_DEPTH} levels`;
/** The key whose text is JSON: its line breaks are kept, as a comment ends with its line and messages name lines. */
const JSON_KEY = 'config';
/** Values that aliases may add to one file: a bomb of nine lines expands to 10^9, honest files repeat a few labels. */
export const MAX_ALIASED_VALUES = 100_000;

export interface YamlDocuments {
  values: Value[];
  complaints: Complaint[];
  /** Why the text is no YAML; null when it is. */
  error: Complaint | null;
}

type Library = typeof import('yaml');

/** Reads all documents of a text; never throws. */
export async function parseYaml(source: string, lines: Lines): Promise<YamlDocuments> {
  const text = indentQuotedConfigs(source);
  // A CommonJS package: once bundled, its names are found under `default` only.
  const { default: library } = await import('yaml');
  const counter = new library.LineCounter();
  const walker = new Walker(library, { text, lines, counter });
  const deep = tooDeepAt(text);
  if (deep >= 0)
    return {
      values: [],
      complaints: [],
      error: { line: text.slice(0, deep).split('\n').length, column: 1, message: TOO_DEEP },
    };
  try {
    const parsed = library.parseAllDocuments(text, { lineCounter: counter, uniqueKeys: false, logLevel: 'silent' });
    const documents = Array.isArray(parsed) ? parsed : [];
    const fault = documents.flatMap(({ errors }) => errors)[0];
    if (fault !== undefined)
      return failed(walker, fault.pos[0], fault.message.split('\n')[0].replace(/ at line \d+, column \d+:?$/, ''));
    return {
      values: documents.map((document) => walker.document(document)),
      complaints: walker.complaints,
      error: null,
    };
  } catch (error) {
    if (error instanceof TooLarge) return failed(walker, error.offset, error.message);
    return failed(
      walker,
      0,
      error instanceof RangeError ? `nested deeper than ${MAX_DEPTH} levels` : (error as Error).message,
    );
  }
}

const failed = (walker: Walker, offset: number, message: string): YamlDocuments => ({
  values: [],
  complaints: walker.complaints,
  error: { ...walker.placeOf(offset), message: printable(message) },
});

class TooLarge extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/** The text, what its lines are counted by, and where lines of keys go. */
interface Source {
  text: string;
  lines: Lines;
  counter: LineCounter;
}

class Walker {
  readonly complaints: Complaint[] = [];
  private readonly library: Library;
  private readonly source: Source;
  private values = 0;
  private aliased = 0;
  private inAlias = 0;
  private current: Document | null = null;

  constructor(library: Library, source: Source) {
    this.library = library;
    this.source = source;
  }

  placeOf(offset: number): { line: number; column: number } {
    const { line, col } = this.source.counter.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }

  document(document: Document): Value {
    this.current = document;
    return this.value(document.contents, 0);
  }

  private value(node: unknown, depth: number): Value {
    const { library } = this;
    if (!library.isNode(node)) return null;
    const offset = node.range?.[0] ?? 0;
    if (depth > MAX_DEPTH) throw new TooLarge(offset, `nested deeper than ${MAX_DEPTH} levels`);
    this.count(offset);
    if (library.isAlias(node)) return this.alias(node.resolve(this.current!), depth);
    if (library.isMap(node)) return this.mapping(node.items, depth);
    if (library.isSeq(node)) return node.items.map((item) => this.value(item, depth + 1));
    return library.isScalar(node) ? scalar(node.value) : null;
  }

  private count(offset: number): void {
    if (++this.values > MAX_VALUES) throw new TooLarge(offset, `holds more than ${MAX_VALUES} values`);
    if (this.inAlias === 0 || ++this.aliased <= MAX_ALIASED_VALUES) return;
    throw new TooLarge(offset, `its aliases expand to more than ${MAX_ALIASED_VALUES} values`);
  }

  private alias(target: Node | undefined, depth: number): Value {
    this.inAlias++;
    const value = this.value(target, depth + 1);
    this.inAlias--;
    return value;
  }

  private mapping(pairs: readonly Pair[], depth: number): Value {
    const mapping = emptyMapping();
    for (const pair of pairs) {
      const key = keyText(this.value(pair.key, depth + 1));
      const offset = this.library.isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
      if (Object.hasOwn(mapping, key)) this.duplicate(offset, key);
      if (isKept(key)) this.source.lines.set(mapping, key, this.placeOf(offset).line);
      const json = key === JSON_KEY && this.library.isScalar(pair.value) ? this.jsonText(pair.value) : null;
      if (json !== null) this.source.lines.set(mapping, key, json.line);
      mapping[key] = json === null ? this.value(pair.value, depth + 1) : json.text;
    }
    return mapping;
  }

  /** A text with the line breaks of the file, and the line that it begins in; null for what is no text. */
  private jsonText({ value, type, range }: Scalar): { text: string; line: number } | null {
    if (typeof value !== 'string' || !range) return null;
    const { line } = this.placeOf(range[0]);
    const raw = this.source.text.slice(range[0], range[1]);
    if (type === 'QUOTE_SINGLE') return { text: raw.slice(1, -1).replaceAll("''", "'"), line };
    if (type === 'BLOCK_FOLDED') return { text: raw.slice(raw.indexOf('\n') + 1), line: line + 1 };
    return { text: value, line: type === 'BLOCK_LITERAL' ? line + 1 : line };
  }

  private duplicate(offset: number, key: string): void {
    const message = `key "${printable(key, 40)}" is given twice; the second silently wins`;
    this.complaints.push({ ...this.placeOf(offset), message });
  }
}

function scalar(value: unknown): Value {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

const keyText = (value: Value): string => (typeof value === 'object' ? '' : String(value));
