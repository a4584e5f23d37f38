/**
 * The ports that Community ID v1 gives to ICMP and ICMPv6, so that a request and its reply are one flow (corelight/community-id-spec, README): type and answering
 * type, or type and marked code where nothing answers. kernel/rows.ts writes them.
 */
import * as IpNumber from '../wire/ip-number.ts';
import { CODE, NO_COUNTERPART } from './icmp-ports-layout.ts';

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

const counterparts = (protocol: number): Uint16Array => {
  const table = new Uint16Array(256).fill(NO_COUNTERPART);
  for (const [one, other] of PAIRS[protocol]) {
    table[one] = other;
    table[other] = one;
  }
  return table;
};
/** Answering types by type; NO_COUNTERPART where nothing answers. */
export const ICMP = counterparts(IpNumber.Icmp);
export const ICMPV6 = counterparts(IpNumber.Icmpv6);

/** The code of a one-way type, given its second port. */
export const codeOf = (port: number): number => port & ~CODE;

/** True for types that go one way only: Community ID does not order their ends. */
export const isOneWay = (protocol: number, type: number): boolean =>
  (protocol === IpNumber.Icmp ? ICMP : ICMPV6)[type] === NO_COUNTERPART;
