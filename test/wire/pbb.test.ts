import { expect, it } from 'vitest';
import { definition } from '../../src/wire/pbb.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, chain, cutTo, decodedBy, fieldsOf, nextOf } from './decoded.ts';

const TAG = hex`
  60      // priority 3
  0493e0  // I-SID 300000
`;

it('reads every field', () => expect(fieldsOf(definition, TAG)).toEqual({ isid: 300_000, priority: 3 }));

it.each([0, 3])('stops when cut at %i bytes', (length) => expect(cutTo(definition, TAG, length)).toEqual(CUT));

it("leads to the customer's frame, in the context of the service", () => {
  expect(nextOf(definition, TAG)).toBe(Protocol.Ethernet);
  expect(chain(decodedBy(definition, TAG))).toBe('pbb 300000');
});
