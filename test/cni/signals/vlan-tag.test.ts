import { expect, it } from 'vitest';
import { classify } from '../../../src/cni/classify.ts';
import { scenesOf } from '../../../src/cni/scenes.ts';
import { vlanTag } from '../../../src/cni/signals/vlan-tag.ts';
import { ethernet, ipv4, type Network, tcp, vlan } from '../../helpers/frames.ts';
import { observeFrames } from '../../helpers/observe.ts';
import { CARD, handshake, OTHER_CARD, POD, timed, weighed } from '../scene-of.ts';

const weightsBehind = (wrap: (network: Network) => Network, mac = CARD) => {
  const frames = [1, 2].map((i) => ethernet(wrap(ipv4({ id: i }, tcp())), { from: mac, to: OTHER_CARD }));
  const scene = scenesOf(observeFrames(timed(frames))).list.find(({ vlans }) => vlans.length > 0)!;
  return vlanTag.weigh(scene)[0].weights;
};

it('speaks for the vlan plugin when cards are tagged', () => {
  expect(weightsBehind((network) => vlan(100, network)).vlan).toBeGreaterThan(10);
});

it('tells stacked tags', () => {
  const weights = weightsBehind((network) => vlan(200, vlan(100, network), 0x88a8));
  expect(weights['vlan/qinq']).toBeGreaterThan(weights.vlan);
});

it('makes less of stacked tags where routers pass packets on: a provider has them, not pods', () => {
  const stacked = (ttl: number) => weightsBehind(() => vlan(200, vlan(100, ipv4({ ttl }, tcp())), 0x88a8));
  expect(stacked(57)['vlan/qinq']).toBeLessThan(stacked(64)['vlan/qinq'] - 5);
});

it('makes little of tagged random addresses, and speaks against vlan without a tag', () => {
  expect(weightsBehind((network) => vlan(100, network), POD).vlan).toBeUndefined();
  expect(
    weighed(vlanTag, timed(handshake({ mac: CARD, ip: '10.0.0.1' }, { mac: POD, ip: '10.0.0.2' })))[0].weights.vlan,
  ).toBeLessThan(0);
});

it('is not sure of the vlan plugin by a tag alone: any trunk shows it', () => {
  const frames = [1, 2, 3, 4].flatMap((i) =>
    Array.from({ length: 8 }, (_, id) =>
      ethernet(vlan(100, ipv4({ id }, tcp({ from: 40_000 + i }))), {
        from: i % 2 === 0 ? CARD : OTHER_CARD,
        to: i % 2 === 0 ? OTHER_CARD : CARD,
      }),
    ),
  );
  const { verdict } = classify(observeFrames(timed(frames)));
  expect(verdict.mode).toBe('vlan');
  expect(verdict.confidence).toBeLessThan(0.8);
  expect(verdict.identifiable).toBe(false);
});
