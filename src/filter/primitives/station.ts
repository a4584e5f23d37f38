/** `ether host`: the station addresses of an Ethernet header, or the sender of a Linux cooked one. */
import { formatMac, parseMac } from '../../base/addresses.ts';
import type { Packet } from '../../wire/packet.ts';
import type { StationPrimitive } from '../ast.ts';
import { directed, printHead } from '../direction.ts';
import { ethernetAt } from '../headers.ts';
import type { Head, PrimitiveKind } from '../primitive.ts';
import type { Tokens } from '../tokens.ts';

/** IEEE 802.3-2022 §3.1.1. */
const DESTINATION = 0;
const SOURCE = 6;

export const station: PrimitiveKind<StationPrimitive> = {
  words: ['host'],
  protocols: ['ether'],
  directed: true,
  repeats: true,
  parse,
  print: ({ direction, mac }) => `${printHead('ether', direction, 'host')} ${formatMac(Uint8Array.from(mac), 0)}`,
  test: ({ direction, mac }, scope) => {
    const isMac = equals(mac);
    const matches = directed(direction, isMac);
    const namesSender = direction === 'src' || direction === 'either';
    return (packet) => {
      const at = ethernetAt(packet, scope);
      if (at >= 0) return matches(packet, at + SOURCE, at + DESTINATION);
      return namesSender && packet.cookedAddress >= 0 && isMac(packet, packet.cookedAddress);
    };
  },
};

function parse(tokens: Tokens, head: Head): StationPrimitive {
  const token = tokens.next();
  const mac = parseMac(token.text);
  if (mac === null) return tokens.fail('a MAC address such as 02:42:0a:00:00:01', token);
  return { kind: 'station', direction: head.direction ?? 'either', mac: [...mac] };
}

function equals(mac: number[]): (packet: Packet, at: number) => boolean {
  return ({ bytes }, at) => {
    for (let i = 0; i < mac.length; i++) if (bytes[at + i] !== mac[i]) return false;
    return true;
  };
}
