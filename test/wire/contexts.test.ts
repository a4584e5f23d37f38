import { expect, it } from 'vitest';
import { Contexts, MAX_CONTEXTS, OVERFLOW, ROOT } from '../../src/wire/contexts.ts';
import * as Protocol from '../../src/wire/protocol.ts';

it('numbers chains up to its limit, and counts what is beyond as one', () => {
  const contexts = new Contexts();
  for (let vni = 0; contexts.size < MAX_CONTEXTS; vni++) contexts.child(ROOT, Protocol.Vxlan, vni);
  const last = MAX_CONTEXTS - 3;
  expect([contexts.at(MAX_CONTEXTS - 1).id, contexts.overflowed]).toEqual([last, 0]);
  expect(contexts.child(ROOT, Protocol.Vxlan, last)).toBe(MAX_CONTEXTS - 1);
  expect(contexts.child(ROOT, Protocol.Vxlan, last + 1)).toBe(OVERFLOW);
  expect(contexts.child(ROOT, Protocol.Vxlan, last + 2)).toBe(OVERFLOW);
  expect([contexts.size, contexts.overflowed]).toEqual([MAX_CONTEXTS, 2]);
  expect(contexts.tunnel(OVERFLOW)).toBeNull();
});
