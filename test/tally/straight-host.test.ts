import { expect, it } from 'vitest';
import type { Kernel } from '../../src/tally/kernel.ts';
import { straightHost } from '../../src/tally/straight-host.ts';
import { Timeline } from '../../src/tally/timeline.ts';
import * as Tunnel from '../../src/tally/tunnel-layout.ts';
import { TunnelTally } from '../../src/tally/tunnels.ts';
import { MAX_CONTEXTS } from '../../src/wire/contexts.ts';
import { Packet } from '../../src/wire/packet.ts';
import * as Protocol from '../../src/wire/protocol.ts';

function asked(
  id: number,
  around = 0,
): { packet: Packet; tunnels: TunnelTally; ask: () => number; sought: Int32Array } {
  const [packet, tunnels] = [new Packet(), new TunnelTally()];
  const sought = new Int32Array(Tunnel.ENTRY_WORDS);
  sought[Tunnel.Kind] = Protocol.Vxlan;
  sought[Tunnel.Id] = id;
  sought[Tunnel.Around] = around;
  const host = straightHost(
    packet,
    { tunnels, timeline: new Timeline() },
    () => ({ tunnelSought: sought }) as unknown as Kernel,
  );
  return { packet, tunnels, ask: () => host.tunnel(7, 3), sought };
}

it('numbers the tunnel around a frame and the VLAN in it, outermost first, and says where the row began', () => {
  const { packet, tunnels, ask, sought } = asked(9, 6 << Tunnel.TAG_SHIFT);
  expect([ask(), sought[Tunnel.Row], packet.contexts.chain(sought[Tunnel.Chain])]).toEqual([
    1,
    0,
    [
      { parent: 0, kind: Protocol.Vxlan, id: 9 },
      { parent: 2, kind: Protocol.Vlan, id: 5 },
    ],
  ]);
  expect([tunnels.sightings.firstFrame[0], tunnels.sightings.firstPlace[0]]).toEqual([7, 3]);
});

it.each([
  [2, 1],
  [1, 0],
])('with room for %i chains answers %i', (room, answer) => {
  const { packet, ask } = asked(9);
  for (let id = 0; packet.contexts.room > room; id++) packet.contexts.child(0, Protocol.Gre, id);
  expect([ask(), packet.contexts.overflowed]).toEqual([answer, 0]);
});

it('numbers no VLAN when there is no room for its chain', () => {
  const packet = new Packet();
  const host = straightHost(packet, { tunnels: new TunnelTally(), timeline: new Timeline() }, () => ({}) as Kernel);
  for (let id = 0; packet.contexts.room > 1; id++) packet.contexts.child(0, Protocol.Gre, id);
  expect([host.vlanChain(5), host.vlanChain(6), packet.contexts.overflowed]).toEqual([MAX_CONTEXTS - 1, 0, 0]);
});

it('answers nothing when the tally of tunnels is full, and refuses nothing either', () => {
  const { tunnels, ask } = asked(0);
  const { table } = tunnels.sightings;
  const key = new Int32Array(Tunnel.KEY_WORDS);
  for (key[0] = 1; table.size < table.maxRows; key[0]++) table.rowOf(key, 0);
  expect([ask(), table.refused]).toEqual([0, 0]);
});
