/** What a file in primitives/ exports: how one kind of test is read, written back and made into a closure. */
import type { Packet } from '../wire/packet.ts';
import type { Direction, Primitive, Scope } from './ast.ts';
import type { Tokens } from './tokens.ts';

/** A compiled filter or part of one. Allocates nothing. */
export type Test = (packet: Packet) => boolean;

/** The qualifiers in front of a value; they hold for the values that follow with `and` and `or`, too. */
export interface Head {
  protocol: string | null;
  direction: Direction | null;
  word: string;
}

/** One kind of test. */
export interface PrimitiveKind<Node extends Primitive> {
  /** The words that name it. */
  words: readonly string[];
  /** What may stand before the word; the empty string is nothing. */
  protocols: readonly string[];
  /** True when `src` and `dst` may stand before the word. */
  directed: boolean;
  /** True when further values may follow without their qualifiers: `port 80 or 443`. */
  repeats: boolean;
  /** Reads what follows the word. */
  parse(tokens: Tokens, head: Head): Node;
  print(node: Node): string;
  test(node: Node, scope: Scope): Test;
}
