/** The ports that Community ID v1 gives to ICMP and ICMPv6, so that a request and its reply are one flow (corelight/community-id-spec, README). */
import * as IpNumber from '../wire/ip-number.ts';

/** Types that answer one another: echo, timestamp, information, address mask, router solicitation and advertisement. */
const PAIRS: Readonly<Record<number, readonly (readonly [number, number])[]>> = {
  [IpNumber.Icmp]: [
    [8, 0],
    [13, 14],
    [15, 16],
    [17, 18],
    [10, 9],
  ],
  // Echo, MLD query and report, router and neighbour discovery, node information, home agent discovery.
  [IpNumber.Icmpv6]: [
    [128, 129],
    [130, 131],
    [133, 134],
    [135, 136],
    [139, 140],
    [144, 145],
  ],
};
const NO_COUNTERPART = 0xffff;

const counterparts = (protocol: number): Uint16Array => {
  const table = new Uint16Array(256).fill(NO_COUNTERPART);
  for (const [one, other] of PAIRS[protocol]) {
    table[one] = other;
    table[other] = one;
  }
  return table;
};
const ICMP = counterparts(IpNumber.Icmp);
const ICMPV6 = counterparts(IpNumber.Icmpv6);

/** Marks a code: the two directions of a type that nothing answers are two flows, also where type and code are equal. */
const CODE = 0x100;

/** The ports word for a type and code (type << 8 | code): type and answering type, or type and marked code where nothing answers. */
export function icmpPorts(protocol: number, typeAndCode: number): number {
  const type = typeAndCode >> 8;
  const counterpart = (protocol === IpNumber.Icmp ? ICMP : ICMPV6)[type];
  return (type << 16) | (counterpart === NO_COUNTERPART ? CODE | (typeAndCode & 0xff) : counterpart);
}

/** The code of a one-way type, given its second port. */
export const codeOf = (port: number): number => port & ~CODE;

/** True for types that go one way only: Community ID does not order their ends. */
export const isOneWay = (protocol: number, type: number): boolean =>
  (protocol === IpNumber.Icmp ? ICMP : ICMPV6)[type] === NO_COUNTERPART;
