/** Pseudonyms of interface names: the kind stays, for it is evidence, and what tells this device from others of its kind goes. */
import type { Words } from './words.ts';

/** Kinds that only a number follows. */
const NUMBERED =
  /^(any|lo|eth|net|ens|eno|wlan|wwan|wlp|wl|bond|team|br|bridge|cni|docker|dummy|flannel|cilium|vxlan|geneve|gre|gretap|sit|tunl|tun|tap|wg|kube|ipvs|weave|antrea|gw|ovs|ovn|k8s|mp|genev|sys|ipvlan|macvlan|macvtap|ipvl|macv|mv|ipv|vlan|vnet|virbr|lxdbr|lxcbr|host|calico|svc|node|nodelocaldns|en|wifi|ethernet|npf|loopback|local|area|connection|wireguard|kube|bridge|nflog|nfqueue|usbmon|bluetooth|ppp|ib|if)\d{0,4}$/;
/** systemd's names of slots and ports on the bus. */
const PREDICTABLE = /^(en|wl|ww|ib)(P\d+)?(p\d+)?(s\d+)?(f\d+)?(n[ps]?\d+)?(d\d+)?(v\d+)?(np\d+)?$/i;
/** Kinds that are followed by a hash, an address or a number of the cluster's. */
const HASHED = /^(cali|lxc|veth|tap|vnet|enx|azv|gke|eni|vif|qvo|qvb|qbr|br)(?=.)/;

/** The name that stands for a device's. */
export const deviceName = (name: string, words: Words): string =>
  name.toLowerCase().replace(/[a-z0-9]+|[^\x20-\x7e]+/g, (part) => partOf(part, words));

function partOf(part: string, words: Words): string {
  if (/^\d{1,4}$/.test(part) || NUMBERED.test(part) || PREDICTABLE.test(part)) return part;
  const kind = HASHED.exec(part)?.[0] ?? '';
  return kind + words.text(part.slice(kind.length), 'device');
}
