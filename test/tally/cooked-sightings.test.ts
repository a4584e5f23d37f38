import { expect, it } from 'vitest';
import { ipv4, MAC_A, sll2, tcp, udp } from '../helpers/frames.ts';
import { observeFrames } from '../helpers/observe.ts';

const [TO_US, BROADCAST, TO_OTHER, FROM_US] = [0, 1, 3, 4];
const packet = (id: number, ttl = 64) => ipv4({ id, ttl }, tcp({ sequence: id }));
const tally = (frames: Uint8Array[], step = 0.0001) =>
  observeFrames(
    frames.map((bytes, i) => ({ bytes, at: i * step })),
    { linkTypes: [276] },
  ).tallies.cooked;

it('counts stations by device and packet type', () => {
  const cooked = tally([sll2(packet(1), 2, TO_US), sll2(packet(2), 2, TO_US), sll2(packet(3), 7, FROM_US)]);
  const rows = cooked
    .list()
    .map(({ station, interfaceIndex, type, frames, firstFrame }) => [
      station,
      interfaceIndex,
      type,
      frames,
      firstFrame,
    ]);
  expect(rows).toEqual([
    [0x02000000000a, 2, TO_US, 2, 1],
    [0x02000000000a, 7, FROM_US, 1, 3],
  ]);
});

it('knows a frame again that leaves unchanged, whatever its checksum', () => {
  const [unfinished, finished] = [packet(1), packet(1)];
  unfinished.bytes[36] ^= 0xff;
  const { switched } = tally([
    sll2(unfinished, 9, TO_OTHER),
    sll2(unfinished, 3, TO_OTHER),
    sll2(finished, 2, FROM_US),
  ]);
  expect([switched.size, switched.frames[0], switched.firstFrame[0]]).toEqual([1, 1, 3]);
});

it('takes routed packets, broadcasts and late repetitions for others', () => {
  expect(tally([sll2(packet(1), 9, TO_US), sll2(packet(1, 63), 2, FROM_US)]).switched.size).toBe(0);
  expect(tally([sll2(packet(1), 9, TO_US), sll2(packet(1), 2, FROM_US, '02:00:00:00:00:0b')]).switched.size).toBe(0);
  expect(tally([sll2(packet(1), 9, BROADCAST), sll2(packet(1), 2, FROM_US)]).switched.size).toBe(0);
  expect(tally([sll2(packet(1), 9, TO_OTHER), sll2(packet(1), 2, FROM_US)], 0.2).switched.size).toBe(0);
});

it('knows a frame that comes back in by the device it left by', () => {
  const { reflected } = tally([sll2(packet(1), 2, FROM_US), sll2(packet(1), 2, TO_OTHER)]);
  expect(reflected.size).toBe(1);
  expect(tally([sll2(packet(1), 2, FROM_US), sll2(packet(1), 3, TO_OTHER)]).reflected.size).toBe(0);
});

it('bears short packets and stations of zeros', () => {
  const short = { etherType: 0x0800, bytes: ipv4({}, udp({})).bytes.subarray(0, 22) };
  expect(tally([sll2(short, 2, TO_US, MAC_A), sll2(packet(1), 2, TO_US, '00:00:00:00:00:00')]).list()).toHaveLength(1);
});
