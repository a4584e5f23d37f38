/** Reads an expectation file: YAML whose every mistake is named with file, line and column. */
import type { Alias, Document, LineCounter, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { UsageError } from '../base/errors.ts';
import { didYouMean } from '../base/nearest.ts';
import { printable } from '../base/printable.ts';
import { tooDeepAt } from '../declared/yaml-depth.ts';
import { PathError, parsePath, type ReportPath } from '../report/path.ts';
import { readConditions } from './conditions.ts';
import type { CaptureNames, Entry, Expectation, Expectations } from './expectation.ts';
import { globTest, PatternError } from './pattern.ts';

/** Value of the key `schema`. */
export const SCHEMA_ID = 'netsight.expect/1';
/** 100,000 lines; the YAML library needs a second for a megabyte. */
export const MAX_CHARACTERS = 4 * 2 ** 20;
/** Keys and values in one file, aliases counted as often as they are used: a few lines of them could name 10^9. */
const MAX_VALUES = 100_000;
/** A value in a list behind an operator is the deepest there is. */
const MAX_DEPTH = 4;

const KEYS = ['schema', 'captures'];

/** Reads the file. Throws `UsageError`. */
export async function readExpectations(file: string, text: string): Promise<Expectations> {
  const reader = await Reader.of(file, text);
  return { file, entries: reader.entries() };
}

class Reader {
  private readonly file: string;
  private readonly library: typeof import('yaml');
  private readonly counter: LineCounter;
  private readonly root: Node | null;
  private readonly resolve: (node: unknown) => unknown;
  private values = 0;

  /** Parses the text; what is no YAML is an error here. */
  static async of(file: string, text: string): Promise<Reader> {
    // A CommonJS package: once bundled, its names are found under `default` only.
    const { default: library } = await import('yaml');
    return new Reader(file, text, library);
  }

  private constructor(file: string, text: string, library: typeof import('yaml')) {
    this.file = file;
    this.library = library;
    this.counter = new library.LineCounter();
    if (text.length > MAX_CHARACTERS) this.fail(null, `is larger than ${MAX_CHARACTERS / 2 ** 20} MiB`);
    if (tooDeepAt(text) >= 0) this.fail(null, 'is nested too deep for a file of expectations');
    const document = library.parseDocument(text, { lineCounter: this.counter, logLevel: 'silent' });
    const [fault] = document.errors;
    if (fault !== undefined) throw this.error(fault.pos[0], yamlFault(fault.message, text));
    this.root = document.contents as Node | null;
    const targets = aliasTargets(library, document);
    this.resolve = (node) => (library.isAlias(node) ? targets.get(node) : node);
  }

  entries(): Entry[] {
    const root = this.mapping(this.root, null, 'a file of expectations begins with captures:');
    for (const pair of root.items) this.known(pair, KEYS);
    this.checkSchema(root);
    const captures = root.items.find((pair) => this.keyOf(pair) === 'captures');
    if (captures === undefined) throw this.error(0, 'has no captures: (a mapping from globs to what is expected)');
    const { items } = this.mapping(captures.value, captures.key, 'captures wants a mapping from globs to expectations');
    return items.map((pair) => this.entry(pair));
  }

  private entry(pair: Pair): Entry {
    const glob = this.keyOf(pair);
    const matches = this.matcher(pair, glob);
    const { items } = this.mapping(pair.value, pair.key, `${printable(glob)} wants a mapping from paths to values`);
    return { glob, matches, line: this.lineOf(pair.key), expectations: items.map((item) => this.expectation(item)) };
  }

  private expectation(pair: Pair): Expectation {
    const path = this.path(pair);
    const conditions = readConditions(this.plain(pair.value), path);
    if (typeof conditions === 'string') throw this.error(this.offset(pair.value ?? pair.key), conditions);
    return { path, conditions, line: this.lineOf(pair.key) };
  }

  private path(pair: Pair): ReportPath {
    try {
      return parsePath(this.keyOf(pair));
    } catch (error) {
      if (error instanceof PathError) throw this.error(this.offset(pair.key), error.message);
      throw error;
    }
  }

  private matcher(pair: Pair, glob: string): (names: CaptureNames) => boolean {
    try {
      const test = globTest(glob);
      const whole = glob.includes('/');
      return ({ relative, given }) => (whole ? test(relative) || test(given) : test(given.split('/').at(-1) ?? given));
    } catch (error) {
      if (error instanceof PatternError) throw this.error(this.offset(pair.key), error.message);
      throw error;
    }
  }

  /** The value without its nodes. */
  private plain(node: unknown, depth = 0): unknown {
    const { library } = this;
    const value = this.resolve(node);
    if (++this.values > MAX_VALUES) this.fail(node, `holds more than ${MAX_VALUES} values`);
    if (depth > MAX_DEPTH) this.fail(node, 'is nested too deep for an expectation');
    if (library.isScalar(value)) return value.value;
    if (library.isSeq(value)) return value.items.map((item) => this.plain(item, depth + 1));
    if (!library.isMap(value)) return null;
    return Object.fromEntries(value.items.map((pair) => [this.keyOf(pair), this.plain(pair.value, depth + 1)]));
  }

  private checkSchema(root: YAMLMap): void {
    const pair = root.items.find((item) => this.keyOf(item) === 'schema');
    const value = pair === undefined ? SCHEMA_ID : this.plain(pair.value);
    if (value !== SCHEMA_ID)
      this.fail(pair?.value, `schema is '${printable(String(value))}'; this netsight reads ${SCHEMA_ID}`);
  }

  private known(pair: Pair, keys: readonly string[]): void {
    const key = this.keyOf(pair);
    if (!keys.includes(key))
      this.fail(pair.key, `unknown key '${printable(key)}'${didYouMean(key, keys)} (there are ${keys.join(', ')})`);
  }

  private mapping(node: unknown, at: unknown, message: string): YAMLMap {
    const value = this.resolve(node);
    if (this.library.isMap(value)) return value;
    throw this.error(this.offset(at), message);
  }

  private keyOf({ key }: Pair): string {
    const node = this.resolve(key);
    if (this.library.isScalar(node) && node.value !== null) return String(node.value);
    throw this.error(this.offset(key), 'a key that is no text');
  }

  private offset(node: unknown): number {
    return this.library.isNode(node) ? (node.range?.[0] ?? 0) : 0;
  }

  private lineOf(node: unknown): number {
    return Math.max(1, this.counter.linePos(this.offset(node)).line);
  }

  private fail(node: unknown, message: string): never {
    throw this.error(this.offset(node), message);
  }

  private error(offset: number, message: string): UsageError {
    const { line, col } = this.counter.linePos(offset);
    return new UsageError(`${printable(this.file)}:${Math.max(1, line)}:${Math.max(1, col)}: ${message}`);
  }
}

/** What each alias stands for: the last node of that name before it, found in one pass, as the library looks through the whole text for each. */
function aliasTargets(library: typeof import('yaml'), document: Document): Map<Alias, Node> {
  const named = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  const enter = (_: unknown, node: Scalar | YAMLMap | YAMLSeq): void => {
    if (node.anchor) named.set(node.anchor, node);
  };
  library.visit(document, {
    Scalar: enter,
    Map: enter,
    Seq: enter,
    Alias: (_, alias) => {
      const target = named.get(alias.source);
      if (target !== undefined) targets.set(alias, target);
    },
  });
  return targets;
}

/** The library's message without its place; a glob without quotes is the mistake that is made most. */
function yamlFault(message: string, text: string): string {
  const fault = printable(message.split('\n')[0].replace(/ at line \d+, column \d+:?$/, ''));
  return BARE_GLOB.test(text) ? `${fault} (a glob that begins with * stands in quotes)` : fault;
}

/** A line that begins with a star is an alias to YAML, which has no dots and slashes. */
const BARE_GLOB = /^[ \t]*\*[^\s:]*[./]/m;
