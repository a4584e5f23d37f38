import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MAX_CHAINS, ProtocolChains } from '../../src/tally/protocol-chains.ts';
import * as Fault from '../../src/wire/fault.ts';
import { MAX_LAYERS, Packet } from '../../src/wire/packet.ts';
import type { ProtocolId } from '../../src/wire/protocol-id.ts';
import { MAX_PROTOCOLS } from '../../src/wire/protocol-id.ts';

const packet = new Packet();

function packetOf(chain: readonly number[]): Packet {
  packet.reset(0, 0, 0);
  for (const protocol of chain) packet.enter(protocol as ProtocolId);
  return packet;
}

function recount(chains: readonly number[][]): number[] {
  const totals = new Array<number>(MAX_PROTOCOLS).fill(0);
  for (const chain of chains) for (const protocol of new Set(chain)) totals[protocol]++;
  return totals;
}

const anyChain = fc.array(fc.integer({ min: 1, max: MAX_PROTOCOLS - 1 }), { maxLength: MAX_LAYERS });

it('counts a frame once for each protocol in it, at whatever depth', () => {
  const property = fc.property(fc.array(anyChain, { maxLength: 60 }), (chains) => {
    const tally = new ProtocolChains();
    for (const chain of chains) tally.add(packetOf(chain));
    expect([...tally.byProtocol()]).toEqual(recount(chains));
  });
  fc.assert(property);
});

it('lists every chain that a frame ended with, and how many did', () => {
  const tally = new ProtocolChains();
  for (const chain of [[1, 14], [1, 14, 24], [1, 14], []]) tally.add(packetOf(chain));
  expect(tally.chains()).toEqual([
    { protocols: [], frames: 1 },
    { protocols: [1, 14], frames: 2 },
    { protocols: [1, 14, 24], frames: 1 },
  ]);
});

it('counts the header that a fault stopped at', () => {
  const tally = new ProtocolChains();
  packetOf([1, 14]).fault = Fault.Short;
  tally.add(packet);
  expect(tally.byProtocol()[14]).toBe(1);
});

it('stays exact beyond the last chain it can hold', () => {
  const tally = new ProtocolChains();
  const chains = Array.from({ length: 3 * MAX_CHAINS }, (_, i) => [
    1 + (i % 60),
    1 + ((i * 7) % 59),
    1 + ((i * 31) % 61),
    1 + (i % 53),
  ]);
  for (const chain of [...chains, ...chains]) tally.add(packetOf(chain));
  expect([...tally.byProtocol()]).toEqual(recount([...chains, ...chains]));
  expect(tally.chains().length).toBeLessThanOrEqual(MAX_CHAINS);
  expect(tally.chains().reduce((sum, { frames }) => sum + frames, 0)).toBeLessThan(2 * chains.length);
});
