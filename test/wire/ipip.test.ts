import { expect, it } from 'vitest';
import { definition } from '../../src/wire/ipip.ts';
import * as Path from '../../src/wire/path.ts';
import { hex } from '../helpers/hex.ts';
import { chain, decoded, decodedBy, fieldsOf, layers } from './decoded.ts';

const outer = (protocol: number) => hex`45000000 00000000 40${protocol}0000 0a000001 0a000002`;

it('marks IPv4 in IPv4 and IPv6 in IPv4', () => {
  expect(layers(decoded(hex`${outer(4)} 45`, 228))).toBe('ipv4:ipip:ipv4');
  expect(layers(decoded(hex`${outer(41)} 60`, 228))).toBe('ipv4:ipip:ipv6');
});

it('keeps the inner addresses in a context of their own', () => {
  const packet = decoded(hex`${outer(4)} ${outer(1)} 0800000000000000`, 228);
  expect(chain(packet)).toBe('ipip -1');
  expect([packet.paths[Path.Context], packet.paths[packet.path + Path.Context]]).toEqual([0, packet.context]);
});

it('has no length and one field', () => {
  const packet = decodedBy(definition, hex`45`);
  expect(packet.at).toBe(packet.start);
  expect(fieldsOf(definition, hex`45`)).toEqual({ version: 4 });
});

it('is marked with nothing behind it, too', () => expect(layers(decoded(outer(4), 228))).toBe('ipv4:ipip:ipv4'));
