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
  none: 0.22,
  unknown: 0.03,
  bridge: 0.1,
  'macvlan/bridge': 0.08,
  'macvlan/private': 0.02,
  'macvlan/vepa': 0.02,
  'macvlan/passthru': 0.03,
  'ipvlan/l2': 0.04,
  'ipvlan/l3': 0.03,
  'ipvlan/l3s': 0.015,
  'host-device': 0.11,
  'host-device/sriov': 0.01,
  vlan: 0.025,
  'vlan/qinq': 0.006,
  ptp: 0.02,
  native: 0.015,
  'native/cilium': 0.015,
  'native/calico': 0.015,
  'native/flannel-host-gw': 0.01,
  vxlan: 0.01,
  'vxlan/flannel': 0.02,
  'vxlan/calico': 0.015,
  'vxlan/cilium': 0.02,
  'vxlan/weave': 0.005,
  'vxlan/ovn-kubernetes': 0.001,
  'vxlan/antrea': 0.002,
  'vxlan/kube-ovn': 0.001,
  geneve: 0.006,
  'geneve/ovn-kubernetes': 0.012,
  'geneve/cilium': 0.008,
  'geneve/antrea': 0.008,
  'geneve/kube-ovn': 0.002,
  ipip: 0.012,
  'ipip/calico': 0.01,
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
