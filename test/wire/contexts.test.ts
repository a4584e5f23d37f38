import { expect, it } from 'vitest';
import { type Context, Contexts, MAX_CONTEXTS, OVERFLOW, ROOT } from '../../src/wire/contexts.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import type { ProtocolId } from '../../src/wire/protocol-id.ts';

it('numbers chains up to its limit, and counts what is beyond as one', () => {
  expect(MAX_CONTEXTS).toBe(131_072);
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

it('gives a chain one number, whichever was asked for before', () => {
  const contexts = new Contexts();
  expect([contexts.size, ROOT, OVERFLOW]).toEqual([2, 0, 1]);
  // Each differs from the one before in one thing.
  const asked: [parent: number, kind: ProtocolId, id: number][] = [
    [ROOT, Protocol.Vlan, 5],
    [2, Protocol.Vlan, 5],
    [2, Protocol.Vlan, 6],
    [2, Protocol.Vxlan, 6],
    [ROOT, Protocol.Vxlan, 6],
  ];
  const numbers = asked.map((link) => contexts.child(...link));
  expect(numbers).toEqual([2, 3, 4, 5, 6]);
  for (const [i, link] of asked.entries())
    expect([contexts.child(...link), contexts.child(...link)]).toEqual([i + 2, i + 2]);
  for (const [i, link] of asked.toReversed().entries()) expect(contexts.child(...link)).toBe(6 - i);
  expect([contexts.size, contexts.at(5)]).toEqual([7, { parent: 2, kind: Protocol.Vxlan, id: 6 }]);
});

it('tells all numbers of chains apart, however many', () => {
  const contexts = new Contexts();
  const kinds: ProtocolId[] = [Protocol.Vlan, Protocol.Vxlan, Protocol.Gre];
  const parents = [ROOT, ...kinds.map((kind) => contexts.child(ROOT, kind, 1))];
  const links = parents.flatMap((parent) =>
    kinds.flatMap((kind) => [7, 8].map((id): Context => ({ parent, kind, id }))),
  );
  const numbers = links.map(({ parent, kind, id }) => contexts.child(parent, kind, id));
  expect(new Set(numbers).size).toBe(links.length);
  expect(numbers.map((number) => contexts.at(number))).toEqual(links);
});

it('finds the innermost tunnel past tags, and the VLAN behind it', () => {
  const contexts = new Contexts();
  const tagged = contexts.child(ROOT, Protocol.Vlan, 5);
  const tunnel = contexts.child(tagged, Protocol.Vxlan, 9);
  const behind: ProtocolId[] = [Protocol.Mpls, Protocol.Pppoe, Protocol.Pbb, Protocol.Vlan];
  const inner = behind.reduce((parent, kind) => contexts.child(parent, kind, 6), tunnel);
  expect([ROOT, tagged, tunnel, inner].map((context) => contexts.tunnel(context)?.id ?? null)).toEqual([
    null,
    null,
    9,
    9,
  ]);
  expect([ROOT, OVERFLOW, tagged, tunnel, inner].map((context) => contexts.vlan(context))).toEqual([
    null,
    null,
    5,
    null,
    6,
  ]);
  expect([ROOT, OVERFLOW, tagged, tunnel, inner].map((context) => contexts.around(context))).toEqual([
    ROOT,
    ROOT,
    ROOT,
    tagged,
    tagged,
  ]);
  expect(contexts.chain(inner).map(({ kind }) => kind)).toEqual([
    Protocol.Vlan,
    Protocol.Vxlan,
    Protocol.Mpls,
    Protocol.Pppoe,
    Protocol.Pbb,
    Protocol.Vlan,
  ]);
});
