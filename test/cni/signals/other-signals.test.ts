import { expect, it } from 'vitest';
import { fewFrames } from '../../../src/cni/signals/few-frames.ts';
import { layer3Device } from '../../../src/cni/signals/layer3-device.ts';
import { ownIdentifier } from '../../../src/cni/signals/own-identifier.ts';
import { ipv4, tcp } from '../../helpers/frames.ts';
import { CARD, handshake, OTHER_CARD, report, resolve, timed, weighed } from '../scene-of.ts';

const RAW = { linkTypes: [101] };
const bare = (ttl: number) => [1, 2, 3].map((id) => ipv4({ id, ttl }, tcp()).bytes);
const talk = handshake({ mac: CARD, ip: '10.0.0.1' }, { mac: OTHER_CARD, ip: '10.0.0.2' });

it('knows a tunnel between nodes by routed packets without stations', () => {
  expect(weighed(layer3Device, timed(bare(63)), RAW)[0].weights['ipip/*']).toBeGreaterThan(15);
  expect(weighed(layer3Device, timed(bare(64)), RAW)[0].weights['ipip/*']).toBe(0);
  expect(weighed(layer3Device, timed(talk))).toEqual([]);
});

it('says when there is nothing, little or enough to judge by', () => {
  const unknown = (frames: Uint8Array[]) => weighed(fewFrames, timed(frames))[0]?.weights.unknown ?? 0;
  expect(unknown([])).toBeGreaterThan(unknown(talk));
  expect(unknown(talk)).toBeGreaterThan(0);
  expect(unknown(talk)).toBeLessThan(5);
  expect(unknown([1, 2, 3].flatMap(() => talk))).toBeLessThan(0);
});

it('speaks against ipvlan when every card has the plain form', () => {
  const host = { mac: CARD, ip: '10.0.0.1' };
  const plain = report(CARD, 'fe80::250:56ff:fe01:203');
  expect(weighed(ownIdentifier, timed([...resolve(host, host), plain]))[0].weights['ipvlan/l2']).toBeLessThan(0);
  expect(weighed(ownIdentifier, timed(resolve(host, host)))).toEqual([]);
});
