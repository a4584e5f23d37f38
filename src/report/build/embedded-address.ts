/** IPv4 addresses that software writes into MAC addresses (cni-signatures: OVN-Kubernetes and CNI plugins up to 0.6, Docker, Google Compute Engine). */

const SCHEMES: readonly string[] = ['0a:58', '02:42', '42:01'];

/** The address a MAC spells in its last four bytes, and the prefix that says so; null for other MACs. */
export function embeddedAddress(mac: string): { ip: string; scheme: string } | null {
  const scheme = mac.slice(0, 5);
  if (!SCHEMES.includes(scheme)) return null;
  const ip = mac
    .slice(6)
    .split(':')
    .map((byte) => Number.parseInt(byte, 16))
    .join('.');
  return { ip, scheme };
}
