import { expect, it } from 'vitest';
import { parseIpv6 } from '../../../src/base/addresses.ts';
import { concat } from '../../helpers/capture-builder.ts';
import { ethernet, icmp, ipv6, MAC_A, MAC_B, u32 } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, idsOf, theOne } from '../findings.ts';

const THIRD = '02:00:00:00:00:0c';
const OVERRIDE = 0x20000000;

const attempt = (at: number, from: string): Sighting => ({
  at,
  bytes: ethernet(
    ipv6({ from: '::', to: 'ff02::1:ff00:55', ttl: 255 }, icmp(135, 0, concat([u32(0), parseIpv6('fd00::55')!]), 58)),
    { from, to: '33:33:ff:00:00:55' },
  ),
});
const advertisement = (at: number, from: string): Sighting => ({
  at,
  bytes: ethernet(
    ipv6(
      { from: 'fd00::55', to: 'ff02::1', ttl: 255 },
      icmp(136, 0, concat([u32(OVERRIDE), parseIpv6('fd00::55')!]), 58),
    ),
    { from, to: '33:33:00:00:00:01' },
  ),
});
const framesOf = (frames: Sighting[], fact: string): number[] | undefined =>
  theOne(findingsOf(frames), 'ipv6-dad-failure').evidence.find((one) => one.fact === fact)?.frames;

it('names both stations that try one address at a time, with the frame of the meeting', () => {
  const frames = [attempt(0, MAC_A), attempt(0.7, MAC_B), advertisement(1.7, MAC_B)];
  const { summary } = theOne(findingsOf(frames), 'ipv6-dad-failure');
  expect(summary).toBe(`${MAC_A} tried the address fd00::55, which ${MAC_B} tried at the same time.`);
  expect(framesOf(frames, 'tried by two at once')).toEqual([2]);
  expect(framesOf(frames, 'defended by another station')).toEqual([]);
});

it('names the station that was told, and not one that tried later', () => {
  const frames = [attempt(0, MAC_A), advertisement(0.1, MAC_B), attempt(60, THIRD)];
  const { summary } = theOne(findingsOf(frames), 'ipv6-dad-failure');
  expect(summary).toBe(`${MAC_A} tried the address fd00::55, which ${MAC_B} holds.`);
  expect(framesOf(frames, 'defended by another station')).toEqual([2]);
});

it('is silent about one after the other', () => {
  expect(idsOf([attempt(0, MAC_A), attempt(5, MAC_B), advertisement(6.1, MAC_B)])).not.toContain('ipv6-dad-failure');
});
