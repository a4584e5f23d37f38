/** Addresses with prefix lengths (CIDR, RFC 4632 §3.1 and RFC 4291 §2.3). */
import { formatIpv4, formatIpv6, parseIpv4, parseIpv6 } from '../base/addresses.ts';

/** An address and how many of its leading bits name the network. */
export interface Subnet {
  /** Four or sixteen. */
  bytes: Uint8Array;
  bits: number;
}

/** Four or sixteen bytes; null for what is no address. */
export function addressBytes(text: string): Uint8Array | null {
  const ipv4 = parseIpv4(text);
  return ipv4 === null ? parseIpv6(text) : Uint8Array.of(ipv4 >>> 24, ipv4 >>> 16, ipv4 >>> 8, ipv4);
}

/** The address as reports write it; null for what is none. A prefix length is left off. */
export function canonicalAddress(text: string): string | null {
  const bytes = addressBytes(text.split('/', 1)[0].trim());
  return bytes === null ? null : formatAddress(bytes);
}

/** `172.16.10.0/24`; null without a prefix length or with an impossible one. */
export function parseSubnet(text: string): Subnet | null {
  const [address, length, ...rest] = text.trim().split('/');
  const bytes = addressBytes(address);
  if (bytes === null || rest.length > 0 || length === undefined || !/^\d{1,3}$/.test(length)) return null;
  const bits = Number(length);
  return bits <= bytes.length * 8 ? { bytes, bits } : null;
}

/** The network of an address with its prefix length, host bits cleared, as text. */
export function networkText({ bytes, bits }: Subnet): string {
  const network = bytes.map((byte, i) => byte & ~(0xff >> Math.min(8, Math.max(0, bits - i * 8))));
  return `${formatAddress(network)}/${bits}`;
}

/** True when the address is in the network. */
export function contains({ bytes, bits }: Subnet, address: Uint8Array): boolean {
  if (bytes.length !== address.length) return false;
  for (let i = 0; i * 8 < bits; i++) {
    const mask = 0xff & ~(0xff >> Math.min(8, bits - i * 8));
    if (((bytes[i] ^ address[i]) & mask) !== 0) return false;
  }
  return true;
}

/** True when any of the networks holds the address. */
export function anyContains(subnets: readonly string[], address: string): boolean {
  const bytes = addressBytes(address);
  if (bytes === null) return false;
  return subnets.some((text) => {
    const subnet = parseSubnet(text);
    return subnet !== null && contains(subnet, bytes);
  });
}

const formatAddress = (bytes: Uint8Array): string =>
  bytes.length === 4 ? formatIpv4(new DataView(bytes.buffer).getUint32(0)) : formatIpv6(bytes, 0);
