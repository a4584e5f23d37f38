/** What the plugins of containernetworking/plugins and sriov-cni are called in a verdict, and where each says what it sits on. */
import { type Mapping, numberAt, textAt } from './tree.ts';

interface PluginKind {
  mode: string;
  /** Submode when the configuration says none; null when the plugin has none. */
  submode: string | null;
  /** Submodes that `mode` may ask for. */
  submodes: readonly string[];
}

/** Defaults: plugins/main/macvlan/macvlan.go (`bridge`), plugins/main/ipvlan/ipvlan.go (`l2`). */
const KINDS: Readonly<Record<string, PluginKind>> = {
  bridge: { mode: 'bridge', submode: null, submodes: [] },
  'cnv-bridge': { mode: 'bridge', submode: null, submodes: [] },
  macvlan: { mode: 'macvlan', submode: 'bridge', submodes: ['bridge', 'private', 'vepa', 'passthru'] },
  ipvlan: { mode: 'ipvlan', submode: 'l2', submodes: ['l2', 'l3', 'l3s'] },
  'host-device': { mode: 'host-device', submode: null, submodes: [] },
  sriov: { mode: 'host-device', submode: 'sriov', submodes: [] },
  vlan: { mode: 'vlan', submode: null, submodes: [] },
  ptp: { mode: 'ptp', submode: null, submodes: [] },
};

/** Keys that name the device on the node, in the order in which plugins prefer them. */
const MASTER_KEYS = ['master', 'bridge', 'device', 'deviceID', 'pciBusID', 'hwaddr', 'kernelpath'];
/** `vlanId` of the vlan plugin, `vlan` of bridge, sriov and ovs. */
const VLAN_KEYS = ['vlanId', 'vlan'];
/** 802.1Q §9.6: 0 is no VLAN, 4095 is reserved. */
const MAX_VLAN = 4094;

/** Mode and submode of a plugin; null for plugins that no verdict names. `wrong` is a mode that the plugin does not have. */
export function modeOf(plugin: Mapping): { mode: string | null; submode: string | null; wrong: string | null } {
  const type = textAt(plugin, 'type') ?? '';
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : null;
  if (kind === null) return { mode: null, submode: null, wrong: null };
  const asked = kind.submodes.length > 0 ? textAt(plugin, 'mode') : null;
  if (asked === null || kind.submodes.includes(asked))
    return { mode: kind.mode, submode: asked ?? kind.submode, wrong: null };
  return { mode: kind.mode, submode: null, wrong: asked };
}

/** The device that an attachment is made on. */
export const masterOf = (plugin: Mapping): string | null => firstOf(MASTER_KEYS, (key) => textAt(plugin, key));

/** The VLAN that a plugin puts its pods into; null for none, and for impossible ones. */
export function vlanOf(plugin: Mapping): number | null {
  const vlan = firstOf(VLAN_KEYS, (key) => numberAt(plugin, key));
  return vlan !== null && vlan > 0 && vlan <= MAX_VLAN ? vlan : null;
}

function firstOf<Found>(keys: readonly string[], find: (key: string) => Found | null): Found | null {
  for (const key of keys) {
    const found = find(key);
    if (found !== null) return found;
  }
  return null;
}
