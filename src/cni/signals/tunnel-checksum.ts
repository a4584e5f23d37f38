/** Whether the outer UDP checksum is computed. */
import type { Scene } from '../scene.ts';
import type { Reading, Signal } from '../signal.ts';

export const tunnelChecksum = {
  id: 'tunnel-checksum',
  title: 'Outer UDP checksum',
  reference: 'RFC 7348 §4.1, RFC 6935; Linux drivers/net/vxlan (UDP_ZERO_CSUM_TX); ovn: encap options csum',
  explain:
    "VXLAN and Geneve should send a checksum of zero over IPv4. flannel and Calico devices, made by netlink without the option, compute it; so does OVN, which asks for it. Cilium's " +
    "and Antrea's metadata tunnels and hardware endpoints do not. Over IPv6 everybody computes it.",
  weigh,
} satisfies Signal;

// As the lab's kernels do; other kernels and settings may differ, hence no more than a factor of six.
const ZERO: Record<string, number> = {
  'vxlan/flannel': -8,
  'vxlan/calico': -6,
  'geneve/ovn-kubernetes': -6,
  'vxlan/cilium': 4,
  'geneve/cilium': 4,
  'vxlan/antrea': 4,
  'geneve/antrea': 4,
  'vxlan/weave': 2,
  vxlan: 3,
  geneve: 3,
};
const COMPUTED: Record<string, number> = {
  'vxlan/flannel': 3,
  'vxlan/calico': 3,
  'geneve/ovn-kubernetes': 3,
  'vxlan/cilium': -8,
  'geneve/cilium': -7,
  'vxlan/antrea': -7,
  'geneve/antrea': -7,
  'vxlan/weave': -5,
  vxlan: -3,
  geneve: -2,
};
/** Share that makes a rule of it. */
const RULE = 0.9;

function weigh({ tunnel }: Scene): Reading[] {
  if (tunnel === null || (tunnel.type !== 'vxlan' && tunnel.type !== 'geneve')) return [];
  const { zeroChecksums, frames, sampleFrames } = tunnel;
  if (zeroChecksums >= RULE * frames)
    return [{ statement: 'the outer UDP checksum is zero', weights: ZERO, frames: sampleFrames }];
  if (zeroChecksums > (1 - RULE) * frames) return [];
  return [{ statement: 'the outer UDP checksum is computed', weights: COMPUTED, frames: sampleFrames }];
}
