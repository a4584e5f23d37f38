/** `src`, `dst` and both of them: which of a header's two fields must match. */
import type { Packet } from '../wire/packet.ts';
import type { Direction } from './ast.ts';
import type { Tokens } from './tokens.ts';

/** Judges the field at an offset. */
type FieldTest = (packet: Packet, at: number) => boolean;
/** Judges two fields of the same kind. */
type PairTest = (packet: Packet, source: number, destination: number) => boolean;

const TEXT: Record<Direction, string> = { src: 'src', dst: 'dst', either: '', both: 'src and dst' };

/** Reads `src`, `dst`, `src or dst` or `src and dst`; null when none of them follows. */
export function parseDirection(tokens: Tokens): Direction | null {
  const first = tokens.accept('src', 'dst');
  if (first === null) return null;
  const other = first === 'src' ? 'dst' : 'src';
  if (tokens.peek(1).text !== other) return first;
  const join = tokens.accept('or', '||', 'and', '&&');
  if (join === null) return first;
  tokens.next();
  return join === 'or' || join === '||' ? 'either' : 'both';
}

/** The words of a head, without those that say nothing. */
export function printHead(protocol: string | null, direction: Direction, word: string): string {
  return [protocol ?? '', TEXT[direction], word].filter((part) => part !== '').join(' ');
}

/** Applies a test of one field to the fields that the direction names. */
export function directed(direction: Direction, matches: FieldTest): PairTest {
  switch (direction) {
    case 'src':
      return (packet, source) => matches(packet, source);
    case 'dst':
      return (packet, _, destination) => matches(packet, destination);
    case 'both':
      return (packet, source, destination) => matches(packet, source) && matches(packet, destination);
    case 'either':
      return (packet, source, destination) => matches(packet, source) || matches(packet, destination);
  }
}
