/** 802.1Q tags around cards' or random addresses. */
import type { Scene } from '../scene.ts';
import type { Reading, Signal } from '../signal.ts';

export const vlanTag = {
  id: 'vlan-tag',
  title: 'VLAN tags on the wire',
  reference: 'IEEE 802.1Q-2022 §9.6; containernetworking/plugins: plugins/main/vlan, plugins/main/bridge (vlan key)',
  explain:
    "The vlan plugin makes a sub-interface with the card's own station address: tagged frames from cards. An ordinary host with a VLAN interface looks the same. Tagged frames from " +
    'random addresses come from a bridge with the vlan key, or from macvlan on a VLAN interface. 0x88a8 outside 0x8100 is QinQ: a tagged master, or the network of a provider, where routers pass packets on. Behind an access port, and inside the pod, the tag is gone.',
  weigh,
} satisfies Signal;

// Tagged cards: where the vlan plugin is at work the uplink always shows it; of captures of ordinary hosts about one in 30 (public ones: 10 of 420) comes from a trunk, or from a host with a
// VLAN interface of its own. The master of ipvlan seldom is one.
const TAGGED: Record<string, number> = {
  vlan: 15,
  'vlan/qinq': 0,
  'ipvlan/*': -2,
};
// Stacked tags are this plugin's on a tagged master, or a provider's around his customers and his own routers: of captures of ordinary hosts about one in a hundred (public ones: 9 of
// 420, most of them collected for that). Behind the plugin pods speak for themselves; a provider's link nearly always carries what routers passed on.
const STACKED: Record<string, number> = {
  ...TAGGED,
  vlan: 4,
  'vlan/qinq': 20,
  none: -4,
  'host-device/*': -4,
  'macvlan/passthru': -4,
};
const STACKED_ROUTED: Record<string, number> = { ...STACKED, 'vlan/qinq': 10, none: -1 };
const TAGGED_PODS: Record<string, number> = { bridge: 1 };
// No tag where the frames pass: only inside the pod, or behind an access port, may the vlan plugin still be at work.
const UNTAGGED: Record<string, number> = { vlan: -4, 'vlan/qinq': -4 };

function weigh(scene: Scene): Reading[] {
  if (scene.tunnel !== null) return [];
  const { vlans } = scene;
  if (vlans.length === 0)
    return scene.unicast === 0 ? [] : [{ statement: 'the frames carry no VLAN tag', weights: UNTAGGED, frames: [] }];
  const pods = scene.population.pods.length > 0;
  const weights = pods ? TAGGED_PODS : cardWeights(scene);
  const from = pods ? 'random addresses' : scene.population.cards.length > 0 ? "network cards' addresses" : 'stations';
  return [{ statement: `frames of ${from} carry VLAN ${vlans.join(' inside ')}`, weights, frames: [scene.firstFrame] }];
}

function cardWeights({ vlans, population }: Scene): Record<string, number> {
  if (vlans.length === 1) return TAGGED;
  return population.gateways.length > 0 ? STACKED_ROUTED : STACKED;
}
