/** Geneve options: OVN's names itself. */
import type { Scene } from '../scene.ts';
import type { Reading, Signal } from '../signal.ts';

export const geneveOption = {
  id: 'geneve-option',
  title: 'Geneve options',
  reference:
    'RFC 8926 §3.5; ovn-org/ovn: controller/physical.h (class 0x0102, type 0x80); cilium pkg/mtu/mtu.go (DSR option)',
  explain:
    'OVN puts the ingress and egress port keys into an option of class 0x0102 and type 0x80: OVN-Kubernetes and Kube-OVN. Cilium adds an option for direct server return only. Antrea ' +
    'sends none; AWS gateway load balancers send their own.',
  weigh,
} satisfies Signal;

// Every frame of OVN has it, and no one else's class it is.
const OVN: Record<string, number> = { 'geneve/ovn-kubernetes': 25, 'geneve/kube-ovn': 20, 'geneve/*': -15, geneve: 3 };
const OTHER: Record<string, number> = {
  'geneve/ovn-kubernetes': -15,
  'geneve/kube-ovn': -15,
  'geneve/antrea': -10,
  'geneve/cilium': -3,
  geneve: 12,
};
const NONE: Record<string, number> = {
  'geneve/ovn-kubernetes': -20,
  'geneve/kube-ovn': -18,
  'geneve/antrea': 1,
  'geneve/cilium': 1,
  geneve: 1,
};

function weigh({ tunnel }: Scene): Reading[] {
  if (tunnel === null || tunnel.type !== 'geneve') return [];
  const frames = tunnel.sampleFrames;
  if (tunnel.ovnOptions > 0)
    return [{ statement: "Geneve options of class 0x0102, type 0x80: OVN's port keys", weights: OVN, frames }];
  if (tunnel.otherOptions > 0)
    return [{ statement: "Geneve options of another class than OVN's", weights: OTHER, frames }];
  return [{ statement: 'no Geneve options', weights: NONE, frames }];
}
