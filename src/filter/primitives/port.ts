/** `port` and `portrange`: the ports of TCP, UDP or SCTP. Later fragments have none. */

import { didYouMean } from '../../base/nearest.ts';
import type { Packet } from '../../wire/packet.ts';
import * as Path from '../../wire/path.ts';
import type { PortPrimitive } from '../ast.ts';
import { directed, printHead } from '../direction.ts';
import { ipPath, portsAt } from '../headers.ts';
import { IP_PROTOCOLS, SERVICES } from '../names.ts';
import { numberOf, readNumber } from '../number.ts';
import type { Head, PrimitiveKind } from '../primitive.ts';
import type { Tokens } from '../tokens.ts';

const MAX_PORT = 65_535;
const DESTINATION = 2;
const TRANSPORTS = ['tcp', 'udp', 'sctp'] as const;

export const port: PrimitiveKind<PortPrimitive> = {
  words: ['port', 'portrange'],
  protocols: ['', ...TRANSPORTS],
  directed: true,
  repeats: true,
  parse,
  print: ({ protocol, direction, first, last }) =>
    first === last
      ? `${printHead(protocol, direction, 'port')} ${first}`
      : `${printHead(protocol, direction, 'portrange')} ${first}-${last}`,
  test: ({ protocol, direction, first, last }, scope) => {
    const numbers = protocol === null ? TRANSPORTS.map(ipProtocol) : [ipProtocol(protocol)];
    const matches = directed(direction, inRange(first, last));
    return (packet) => {
      const path = ipPath(packet, scope);
      if (path < 0 || !numbers.includes(packet.paths[path + Path.Protocol])) return false;
      const at = portsAt(packet, path);
      return at >= 0 && matches(packet, at, at + DESTINATION);
    };
  },
};

function parse(tokens: Tokens, head: Head): PortPrimitive {
  const protocol = head.protocol as PortPrimitive['protocol'];
  const [first, last] = head.word === 'port' ? readPort(tokens) : readRange(tokens);
  return { kind: 'port', protocol, direction: head.direction ?? 'either', first, last };
}

function readPort(tokens: Tokens): [number, number] {
  if (/^\d+-\d+$/.test(tokens.peek().text)) {
    tokens.fail('one port number', tokens.peek(), `: write 'portrange ${tokens.peek().text}'`);
  }
  const number = readNumber(tokens, { what: 'a port number', max: MAX_PORT, names: SERVICES });
  return [number, number];
}

/** The dash of a range may also stand in a name, as in `ftp-data`: the first one that parts two ports counts. */
function readRange(tokens: Tokens): [number, number] {
  const token = tokens.next();
  const { text } = token;
  const single = portOf(text);
  if (single !== null) return [single, single];
  for (let dash = text.indexOf('-'); dash > 0; dash = text.indexOf('-', dash + 1)) {
    const first = portOf(text.slice(0, dash));
    const last = portOf(text.slice(dash + 1));
    if (first !== null && last !== null) return first < last ? [first, last] : [last, first];
  }
  return tokens.fail('a range of ports such as 8000-8080', token, didYouMean(text, SERVICES.keys()));
}

function portOf(text: string): number | null {
  const value = SERVICES.get(text) ?? numberOf(text);
  return value !== null && value <= MAX_PORT ? value : null;
}

function ipProtocol(name: string): number {
  return IP_PROTOCOLS.get(name)!;
}

function inRange(first: number, last: number): (packet: Packet, at: number) => boolean {
  return ({ view }, at) => {
    const number = view.getUint16(at);
    return number >= first && number <= last;
  };
}
