/** What a station address says of the device behind it (IEEE 802 §8.2: the U/L bit; product prefixes as their sources assign them). */

/** `nic`: a network card, real or a hypervisor's; `random`: locally administered, as the kernel draws it; the rest name who assigned it. */
export type StationKind = 'nic' | 'random' | 'calico' | 'ovn' | 'docker' | 'antrea' | 'virtual-router';

/** Stations are numbers of 48 bits. */
const LOW_BITS = 2 ** 24;
const LOCALLY_ADMINISTERED = 0x02;
/** Locally administered, and yet network cards: QEMU/KVM, OpenStack Neutron, Google Compute Engine (42:01 and four bytes of IPv4). */
const QEMU = 0x525400;
const NEUTRON = 0xfa163e;
const GOOGLE = 0x4201;
/** Host side of every Calico pod link (calico: cni-plugin/pkg/dataplane/linux). */
const CALICO_HOST_SIDE = 0xeeeeeeeeeeee;
/** Inner destination of all that Antrea tunnels (antrea: docs/design/ovs-pipeline.md). */
const ANTREA_VIRTUAL = 0xaabbccddeeff;
/** OVN-Kubernetes ports: 0a:58 and four bytes of IPv4. */
const OVN = 0x0a58;
/** Docker endpoints: 02:42 and four bytes of IPv4. */
const DOCKER = 0x0242;
/** VRRP virtual routers (RFC 9568 §7.3): 00:00:5e:00:01 or :02. */
const VIRTUAL_ROUTER = 0x00005e;

/** The kind of a station. */
export function stationKind(station: number): StationKind {
  const vendor = Math.floor(station / LOW_BITS);
  const pair = vendor >>> 8;
  if (station === CALICO_HOST_SIDE) return 'calico';
  if (station === ANTREA_VIRTUAL) return 'antrea';
  if (vendor === VIRTUAL_ROUTER) return 'virtual-router';
  if (pair === OVN) return 'ovn';
  if (pair === DOCKER) return 'docker';
  if (vendor === QEMU || vendor === NEUTRON || pair === GOOGLE) return 'nic';
  return ((vendor >>> 16) & LOCALLY_ADMINISTERED) !== 0 ? 'random' : 'nic';
}

/** The IPv4 address in the last four bytes of a station, where its kind puts one there. */
export const embeddedIpv4 = (station: number): number => station % 2 ** 32;

/** Six bytes of a station. */
export const stationBytes = (station: number): Uint8Array =>
  Uint8Array.from({ length: 6 }, (_, i) => Math.floor(station / 2 ** (40 - 8 * i)) & 0xff);
