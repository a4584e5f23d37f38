import { expect, it } from 'vitest';
import { fileNames, flowProtocol, frameList, measured, segmentName, vlanName } from '../../src/report/phrases.ts';
import { flannel } from './fixtures.ts';

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

const tag = (id: number) => ({ type: 'vlan', id });
const TUNNEL = { type: 'vxlan', id: 1 };

it('names a network by all tags in a row', () => {
  expect(vlanName({ vlan: null, chain: [TUNNEL] })).toBeNull();
  expect(vlanName({ vlan: 7, chain: [tag(7)] })).toBe('VLAN 7');
  expect(vlanName({ vlan: 7, chain: [tag(100), tag(7)] })).toBe('VLAN 100/7');
  expect(vlanName({ vlan: 100, chain: [tag(100), tag(7), TUNNEL, tag(5)] })).toBe('VLAN 100/7');
  expect(vlanName({ vlan: 5, chain: [TUNNEL, tag(5), tag(6)] })).toBe('VLAN 5/6');
});

it('names it as reports without chains can', () => {
  expect(vlanName({ vlan: 7 })).toBe('VLAN 7');
});

it('writes the tags of segments and flows alike', () => {
  const chain = [tag(100), tag(7)];
  const [segment] = flannel.segments;
  expect(segmentName({ ...segment, interface: 'eth0', vlan: 7, tunnel: null, chain })).toBe('eth0, VLAN 100/7');
  const flow = { ...flannel.flows.top[0], proto: 'tcp', icmp: null, tunnel: null, vlan: 100, chain };
  expect(flowProtocol(flow)).toBe('tcp, VLAN 100/7');
});
