/** Addresses that an IPAM section hands out: host-local (`subnet`, `ranges`), whereabouts (`range`, `ipRanges`), static (`addresses`). */
import type { DeclaredNetwork } from './declared.ts';
import { addressBytes, anyContains, canonicalAddress, contains, networkText, parseSubnet } from './subnet.ts';
import { asMapping, type Mapping, mappingAt, mappingsAt, textAt } from './tree.ts';

/** RFC 4291 §2.5.6. */
const LINK_LOCAL = { bytes: addressBytes('fe80::')!, bits: 10 };

/** What the section says, and what in it cannot work. */
export interface Ipam extends Pick<DeclaredNetwork, 'ipam' | 'subnets' | 'addresses' | 'gateways' | 'routes'> {
  complaints: string[];
}

/** One network of the section with what must lie in it. */
interface Scope {
  /** As written; null when the section names none. */
  text: string | null;
  /** Only a static address is an address of the pod itself. */
  isAddress: boolean;
  gateway: string | null;
  bounds: string[];
}

/** Reads `ipam` of a plugin; everything empty without one. */
export function readIpam(plugin: Mapping): Ipam {
  const section = mappingAt(plugin, 'ipam');
  const scopes = scopesOf(section);
  const networks = scopes.map(({ text }) => networkOf(text)).filter((network) => network !== null);
  const gateways = [...scopes.map(({ gateway }) => gateway), textAt(section, 'gateway')].filter(
    (gateway) => gateway !== null,
  );
  // The gateway beside `addresses` or `ranges` belongs to none of them; beside a subnet it was looked at with that.
  const ownGateway = rangeScope(section).text === null ? textAt(section, 'gateway') : null;
  const routes = mappingsAt(section, 'routes').map((route) => ({
    destination: textAt(route, 'dst') ?? '',
    gateway: textAt(route, 'gw'),
  }));
  return {
    ipam: textAt(section, 'type'),
    subnets: [...new Set(networks)],
    addresses: scopes.flatMap(({ isAddress, text }) => (isAddress && text !== null ? [text] : [])),
    gateways: [...new Set(gateways.map((gateway) => canonicalAddress(gateway) ?? gateway))],
    routes,
    complaints: [
      ...scopes.flatMap(scopeComplaints),
      ...offLink([ownGateway, ...routes.map(({ gateway }) => gateway)], networks),
    ],
  };
}

function scopesOf(section: Mapping): Scope[] {
  const ranges = Array.isArray(section.ranges) ? section.ranges.flat() : [];
  const sections = [section, ...ranges, ...mappingsAt(section, 'ipRanges')]
    .map(asMapping)
    .filter((one) => one !== null);
  return [...sections.map(rangeScope), ...mappingsAt(section, 'addresses').map(addressScope)].filter(
    ({ text }) => text !== null,
  );
}

const addressScope = (section: Mapping): Scope => ({
  text: textAt(section, 'address'),
  isAddress: true,
  gateway: textAt(section, 'gateway'),
  bounds: [],
});

const rangeScope = (section: Mapping): Scope => ({
  text: textAt(section, 'subnet') ?? textAt(section, 'range'),
  isAddress: false,
  gateway: textAt(section, 'gateway'),
  bounds: ['rangeStart', 'rangeEnd', 'range_start', 'range_end']
    .map((key) => textAt(section, key))
    .filter((bound) => bound !== null),
});

/** The network of a CIDR text; whereabouts also takes `10.0.0.5-10.0.0.9/24`. */
function networkOf(text: string | null): string | null {
  const subnet = parseSubnet((text ?? '').split('-').at(-1) ?? '');
  return subnet === null ? null : networkText(subnet);
}

function scopeComplaints({ text, gateway, bounds }: Scope): string[] {
  const network = networkOf(text);
  if (network === null) return [`'${text}' is no address with a prefix length, such as 192.168.1.0/24`];
  return [
    ...offLink([gateway], [network]),
    ...bounds
      .filter((bound) => !anyContains([network], bound))
      .map((bound) => `range bound ${bound} is outside of ${network}`),
  ];
}

/** Gateways that no network holds: the kernel refuses such a route, unless it is marked onlink. */
function offLink(gateways: readonly (string | null)[], networks: readonly string[]): string[] {
  return gateways
    .filter((gateway) => gateway !== null)
    .filter((gateway) => networks.length > 0 && !isReachable(gateway, networks))
    .map(
      (gateway) =>
        `gateway ${gateway} is not on-link: it is outside of ${networks.join(', ')}, so no neighbour can answer for it`,
    );
}

/** True also for what cannot be judged: link-local IPv6 gateways, and networks of the other version. */
function isReachable(gateway: string, networks: readonly string[]): boolean {
  const bytes = addressBytes(gateway);
  if (bytes === null || (bytes.length === 16 && contains(LINK_LOCAL, bytes))) return true;
  const same = networks.map(parseSubnet).filter((subnet) => subnet !== null && subnet.bytes.length === bytes.length);
  return same.length === 0 || anyContains(networks, gateway);
}
