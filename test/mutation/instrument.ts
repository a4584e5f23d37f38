/** Writes all changes of a source into it at once, each behind a number: `M(7)` is true in the run that tries mutant 7. */
import { parseSync } from 'oxc-parser';
import { CONDITIONS, EXPRESSIONS, type Node, REMOVED } from './operators.ts';

export interface Mutant {
  id: number;
  file: string;
  line: number;
  /** What stood there, and what stands there instead; empty for a statement left out. */
  from: string;
  to: string;
}

export interface Instrumented {
  code: string;
  mutants: Mutant[];
}

/** Names, types and patterns: nothing of them is an expression that can be another. */
const SKIPPED = /^(TS(?!AsExpression|SatisfiesExpression|NonNullExpression)|Import|ExportAll)/;

/** `first` is the number of the file's first mutant. Throws for a source that cannot be parsed. */
export function instrument(file: string, source: string, first: number): Instrumented {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  const writer = new Writer(file, source, first);
  return { code: writer.write(program as unknown as Node), mutants: writer.mutants };
}

class Writer {
  readonly mutants: Mutant[] = [];
  private readonly file: string;
  private readonly source: string;
  private readonly first: number;

  constructor(file: string, source: string, first: number) {
    this.file = file;
    this.source = source;
    this.first = first;
  }

  /** The node's text with the changes of it and of all within. */
  write(node: Node): string {
    if (SKIPPED.test(node.type)) return this.text(node);
    let code = '';
    let at = node.start;
    for (const [key, child] of childrenOf(node)) {
      code += this.source.slice(at, child.start) + this.child(node, key, child);
      at = child.end;
    }
    return this.changed(node, code + this.source.slice(at, node.end));
  }

  private child(node: Node, key: string, child: Node): string {
    if (key === 'key' && node.computed !== true) return this.text(child);
    const code = this.write(child);
    return key === 'test' ? this.choice(child, CONDITIONS[node.type] ?? [], code) : code;
  }

  private changed(node: Node, code: string): string {
    // In braces, so that an `else` behind it stays where it is.
    if (REMOVED.has(node.type)) return `{ if (!M(${this.mutant(node, '')})) ${code} }`;
    const others = EXPRESSIONS[node.type]?.(node, (part) => this.text(part as Node)) ?? [];
    return this.choice(node, others, code);
  }

  /** The code as it is, or one of the others in the run that tries it. */
  private choice(node: Node, others: readonly string[], code: string): string {
    if (others.length === 0) return code;
    return `(${others.map((other) => `M(${this.mutant(node, other)}) ? (${other}) : `).join('')}(${code}))`;
  }

  private mutant(node: Node, to: string): number {
    const id = this.first + this.mutants.length;
    const line = this.source.slice(0, node.start).split('\n').length;
    this.mutants.push({ id, file: this.file, line, from: this.text(node), to });
    return id;
  }

  private text({ start, end }: Node): string {
    return this.source.slice(start, end);
  }
}

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string';

/** In the order of the source. */
function childrenOf(node: Node): [string, Node][] {
  const children = Object.entries(node).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value]).filter(isNode).map((child): [string, Node] => [key, child]),
  );
  // Shorthand properties have the same node as key and value.
  const once = children.filter(([, child], i) => children.findIndex(([, other]) => other.start === child.start) === i);
  return once.toSorted(([, a], [, b]) => a.start - b.start);
}
