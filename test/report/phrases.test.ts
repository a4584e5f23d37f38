import { expect, it } from 'vitest';
import { fileNames, frameList } from '../../src/report/phrases.ts';

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
