import { expect, it } from 'vitest';
import { chainName, isFlat, vlansOf } from '../../src/tally/chain-names.ts';
import { isVlanTag, tunnelName } from '../../src/tally/tunnel-names.ts';
import { Contexts, OVERFLOW, ROOT } from '../../src/wire/contexts.ts';
import * as Protocol from '../../src/wire/protocol.ts';

it('names chains from the outside in, and lists their VLANs', () => {
  const contexts = new Contexts();
  expect([isFlat(contexts), chainName(contexts, ROOT), vlansOf(contexts, ROOT)]).toEqual([true, '', []]);
  const outer = contexts.child(ROOT, Protocol.Vlan, 100);
  const tunnel = contexts.child(outer, Protocol.Gre, -1);
  const keyed = contexts.child(tunnel, Protocol.Erspan, 0xffffffff);
  const inner = contexts.child(keyed, Protocol.Vlan, 5);
  expect(chainName(contexts, inner)).toBe('vlan 100 / gre / erspan 4294967295 / vlan 5');
  expect([vlansOf(contexts, inner), isFlat(contexts)]).toEqual([[100, 5], false]);
  expect(chainName(contexts, OVERFLOW)).toBe('further VLANs and tunnels');
});

it('names what is a tunnel, and no tag or label', () => {
  expect([Protocol.Vxlan, Protocol.Esp, Protocol.L2tp].map(tunnelName)).toEqual(['vxlan', 'esp', 'l2tp']);
  expect([Protocol.Vlan, Protocol.Mpls, Protocol.None].map(tunnelName)).toEqual([null, null, null]);
  expect([isVlanTag(Protocol.Vlan), isVlanTag(Protocol.Mpls)]).toEqual([true, false]);
});
