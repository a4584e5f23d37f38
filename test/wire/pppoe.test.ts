import { expect, it } from 'vitest';
import * as Fault from '../../src/wire/fault.ts';
import { definition } from '../../src/wire/pppoe.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, chain, cutTo, decodedBy, fieldsOf, nextOf } from './decoded.ts';

const SESSION = hex`
  11    // version 1, type 1
  00    // session data
  0007  // session id
  0003  // three bytes
  002145 0000
`;

it('reads every field', () =>
  expect(fieldsOf(definition, SESSION)).toEqual({ code: 0, sessionId: 7, payloadLength: 3 }));

it.each([0, 5])('stops when cut at %i bytes', (length) => expect(cutTo(definition, SESSION, length)).toEqual(CUT));

it('goes into the session and ends where its length says', () => {
  const packet = decodedBy(definition, SESSION);
  expect([nextOf(definition, SESSION), packet.end - packet.at, chain(packet)]).toEqual([Protocol.Ppp, 3, 'pppoe 7']);
});

it('leads nowhere from discovery', () => expect(nextOf(definition, hex`11 09 0000 0000`)).toBe(Protocol.None));

it('refuses another version', () => expect(decodedBy(definition, hex`21 00 0000 0000`).fault).toBe(Fault.Malformed));
