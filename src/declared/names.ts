/** Whose an address is, as declared. */
import type { Declared } from './declared.ts';

/** Owners named for one address; an ipvlan master carries all pods of its node. */
const MAX_OWNERS = 2;

/** Names by address. */
export interface Names {
  /** `namespace/pod (net1)`, `node worker-1`; null when nobody declares the address. IPv6 as RFC 5952. */
  ofIp(ip: string): string | null;
  /** The same for a hardware address in lower case with colons. */
  ofMac(mac: string): string | null;
}

/** Nobody has a name. */
export const NO_NAMES: Names = { ofIp: () => null, ofMac: () => null };

/** A look-up over everything declared. */
export function nameOf(declared: Declared | null): Names {
  if (declared === null) return NO_NAMES;
  const byIp = new Owners();
  const byMac = new Owners();
  for (const { namespace, name, node, nodeIps, interfaces } of declared.pods) {
    if (node !== null) for (const ip of nodeIps) byIp.add(ip, `node ${node}`);
    for (const { device, ips, mac } of interfaces) {
      const owner = `${namespace}/${name}${device === null ? '' : ` (${device})`}`;
      for (const ip of ips) byIp.add(ip, owner);
      if (mac !== null) byMac.add(mac, owner);
    }
  }
  return { ofIp: (ip) => byIp.of(ip), ofMac: (mac) => byMac.of(mac) };
}

/** Owners by address. */
class Owners {
  private readonly owners = new Map<string, Set<string>>();

  add(address: string, owner: string): void {
    const known = this.owners.get(address);
    if (known === undefined) this.owners.set(address, new Set([owner]));
    else known.add(owner);
  }

  of(address: string): string | null {
    const owners = this.owners.get(address);
    if (owners === undefined) return null;
    const named = [...owners].slice(0, MAX_OWNERS).join(', ');
    return owners.size > MAX_OWNERS ? `${named} and ${owners.size - MAX_OWNERS} more` : named;
  }
}
