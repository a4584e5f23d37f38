import { expect, it } from 'vitest';
import { fileNames, frameList, measured } from '../../src/report/phrases.ts';

const ONE = fileNames([{ path: 'a.pcap' }]);
const TWO = fileNames([{ path: 'captures/a.pcap' }, { path: 'C:\\captures\\b.pcap' }]);

it('names the file of frames where there are several', () => {
  expect(frameList({ input: 1, frames: [3, 5] }, TWO)).toBe('frames 3, 5 of b.pcap');
  expect(frameList({ input: 0, frames: [3] }, TWO)).toBe('frame 3 of a.pcap');
  expect(frameList({ input: 0, frames: [3, 5] }, ONE)).toBe('frames 3, 5');
});

it('says nothing without frames', () => {
  expect(frameList({ input: null, frames: [] }, TWO)).toBe('');
});

it.each([
  [1, 'ARP replies', '1 ARP reply'],
  [1, 'addresses', '1 address'],
  [1, 'frames', '1 frame'],
  [2, 'addresses', '2 addresses'],
])('puts %i %s as "%s"', (value, unit, text) =>
  expect(measured({ fact: 'f', value, unit, frames: [] } as unknown as Parameters<typeof measured>[0])).toBe(text),
);
