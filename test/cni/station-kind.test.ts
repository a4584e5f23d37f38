import { expect, it } from 'vitest';
import { embeddedIpv4, stationBytes, stationKind } from '../../src/cni/station-kind.ts';

it.each([
  [0x005056010203, 'nic'],
  [0x525400010203, 'nic'],
  [0xfa163e010203, 'nic'],
  [0x42010af00019, 'nic'],
  [0xc61122334455, 'random'],
  [0xeeeeeeeeeeee, 'calico'],
  [0xeeeeeeeeeeef, 'random'],
  [0x0a580af40105, 'ovn'],
  [0x0242ac110002, 'docker'],
  [0xaabbccddeeff, 'antrea'],
  [0x00005e000101, 'virtual-router'],
])('%i is %s', (station, kind) => expect(stationKind(station)).toBe(kind));

it('reads addresses and bytes', () => {
  expect(embeddedIpv4(0x0a580af40105)).toBe(0x0af40105);
  expect([...stationBytes(0xc61122334455)]).toEqual([0xc6, 0x11, 0x22, 0x33, 0x44, 0x55]);
});
