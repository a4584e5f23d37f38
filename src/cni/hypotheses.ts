/**
 * The answers there are, with the share of captures that each would have before anything was seen. The unit is "captures that somebody wants explained with
 * a tool for pod networks": a third show what may be ordinary hosts, the rest Kubernetes networks in the proportions in which they are asked about. Products that
 * nobody can name share the null submode.
 */
import type { Mode } from './verdict.ts';

export interface Hypothesis {
  mode: Mode;
  submode: string | null;
  prior: number;
}

const PRIORS: Readonly<Record<string, number>> = {
  // Chosen by the log loss over three sets of labelled captures: docs/verdict.md.
  none: 0.16,
  unknown: 0.024,
  bridge: 0.108,
  'macvlan/bridge': 0.085,
  // Of 36 macvlan definitions read in public repositories 36 were in bridge mode, named or by default; networks that are asked about are those where something does not work.
  'macvlan/private': 0.01,
  'macvlan/vepa': 0.01,
  'macvlan/passthru': 0.032,
  'ipvlan/l2': 0.042,
  'ipvlan/l3': 0.032,
  'ipvlan/l3s': 0.016,
  'host-device': 0.118,
  'host-device/sriov': 0.01,
  vlan: 0.026,
  'vlan/qinq': 0.006,
  ptp: 0.021,
  // AWS VPC CNI and Azure CNI route natively and have no submode: the networks of two of the three large clouds.
  native: 0.032,
  'native/cilium': 0.016,
  'native/calico': 0.016,
  'native/flannel-host-gw': 0.011,
  vxlan: 0.011,
  'vxlan/flannel': 0.021,
  'vxlan/calico': 0.016,
  'vxlan/cilium': 0.021,
  'vxlan/weave': 0.005,
  'vxlan/ovn-kubernetes': 0.001,
  'vxlan/antrea': 0.002,
  'vxlan/kube-ovn': 0.001,
  geneve: 0.006,
  'geneve/ovn-kubernetes': 0.013,
  'geneve/cilium': 0.008,
  'geneve/antrea': 0.008,
  'geneve/kube-ovn': 0.002,
  ipip: 0.013,
  'ipip/calico': 0.011,
  'ipip/kube-router': 0.003,
  wireguard: 0.008,
  'wireguard/cilium': 0.006,
  'wireguard/calico': 0.006,
  'wireguard/flannel': 0.004,
  gre: 0.008,
  'gre/antrea': 0.002,
};

/** Every hypothesis, by its written form. */
export const HYPOTHESES: ReadonlyMap<string, Hypothesis> = new Map(
  Object.entries(PRIORS).map(([written, prior]) => {
    const [mode, submode] = written.split('/');
    return [written, { mode: mode as Mode, submode: submode ?? null, prior }];
  }),
);

/** `mode/submode`, or `mode` alone. */
export const written = (answer: { mode: string; submode: string | null }): string =>
  answer.submode === null ? answer.mode : `${answer.mode}/${answer.submode}`;
