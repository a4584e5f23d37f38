/** A filter's text as words and symbols, and the reader that the parsers share. */
import { FilterError } from './filter-error.ts';

/** Characters of a filter: room for every word that MAX_FILTER_TERMS allows, and no more than an argument may hold. */
export const MAX_FILTER_LENGTH = 65_536;
/** Parentheses, `not`, `inner` and brackets within each other. */
export const MAX_FILTER_DEPTH = 100;
/** Primitives and operands; also bounds the recursion over chains such as `a and b or c and d …`. */
export const MAX_FILTER_TERMS = 2000;

/** Characters of a word that a message repeats: the longest address fits. */
const MAX_SHOWN = 60;

const SPACE = /\s+/y;
/** Names, numbers, ranges and every kind of address; `\` may escape a keyword. */
const WORD = /\\?\w[\w.:]*(?:-[\w.:]+)*|::[\w.:]*/y;
/** Between brackets a colon separates offset and size, and a dash after a number subtracts. */
const WORD_IN_BRACKETS = /\\?[a-z_]\w*(?:-[a-z]\w*)*|\d\w*/iy;
const SYMBOL = /&&|\|\||!=|==|<=|>=|<<|>>|[()[\]!=<>+\-*/%&|^:]/y;

/** A word, a symbol, or the end with an empty text. */
export interface Token {
  kind: 'word' | 'symbol' | 'end';
  text: string;
  /** Offset in the filter's text. */
  at: number;
}

/** Reads tokens one after the other and fails with a pointer to one of them. */
export class Tokens {
  private readonly text: string;
  private readonly list: Token[];
  private index = 0;
  private depth = 0;
  private terms = 0;

  constructor(text: string) {
    this.text = text;
    this.list = tokenize(text);
  }

  /** The token `ahead` places from the next one. */
  peek(ahead = 0): Token {
    return this.list[Math.min(this.index + ahead, this.list.length - 1)];
  }

  /** The token that was taken last. */
  last(): Token {
    return this.list[Math.max(0, this.index - 1)];
  }

  next(): Token {
    const token = this.peek();
    this.index++;
    return token;
  }

  /** Takes the next token if it is one of these. */
  accept<Text extends string>(...texts: Text[]): Text | null {
    const found = texts.find((text) => text === this.peek().text) ?? null;
    if (found !== null) this.index++;
    return found;
  }

  expect(text: string): void {
    if (this.accept(text) === null) this.fail(`'${text}'`);
  }

  /** Parses something that stands inside something else. */
  nested<Node>(parse: () => Node): Node {
    if (this.depth === MAX_FILTER_DEPTH) this.reject(`nested deeper than ${MAX_FILTER_DEPTH} levels`);
    this.depth++;
    const node = parse();
    this.depth--;
    return node;
  }

  countTerm(): void {
    if (++this.terms > MAX_FILTER_TERMS) this.reject(`more than ${MAX_FILTER_TERMS} terms`);
  }

  /** How far ahead the token after the parenthesis is that closes the one `ahead` places from here. */
  afterParenthesis(): number {
    let open = 0;
    for (let ahead = 0; this.peek(ahead).kind !== 'end'; ahead++) {
      const { text } = this.peek(ahead);
      if (text === '(') open++;
      if (text === ')' && --open === 0) return ahead + 1;
    }
    return this.list.length;
  }

  /** Ends with "expected …, found …". */
  fail(expected: string, token = this.peek(), hint = ''): never {
    const found = token.kind === 'end' ? 'the end of the expression' : `'${shorten(token.text)}'`;
    return this.reject(`expected ${expected}, found ${found}${hint}`, token);
  }

  /** Ends with a problem at a token. */
  reject(problem: string, token = this.peek()): never {
    throw new FilterError(problem, this.text, token.at, token.text.length);
  }
}

function shorten(text: string): string {
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`;
}

function tokenize(text: string): Token[] {
  if (text.length > MAX_FILTER_LENGTH) throw new FilterError(`longer than ${MAX_FILTER_LENGTH} characters`, text, 0, 1);
  const tokens: Token[] = [];
  let at = 0;
  let brackets = 0;
  for (;;) {
    at += matchAt(SPACE, text, at).length;
    if (at >= text.length) break;
    const token = tokenAt(text, at, brackets > 0);
    if (token.text === '[') brackets++;
    if (token.text === ']') brackets--;
    tokens.push(token);
    at += token.text.length;
  }
  tokens.push({ kind: 'end', text: '', at: text.length });
  return tokens;
}

function tokenAt(text: string, at: number, inBrackets: boolean): Token {
  const word = matchAt(inBrackets ? WORD_IN_BRACKETS : WORD, text, at);
  if (word !== '') return { kind: 'word', text: word, at };
  const symbol = matchAt(SYMBOL, text, at);
  if (symbol !== '') return { kind: 'symbol', text: symbol, at };
  throw new FilterError(`unexpected character '${String.fromCodePoint(text.codePointAt(at)!)}'`, text, at, 1);
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
