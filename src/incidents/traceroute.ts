/** What traceroute leaves behind: routers that report packets out of hops, and a destination that refuses the last of them. */
import type { IcmpError } from '../tally/icmp-errors.ts';
import { TIME_EXCEEDED, TIME_EXCEEDED_6, UDP, UNREACHABLE, UNREACHABLE_6 } from './ip-numbers.ts';

/** Code 0: in transit; code 1 is a reassembly that took too long (fragments-lost). */
const IN_TRANSIT = 0;
/** "Port unreachable" (RFC 792; RFC 4443 §3.1). */
const PORT = 3;
const PORT_6 = 4;
/** traceroute(8) counts its port up with each probe, thirty hops of at most ten. */
const MAX_PROBES = 300;
/** Routers that report for one destination: traceroute makes each of them answer, a loop one or two. */
const TRACEROUTE_ROUTERS = 3;

/** Time exceeded in transit, about a packet whose addresses were quoted. */
export const isExpired = ({ version, type, code, source }: IcmpError): boolean =>
  source !== '' && type === (version === 4 ? TIME_EXCEEDED : TIME_EXCEEDED_6) && code === IN_TRANSIT;

/** The destination itself says that it has no such UDP port: where a traceroute by UDP ends, as it counts ports up from one that nobody uses. */
const isRefused = ({ version, type, code, reporter, destination, protocol }: IcmpError): boolean =>
  reporter === destination &&
  protocol === UDP &&
  (version === 4 ? type === UNREACHABLE && code === PORT : type === UNREACHABLE_6 && code === PORT_6);

const pathOf = ({ context, source, destination }: IcmpError): string => `${context} ${source} ${destination}`;

/** Tells which messages are traceroute's work: many routers report for one destination, or a later packet of the series got through; packets in a loop never do. */
export function traceroutes(errors: readonly IcmpError[]): {
  onTheWay: (expired: readonly IcmpError[]) => boolean;
  atTheEnd: (error: IcmpError) => boolean;
} {
  const begun = firstPorts(errors);
  const atTheEnd = (error: IcmpError): boolean => {
    const begin = begun.get(pathOf(error));
    if (begin === undefined || error.port === null || !isRefused(error)) return false;
    return error.port >= begin && error.port < begin + MAX_PROBES;
  };
  const arrived = new Set(errors.filter(atTheEnd).map(pathOf));
  return {
    onTheWay: (expired) =>
      new Set(expired.map(({ reporter }) => reporter)).size >= TRACEROUTE_ROUTERS || arrived.has(pathOf(expired[0])),
    atTheEnd,
  };
}

/** The lowest port of UDP packets that ran out of hops, by path. */
function firstPorts(errors: readonly IcmpError[]): ReadonlyMap<string, number> {
  const ports = new Map<string, number>();
  for (const error of errors) {
    if (!isExpired(error) || error.protocol !== UDP || error.port === null) continue;
    ports.set(pathOf(error), Math.min(error.port, ports.get(pathOf(error)) ?? error.port));
  }
  return ports;
}
