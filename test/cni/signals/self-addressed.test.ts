import { expect, it } from 'vitest';
import { selfAddressed } from '../../../src/cni/signals/self-addressed.ts';
import { unheardAnswers } from '../../../src/cni/signals/unheard-answers.ts';
import { CARD, handshake, OTHER_CARD, resolve, timed, weighed } from '../scene-of.ts';

const outside = { mac: OTHER_CARD, ip: '10.0.0.1' };
const pod = { mac: CARD, ip: '10.0.0.5' };
/** What an L3 slave's tap records of its own side of a conversation. */
const ownSide = (): Uint8Array[] => {
  const [syn, , ack] = handshake(pod, { ...outside, mac: CARD });
  return [syn, ack, ack];
};

it('tells a slave without ARP from a sibling behind the same card', () => {
  const own = handshake(pod, { mac: CARD, ip: '10.0.0.6' });
  const [withArp] = weighed(selfAddressed, timed([...resolve(outside, pod), ...own]));
  expect(withArp.weights['ipvlan/l2']).toBeGreaterThan(withArp.weights['ipvlan/l3']);
  const [without] = weighed(selfAddressed, timed(ownSide()));
  expect(without.weights['ipvlan/l3']).toBeGreaterThan(without.weights['ipvlan/l2']);
  expect(without.frames).toEqual([1]);
});

it('is silent about one such frame and about ordinary hosts', () => {
  expect(weighed(selfAddressed, timed(ownSide().slice(0, 1)))).toEqual([]);
  expect(weighed(selfAddressed, timed(handshake(outside, pod)))).toEqual([]);
});

it('tells L3 from L3S by what the pod hears', () => {
  const [deaf] = weighed(unheardAnswers, timed(ownSide()));
  expect(deaf.weights['ipvlan/l3s']).toBeGreaterThan(0);
  const [hearing] = weighed(unheardAnswers, timed([...ownSide(), ...handshake(outside, pod).slice(0, 1)]));
  expect(hearing.weights['ipvlan/l3']).toBeGreaterThan(0);
  expect(weighed(unheardAnswers, timed(handshake(outside, pod)))).toEqual([]);
});
