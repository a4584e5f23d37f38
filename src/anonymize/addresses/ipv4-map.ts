/** Pseudonyms of IPv4 addresses: Crypto-PAn, with special addresses (IANA's registry, RFC 6890) left what they are. */
import { parseIpv4 } from '../../base/addresses.ts';
import type { Secret } from '../secret.ts';
import { type Pin, PrefixMap } from './prefix-map.ts';

export const IPV4_BYTES = 4;
/** Of a multicast address, the bits that its Ethernet address holds (RFC 1112 §6.4). */
const GROUP_BITS = 23;
const GROUP_SHIFT = 24 - GROUP_BITS;
const MULTICAST = 0xe0;

/** Ranges that stay what they are, their addresses being replaced: this network, private (RFC 1918), shared, link-local, multicast, reserved. */
const RANGES = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/**
 * Addresses that name no one: unspecified, loopback, limited broadcast; Calico's and ptp's gateway 169.254.1.1, NodeLocal DNS 169.254.20.10, and what clouds
 * answer under: metadata, AWS's name and time servers.
 */
const CONSTANTS = [
  '0.0.0.0/32',
  '127.0.0.0/8',
  '255.255.255.255/32',
  '169.254.1.1/32',
  '169.254.20.10/32',
  '169.254.169.254/32',
  '169.254.169.253/32',
  '169.254.169.123/32',
];
/** Groups of protocols: 224.0.0.0/23, and SSDP's; in the bits of the Ethernet address, shifted to the left. */
const GROUPS = [
  { prefix: Uint8Array.of(0, 0, 0), bits: 14, whole: true },
  { prefix: Uint8Array.of(0xff, 0xff, 0xfa << GROUP_SHIFT), bits: GROUP_BITS, whole: true },
];

export class Ipv4Map {
  private readonly unicast: PrefixMap;
  private readonly groups: PrefixMap;

  constructor(secret: Secret) {
    this.unicast = new PrefixMap(secret, 'ipv4', 32, PINS);
    this.groups = new PrefixMap(secret, 'ipv4 groups', GROUP_BITS, GROUPS);
  }

  /** The pseudonym of the address at `at`. */
  of(bytes: Uint8Array, at = 0): Uint8Array {
    const address = bytes.slice(at, at + IPV4_BYTES);
    return address[0] >> 4 === MULTICAST >> 4 ? this.group(address) : this.unicast.of(address);
  }

  /** The last three bytes of a group's Ethernet address: 23 bits of the group. */
  groupBits(bytes: Uint8Array, at: number): Uint8Array {
    const value = ((bytes[at] & 0x7f) << 16) | (bytes[at + 1] << 8) | bytes[at + 2];
    const mapped = this.groups.of(threeBytes(value << GROUP_SHIFT));
    return threeBytes(((mapped[0] << 16) | (mapped[1] << 8) | mapped[2]) >>> GROUP_SHIFT);
  }

  private group(address: Uint8Array): Uint8Array {
    const low = this.groupBits(address, 1);
    return Uint8Array.of(address[0], (address[1] & 0x80) | low[0], low[1], low[2]);
  }
}

const threeBytes = (value: number): Uint8Array =>
  Uint8Array.of((value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);

const pinOf = (cidr: string, whole: boolean): Pin => {
  const [address, bits] = cidr.split('/');
  const value = parseIpv4(address) ?? 0;
  return { prefix: Uint8Array.of(value >>> 24, ...threeBytes(value)), bits: Number(bits), whole };
};

const PINS = [...RANGES.map((range) => pinOf(range, false)), ...CONSTANTS.map((range) => pinOf(range, true))];
