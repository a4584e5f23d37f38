/** A filter as data: what the parser makes, the printer writes back and the compiler turns into closures. */

/** Which headers a primitive looks at: those up to the first tunnel, or those behind the last one. Without a tunnel they are the same. */
export type Scope = 'outer' | 'inner';

/** Which of a header's two addresses or ports must match; `either` is what no direction means. */
export type Direction = 'src' | 'dst' | 'either' | 'both';

/** A whole filter. `and` and `or` hold two or more operands, none of them of the same kind. */
export type Expression =
  | { kind: 'and' | 'or'; operands: Expression[] }
  | { kind: 'not'; operand: Expression }
  | { kind: 'scope'; scope: Scope; operand: Expression }
  | { kind: 'comparison'; relation: Relation; left: Arithmetic; right: Arithmetic }
  | Primitive;

/** The tests a filter can name in words. */
export type Primitive =
  | AddressPrimitive
  | CastPrimitive
  | PortPrimitive
  | ProtocolNumberPrimitive
  | ProtocolPrimitive
  | StationPrimitive
  | TagPrimitive;

/** `[ip|ip6|arp] [direction] host|net ADDRESS`. */
export interface AddressPrimitive {
  kind: 'address';
  word: 'host' | 'net';
  protocol: 'ip' | 'ip6' | 'arp' | null;
  direction: Direction;
  network: Network;
}

/** `[tcp|udp|sctp] [direction] port|portrange PORTS`. */
export interface PortPrimitive {
  kind: 'port';
  protocol: 'tcp' | 'udp' | 'sctp' | null;
  direction: Direction;
  first: number;
  last: number;
}

/** `ether [direction] host MAC`. */
export interface StationPrimitive {
  kind: 'station';
  direction: Direction;
  mac: number[];
}

/** `[ether|ip|ip6] proto NUMBER`. */
export interface ProtocolNumberPrimitive {
  kind: 'protocolNumber';
  protocol: 'ether' | 'ip' | 'ip6' | null;
  number: number;
}

/** `[ether|ip|ip6] broadcast|multicast`. */
export interface CastPrimitive {
  kind: 'cast';
  protocol: 'ether' | 'ip' | 'ip6';
  word: 'broadcast' | 'multicast';
}

/** `vlan 100`, `vxlan`, …: a tag or tunnel header, with any id when `id` is null. */
export interface TagPrimitive {
  kind: 'tag';
  word: string;
  id: number | null;
}

/** `tcp`, `arp`, …: a header is there. */
export interface ProtocolPrimitive {
  kind: 'protocol';
  word: string;
}

/** An address and its mask as 32-bit words, most significant first: one for IPv4, four for IPv6. */
export interface Network {
  version: 4 | 6;
  address: number[];
  mask: number[];
}

/** How the two sides of a comparison relate. */
export type Relation = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** What can stand between two numbers; all arithmetic is unsigned 32-bit, as BPF's. */
export type Operator = '|' | '^' | '&' | '<<' | '>>' | '+' | '-' | '*' | '/' | '%';

/** One side of a comparison. `load` reads `size` bytes of a header, big-endian; `length` is the frame's original length. */
export type Arithmetic =
  | { kind: 'number'; value: number }
  | { kind: 'length' }
  | { kind: 'load'; protocol: string; index: Arithmetic; size: 1 | 2 | 4 }
  | { kind: 'negate'; operand: Arithmetic }
  | { kind: 'binary'; operator: Operator; left: Arithmetic; right: Arithmetic };
