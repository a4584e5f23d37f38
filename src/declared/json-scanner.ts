/** JSON's smallest parts (RFC 8259), with the comments that people put between them. */
import { printable } from '../base/printable.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};
const LITERALS: Readonly<Record<string, null | boolean>> = { null: null, true: true, false: false };
/** A bare word or number; longer ones are shown cut. */
const WORD = /[^\s,:{}[\]"#/]+/y;
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/;
const PLAIN = /[^"\\\n]*/y;
const SPACE = /[ \t\r\n\ufeff]*/y;
const LINE_REST = /[^\n]*/y;

/** The text is no JSON from here on. */
export class JsonError extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/** A cursor on a text. */
export class JsonScanner {
  at = 0;
  readonly text: string;
  private readonly onComment: (offset: number) => void;

  constructor(text: string, onComment: (offset: number) => void) {
    this.text = text;
    this.onComment = onComment;
  }

  /** The next character that counts; empty at the end. */
  peek(): string {
    this.take(SPACE);
    while (this.isComment()) {
      this.onComment(this.at);
      this.skipComment();
      this.take(SPACE);
    }
    return this.text.charAt(this.at);
  }

  /** A string, from its opening quote. */
  string(): string {
    const start = this.at++;
    let value = '';
    for (;;) {
      value += this.take(PLAIN);
      const stop = this.text.charAt(this.at);
      if (stop === '"') break;
      if (stop !== '\\') throw new JsonError(start, 'text is not closed: its second " is missing');
      value += this.escape();
    }
    this.at++;
    return value;
  }

  /** A number or literal. */
  word(): null | boolean | number {
    const start = this.at;
    const word = this.take(WORD);
    if (Object.hasOwn(LITERALS, word)) return LITERALS[word];
    if (NUMBER.test(word)) return Number(word);
    const found = word === '' ? this.text.charAt(start) : word;
    if (found === '') throw new JsonError(start, 'ends where a value should be');
    throw new JsonError(start, `'${printable(found, 40)}' is no JSON value; text wants double quotes`);
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.text) ?? [''];
    this.at += found.length;
    return found;
  }

  private isComment(): boolean {
    const { text, at } = this;
    return text[at] === '#' || (text[at] === '/' && (text[at + 1] === '/' || text[at + 1] === '*'));
  }

  private skipComment(): void {
    if (this.text[this.at + 1] !== '*' || this.text[this.at] === '#') {
      this.take(LINE_REST);
      return;
    }
    const end = this.text.indexOf('*/', this.at + 2);
    this.at = end < 0 ? this.text.length : end + 2;
  }

  private escape(): string {
    const start = this.at;
    const letter = this.text.charAt(start + 1);
    if (letter === 'u' && /^[\da-f]{4}$/i.test(this.text.slice(start + 2, start + 6))) {
      this.at += 6;
      return String.fromCharCode(Number.parseInt(this.text.slice(start + 2, start + 6), 16));
    }
    if (!Object.hasOwn(ESCAPES, letter)) throw new JsonError(start, `\\${printable(letter)} is no escape of JSON`);
    this.at += 2;
    return ESCAPES[letter];
  }
}
