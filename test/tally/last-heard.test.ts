import { expect, it } from 'vitest';
import { ipv4Word } from '../../src/base/addresses.ts';
import { lastHeard } from '../../src/tally/last-heard.ts';
import { arp, BROADCAST, ethernet, ipv4, ipv6, MAC_A, MAC_B, tcp, udp } from '../helpers/frames.ts';
import { observeFrames, type Sighting } from '../helpers/observe.ts';

const claim = (at: number, from: string, mac = MAC_B): Sighting => ({
  at,
  bytes: ethernet(arp({ operation: 2, fromMac: mac, from, toMac: MAC_A, to: '10.0.0.1' }), { from: mac }),
});

const TARGET = ipv4Word('10.0.0.2');

/** When 10.0.0.2 was last heard, in seconds after the first claim. */
const heard = (frames: Sighting[]): number => {
  const observations = observeFrames(frames);
  const last = lastHeard(observations, new Set([TARGET])).get(TARGET)!;
  return (last - observations.tallies.control.arp.claims.first[0]) / 1e9;
};

it('knows the last claim and the last packet of an address', () => {
  expect(heard([claim(0, '10.0.0.2'), claim(3, '10.0.0.2')])).toBe(3);
  const packet = ethernet(ipv4({ from: '10.0.0.2', to: '10.0.0.9' }, tcp()), { from: MAC_B });
  expect(heard([claim(0, '10.0.0.2'), { at: 5, bytes: packet }])).toBe(5);
});

it('knows nothing of an address that was only asked for', () =>
  expect(lastHeard(observeFrames([{ bytes: ethernet(arp(), { to: BROADCAST }) }]), new Set([TARGET])).size).toBe(0));

it('takes whatever the station of one address sends, but nothing of a station with several', () => {
  const six = { at: 7, bytes: ethernet(ipv6({ from: 'fe80::2', to: 'ff02::fb' }, udp({})), { from: MAC_B }) };
  expect(heard([claim(0, '10.0.0.2'), six])).toBe(7);
  expect(heard([claim(0, '10.0.0.2'), claim(1, '10.0.0.3'), six])).toBe(0);
});
