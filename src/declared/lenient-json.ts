/**
 * JSON as it is found in `spec.config`: with comments, trailing and missing commas, keys given twice and brackets left open. It is read as its author meant it, and
 * every liberty taken is told, because libcni (encoding/json of Go) takes none of them.
 */
import { printable } from '../base/printable.ts';
import { JsonError, JsonScanner } from './json-scanner.ts';
import { emptyMapping, isKept, Lines, MAX_DEPTH, MAX_VALUES, type Mapping, type Value } from './tree.ts';

/** Complaints about one text; the first few are enough to mend it. */
const MAX_COMPLAINTS = 20;

/** Something that a strict reader refuses or loses. */
export interface Complaint {
  line: number;
  column: number;
  message: string;
}

export interface LenientJson {
  /** Values one after another; `---` between them is skipped. */
  values: Value[];
  complaints: Complaint[];
  /** Where reading stopped; null when all was read. */
  error: Complaint | null;
}

/** Reads a text that begins at `firstLine` of its file; never throws. */
export function parseLenientJson(text: string, lines: Lines = new Lines(), firstLine = 1): LenientJson {
  return new Parser(text, lines, firstLine).parse();
}

class Parser {
  private readonly scanner: JsonScanner;
  private readonly lines: Lines;
  private readonly firstLine: number;
  private readonly complaints: Complaint[] = [];
  private left = MAX_VALUES;
  private commented = false;
  private countedTo = 0;
  private counted = 0;

  constructor(text: string, lines: Lines, firstLine: number) {
    this.scanner = new JsonScanner(text, (offset) => this.comment(offset));
    this.lines = lines;
    this.firstLine = firstLine;
  }

  parse(): LenientJson {
    const { scanner, complaints } = this;
    const values: Value[] = [];
    try {
      while (scanner.peek() !== '') {
        if (scanner.text.startsWith('---', scanner.at)) scanner.at += 3;
        else values.push(this.value(0));
      }
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
      return { values, complaints, error: this.complaintAt(error.offset, error.message) };
    }
    return { values, complaints, error: null };
  }

  private value(depth: number): Value {
    const { scanner } = this;
    const next = scanner.peek();
    if (depth > MAX_DEPTH) throw new JsonError(scanner.at, `nested deeper than ${MAX_DEPTH} levels`);
    if (this.left-- === 0) throw new JsonError(scanner.at, `holds more than ${MAX_VALUES} values`);
    if (next === '{') return this.mapping(depth);
    if (next === '[') return this.list(depth);
    return next === '"' ? scanner.string() : scanner.word();
  }

  private mapping(depth: number): Mapping {
    const { scanner } = this;
    const mapping = emptyMapping();
    const start = scanner.at++;
    while (!this.isClosed('}', start)) {
      this.entry(mapping, depth);
      this.separator('}');
    }
    return mapping;
  }

  private entry(mapping: Mapping, depth: number): void {
    const { scanner } = this;
    const at = scanner.at;
    if (scanner.peek() !== '"')
      throw new JsonError(at, `a key in double quotes was expected, not '${printable(scanner.peek())}'`);
    const key = scanner.string();
    if (scanner.peek() !== ':')
      throw new JsonError(scanner.at, `key "${printable(key, 40)}" is not followed by a colon`);
    scanner.at++;
    if (Object.hasOwn(mapping, key))
      this.complain(at, `key "${printable(key, 40)}" is given twice; the second silently wins`);
    if (isKept(key)) this.lines.set(mapping, key, this.lineOf(at));
    mapping[key] = this.value(depth + 1);
  }

  private list(depth: number): Value[] {
    const list: Value[] = [];
    const start = this.scanner.at++;
    while (!this.isClosed(']', start)) {
      list.push(this.value(depth + 1));
      this.separator(']');
    }
    return list;
  }

  /** True at the closing bracket, and at the end of the text, where a forgotten one is told. */
  private isClosed(bracket: '}' | ']', start: number): boolean {
    const { scanner } = this;
    const next = scanner.peek();
    if (next === bracket) {
      scanner.at++;
      return true;
    }
    if (next !== '' && next !== (bracket === '}' ? ']' : '}')) return false;
    const what = bracket === '}' ? 'object' : 'list';
    this.complain(
      start,
      `this ${what} is never closed: a ${bracket} is missing at line ${this.place(scanner.at).line}`,
    );
    return true;
  }

  /** A comma, or none before the end; a missing one is told. */
  private separator(bracket: '}' | ']'): void {
    const { scanner } = this;
    const next = scanner.peek();
    if (next === ',') {
      const at = scanner.at++;
      if (scanner.peek() === bracket) this.complain(at, `a comma before ${bracket} is not allowed in JSON`);
    } else if (next === '"' || next === '{' || next === '[')
      this.complain(scanner.at, 'a comma is missing before this');
    else if (next !== '' && next !== '}' && next !== ']')
      throw new JsonError(scanner.at, `',' or '${bracket}' was expected, not '${printable(next)}'`);
  }

  private comment(offset: number): void {
    if (!this.commented) this.complain(offset, 'JSON has no comments: CNI plugins refuse this configuration');
    this.commented = true;
  }

  private complain(offset: number, message: string): void {
    if (this.complaints.length < MAX_COMPLAINTS) this.complaints.push(this.complaintAt(offset, message));
  }

  private complaintAt(offset: number, message: string): Complaint {
    return { ...this.place(offset), message };
  }

  private place(offset: number): { line: number; column: number } {
    const { text } = this.scanner;
    const column = offset - text.lastIndexOf('\n', offset - 1);
    return { line: this.lineOf(offset), column: offset === 0 ? 1 : column };
  }

  /** Counts on from the last offset asked for, as they mostly rise. */
  private lineOf(offset: number): number {
    if (offset < this.countedTo) [this.countedTo, this.counted] = [0, 0];
    const { text } = this.scanner;
    for (let at = text.indexOf('\n', this.countedTo); at >= 0 && at < offset; at = text.indexOf('\n', at + 1))
      this.counted++;
    this.countedTo = offset;
    return this.firstLine + this.counted;
  }
}
