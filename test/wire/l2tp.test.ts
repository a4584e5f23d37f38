import { expect, it } from 'vitest';
import { definition } from '../../src/wire/l2tp.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, chain, cutTo, decodedBy, fieldsOf, nextOf } from './decoded.ts';

const DATA = hex`
  4a02 000f     // length, sequence and offset present, version 2
  0007 0009     // tunnel, session
  0001 0002     // Ns, Nr
  0002 ffff     // two bytes of padding
  0021
`;

it('reads every field', () => {
  expect(fieldsOf(definition, DATA)).toEqual({ flags: 0x4a02, version: 2, tunnelId: 7, sessionId: 9 });
  expect(fieldsOf(definition, hex`0002 0003 0004 21`)).toMatchObject({ tunnelId: 3, sessionId: 4 });
});

it.each([2, 13, 15])('stops when cut at %i bytes', (length) => expect(cutTo(definition, DATA, length)).toEqual(CUT));

it('leads into the session', () => {
  const packet = decodedBy(definition, DATA);
  expect(nextOf(definition, DATA)).toBe(Protocol.Ppp);
  expect([packet.at - packet.start, chain(packet)]).toEqual([16, `l2tp ${7 * 65536 + 9}`]);
});

it('leads nowhere from control messages', () => {
  expect(nextOf(definition, hex`c802 000c 0007 0000 0001 0002`)).toBe(Protocol.None);
});

it('is not entered with another version', () => {
  expect(nextOf(definition, hex`0003 0000`)).toBe(Protocol.L2tpv3);
  expect(decodedBy(definition, hex`0001 0000 0000`).count).toBe(0);
  expect(decodedBy(definition, hex`00`).count).toBe(0);
});

it('opens no session in control messages, nor behind missing padding', () => {
  const control = decodedBy(definition, hex`c002 000c 0007 0009 0021 45`);
  expect([control.tunneled, control.count]).toEqual([false, 1]);
  expect([2, 3].map((length) => cutTo(definition, hex`0202 0003 0004 0004 ffffffff 21`, 8 + length))).toEqual([
    CUT,
    CUT,
  ]);
  expect(nextOf(definition, hex`0202 0003 0004 0002 ffff 21`)).toBe(Protocol.Ppp);
});

it('ends with a header behind which nothing is', () => {
  expect(nextOf(definition, hex`0002 0003 0004`)).toBe(Protocol.None);
  expect([hex`00`, hex`0001 0003`, hex`0003 0000`].map((bytes) => decodedBy(definition, bytes).count)).toEqual([
    0, 0, 0,
  ]);
});
