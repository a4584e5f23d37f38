/** A CNI configuration or conflist (containernetworking/cni SPEC.md §1) as what it says of the network. */
import { printable } from '../base/printable.ts';
import type { DeclaredNetwork } from './declared.ts';
import { readIpam } from './ipam.ts';
import { masterOf, modeOf, vlanOf } from './modes.ts';
import { type Mapping, mappingsAt, numberAt, textAt } from './tree.ts';

/** The network without its name and place, and what in it cannot work. */
export type CniConfig = Omit<DeclaredNetwork, 'namespace' | 'name' | 'file' | 'line'> & { complaints: string[] };

/** True for an object that is a CNI configuration by itself. */
export const isCniConfig = (root: Mapping): boolean =>
  root.apiVersion === undefined &&
  (Array.isArray(root.plugins) || (typeof root.type === 'string' && root.kind === undefined));

/** Reads a configuration; of a chain, the first plugin makes the interface and the others change it. */
export function readCniConfig(root: Mapping): CniConfig {
  const chain = Array.isArray(root.plugins) ? mappingsAt(root, 'plugins') : [root];
  const main = chain[0] ?? root;
  const { mode, submode, wrong } = modeOf(main);
  const { complaints, ...ipam } = readIpam(main);
  const plugins = chain.map((plugin) => textAt(plugin, 'type')).filter((type) => type !== null);
  return {
    plugins,
    mode,
    submode,
    master: masterOf(main),
    vlan: vlanOf(main),
    mtu: chain.map((plugin) => numberAt(plugin, 'mtu')).findLast((mtu) => mtu !== null && mtu > 0) ?? null,
    ...ipam,
    complaints: [
      ...(plugins.length === 0 ? ['the configuration names no plugin ("type")'] : []),
      ...(wrong === null ? [] : [`${plugins[0]} has no mode '${printable(wrong, 40)}'`]),
      ...complaints,
    ],
  };
}

/** What is known of a configuration that cannot be read. */
export const UNREADABLE: CniConfig = {
  plugins: [],
  mode: null,
  submode: null,
  master: null,
  vlan: null,
  mtu: null,
  ipam: null,
  subnets: [],
  addresses: [],
  gateways: [],
  routes: [],
  complaints: [],
};
