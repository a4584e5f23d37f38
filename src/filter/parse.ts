/** The grammar of pcap-filter(7): `and` and `or` bind equally and to the left, `not` and the scopes `inner` and `outer` bind tighter. */

import { didYouMean } from '../base/nearest.ts';
import type { Expression, Primitive, Scope } from './ast.ts';
import { parseDirection } from './direction.ts';
import { CONSTANTS, REFUSED } from './names.ts';
import { numberOf } from './number.ts';
import { parseComparison, parseLengthWord, startsComparison } from './parse-comparison.ts';
import type { Head, PrimitiveKind } from './primitive.ts';
import { kindNamed, PRIMITIVE_WORDS, protocolsBefore, QUALIFIERS } from './registry.ts';
import { type Token, Tokens } from './tokens.ts';

const JOINS = { and: 'and', '&&': 'and', or: 'or', '||': 'or' } as const;
const OTHER_WORDS = ['and', 'or', 'not', 'src', 'dst', 'inner', 'outer', 'len', 'less', 'greater', 'mask'];
const KEYWORDS: ReadonlySet<string> = new Set([...PRIMITIVE_WORDS, ...OTHER_WORDS, ...REFUSED.keys()]);

/** What values without qualifiers repeat: `80` in `tcp port 443 or 80`. */
interface Repeat {
  kind: PrimitiveKind<Primitive>;
  head: Head;
  scope: Scope;
}

/** Reads a filter; null when it is blank. Throws only FilterError. */
export function parseFilter(text: string): Expression | null {
  const tokens = new Tokens(text);
  if (tokens.peek().kind === 'end') return null;
  const expression = new FilterParser(tokens).expression();
  if (tokens.peek().kind !== 'end') tokens.fail(`'and', 'or' or the end`);
  return expression;
}

class FilterParser {
  private readonly tokens: Tokens;
  private repeat: Repeat | null = null;
  private scope: Scope = 'outer';

  constructor(tokens: Tokens) {
    this.tokens = tokens;
  }

  expression(): Expression {
    let left = this.term();
    for (;;) {
      const join = this.tokens.accept('and', '&&', 'or', '||');
      if (join === null) return left;
      left = joined(JOINS[join], left, this.term());
    }
  }

  private term(): Expression {
    const { tokens } = this;
    tokens.countTerm();
    if (tokens.accept('not', '!')) return { kind: 'not', operand: tokens.nested(() => this.term()) };
    const scope = tokens.accept('inner', 'outer');
    if (scope !== null) return this.scoped(scope);
    if (this.startsRepeatedNetwork()) return this.repeated(this.repeat!);
    if (startsComparison(tokens)) return this.unrepeatable(parseComparison(tokens));
    if (tokens.accept('(')) return this.group();
    const length = parseLengthWord(tokens);
    return length === null ? this.primitive() : this.unrepeatable(length);
  }

  private scoped(scope: Scope): Expression {
    const { scope: outside, repeat } = this;
    const inside = repeat && { ...repeat, scope };
    this.scope = scope;
    this.repeat = inside;
    const operand = this.tokens.nested(() => this.term());
    this.scope = outside;
    if (this.repeat === inside) this.repeat = repeat;
    return { kind: 'scope', scope, operand };
  }

  /** Qualifiers reach into parentheses, but not out of them. */
  private group(): Expression {
    const { repeat } = this;
    const inside = this.tokens.nested(() => this.expression());
    if (this.tokens.peek().text !== ')') this.tokens.fail(`'and', 'or' or ')'`);
    this.tokens.next();
    this.repeat = repeat;
    return inside;
  }

  private primitive(): Expression {
    const { tokens } = this;
    const first = tokens.peek();
    if (this.repeat !== null && first.kind === 'word' && !KEYWORDS.has(first.text)) return this.repeated(this.repeat);
    const protocol = QUALIFIERS.has(first.text) ? tokens.next().text : null;
    const direction = parseDirection(tokens);
    const word = tokens.peek();
    const named = kindNamed(word.text, protocol) !== null || protocolsBefore(word.text).length > 0;
    if (named && (protocol === null || !QUALIFIERS.has(word.text))) {
      tokens.next();
      return this.qualified({ protocol, direction, word: word.text }, word);
    }
    if (direction !== null && kindNamed('host', protocol) === null) tokens.fail(`'port' or 'portrange'`);
    if (direction !== null) return this.qualified({ protocol, direction, word: 'host' }, first);
    if (protocol === null) return failPrimitive(tokens, first);
    return this.qualified({ protocol: null, direction, word: protocol }, first);
  }

  private qualified(head: Head, token: Token): Expression {
    const kind = kindNamed(head.word, head.protocol) ?? failQualifier(this.tokens, head, token);
    if (head.direction !== null && !kind.directed) this.tokens.reject(`'${head.word}' has no direction`, token);
    this.repeat = kind.repeats ? { kind, head, scope: this.scope } : null;
    return kind.repeats ? this.values(this.repeat!) : kind.parse(this.tokens, head);
  }

  /** One value, or several in parentheses: `port (80 or 443)`. */
  private values({ kind, head }: Repeat): Expression {
    return this.tokens.accept('(') ? this.group() : kind.parse(this.tokens, head);
  }

  private repeated({ kind, head, scope }: Repeat): Expression {
    const operand = kind.parse(this.tokens, head);
    return scope === this.scope ? operand : { kind: 'scope', scope, operand };
  }

  /** `net 10/8 or 11/8`: no division. */
  private startsRepeatedNetwork(): boolean {
    const slash = this.repeat?.head.word === 'net' && this.tokens.peek(1).text === '/';
    return slash && numberOf(this.tokens.peek().text) !== null;
  }

  private unrepeatable(expression: Expression): Expression {
    this.repeat = null;
    return expression;
  }
}

/** Chains of one operator become one node. */
function joined(kind: 'and' | 'or', left: Expression, right: Expression): Expression {
  const operands = [left, right].flatMap((side) => (side.kind === kind ? side.operands : [side]));
  return { kind, operands };
}

function failQualifier(tokens: Tokens, { protocol, word }: Head, token: Token): never {
  const allowed = protocolsBefore(word).join(', ');
  return tokens.reject(`'${protocol}' cannot stand before '${word}'${allowed && `, only ${allowed}`}`, token);
}

function failPrimitive(tokens: Tokens, token: Token): never {
  const { text } = token;
  const reason = REFUSED.get(text);
  if (reason !== undefined) tokens.reject(`'${text}' is not supported: ${reason}`, token);
  return tokens.fail('a primitive such as host, port or tcp', token, hintFor(token));
}

function hintFor({ kind, text }: Token): string {
  if (kind !== 'word' || KEYWORDS.has(text)) return '';
  if (numberOf(text) !== null) return `: write 'port ${text}'`;
  if (/^[\da-f.:]*[.:][\da-f.:]*$/i.test(text)) return `: write 'host ${text}'`;
  return didYouMean(text, [...KEYWORDS, ...CONSTANTS.keys()]);
}
