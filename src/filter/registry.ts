/** Every kind of primitive: one line each. */
import type { Primitive } from './ast.ts';
import type { PrimitiveKind } from './primitive.ts';
import { address } from './primitives/address.ts';
import { cast } from './primitives/cast.ts';
import { port } from './primitives/port.ts';
import { protocol } from './primitives/protocol.ts';
import { protocolNumber } from './primitives/protocol-number.ts';
import { station } from './primitives/station.ts';
import { tag } from './primitives/tag.ts';

const KINDS = { address, station, port, protocolNumber, cast, tag, protocol } satisfies {
  [Kind in Primitive['kind']]: PrimitiveKind<Extract<Primitive, { kind: Kind }>>;
};
const LIST = Object.values(KINDS) as readonly PrimitiveKind<Primitive>[];

/** Words that a primitive may begin with. */
export const PRIMITIVE_WORDS: ReadonlySet<string> = new Set(LIST.flatMap((kind) => kind.words));
/** Words that may qualify another one, as `tcp` does in `tcp port 80`. */
export const QUALIFIERS: ReadonlySet<string> = new Set(LIST.flatMap((kind) => kind.protocols).filter(Boolean));

/** The kind that made a node. */
export function kindOf(node: Primitive): PrimitiveKind<Primitive> {
  // `satisfies` above has checked that kind and node belong together; the checker cannot follow that through the look-up.
  return KINDS[node.kind] as PrimitiveKind<Primitive>;
}

/** The kind that a word names behind a protocol, or behind nothing; null when they do not go together. */
export function kindNamed(word: string, protocol: string | null): PrimitiveKind<Primitive> | null {
  return LIST.find((kind) => kind.words.includes(word) && kind.protocols.includes(protocol ?? '')) ?? null;
}

/** The protocols that may stand before a word. */
export function protocolsBefore(word: string): string[] {
  return LIST.filter((kind) => kind.words.includes(word)).flatMap((kind) => kind.protocols.filter(Boolean));
}
