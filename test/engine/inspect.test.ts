import { expect, it } from 'vitest';
import { type Inspected, type InspectedPacket, type InspectOptions, inspectCapture } from '../../src/engine/inspect.ts';
import { pcapFile } from '../helpers/capture-builder.ts';
import { fileOf } from '../helpers/captures.ts';
import { arp, ethernet, ipv4, tcp, udp, vxlan } from '../helpers/frames.ts';

const overlay = ethernet(
  ipv4({}, udp({ from: 1, to: 8472 }, vxlan(5, ethernet(ipv4({ from: '10.244.0.1' }, tcp({})))))),
);
const cut = ethernet(ipv4({}, tcp({}))).subarray(0, 40);
const PATH = fileOf(
  pcapFile([
    { seconds: 1, fraction: 5, data: ethernet(arp()) },
    { seconds: 2, data: overlay },
    { seconds: 3, data: cut, original: 54 },
    { seconds: 4, data: overlay },
  ]),
);

async function shown(options: Partial<InspectOptions>): Promise<InspectedPacket[]> {
  const packets: InspectedPacket[] = [];
  for await (const packet of inspectCapture(PATH, { first: 1, count: 10, ...options })) packets.push(packet);
  return packets;
}

it('shows every header of a packet with its offset and fields', async () => {
  const [packet] = await shown({ first: 2, count: 1 });
  expect(packet.layers.map(({ protocol, offset }) => [protocol, offset])).toEqual([
    ['ethernet', 0],
    ['ipv4', 14],
    ['udp', 34],
    ['vxlan', 42],
    ['ethernet', 50],
    ['ipv4', 64],
    ['tcp', 84],
  ]);
  expect(packet.layers[3].fields).toMatchObject({ vni: 5 });
  expect(packet).toMatchObject({ frame: 2, captured: overlay.length, original: overlay.length, fault: null });
});

it('shows time, lengths, first bytes and the fault that ended the walk', async () => {
  const [first, , third] = await shown({});
  expect(first.time).toBe('1970-01-01T00:00:01.000005000Z');
  expect(first.hex).toBe(Buffer.from(ethernet(arp()).subarray(0, 32)).toString('hex'));
  expect(third).toMatchObject({ captured: 40, original: 54, fault: { protocol: 'tcp', kind: 'snapped' } });
});

it('counts frames as Wireshark does, whatever the filter leaves', async () => {
  const frames = async (options: Partial<InspectOptions>) => (await shown(options)).map(({ frame }) => frame);
  expect(await frames({ filter: 'udp port 8472' })).toEqual([2, 4]);
  expect(await frames({ filter: 'udp port 8472', first: 3 })).toEqual([4]);
  expect(await frames({ filter: 'udp port 8472', count: 1 })).toEqual([2]);
  expect(await frames({ first: 9 })).toEqual([]);
});

it('says how far it read', async () => {
  const readOf = async (options: Partial<InspectOptions>): Promise<Inspected[]> => {
    const ends: Inspected[] = [];
    await shown({ ...options, onEnd: (read) => ends.push(read) });
    return ends;
  };
  expect(await readOf({})).toMatchObject([{ path: PATH, frames: 4, damage: [], ended: true }]);
  expect(await readOf({ count: 2 })).toMatchObject([{ frames: 2, ended: false }]);
  expect(await readOf({ signal: AbortSignal.abort() })).toEqual([]);
});
