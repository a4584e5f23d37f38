/** Stations and addresses, busiest first. */
import { formatIpv4, formatIpv6 } from '../../base/addresses.ts';
import type { Names } from '../../declared/names.ts';
import type { Observations } from '../../tally/observations.ts';
import { timeText } from '../../tally/observations.ts';
import { formatStation } from '../../tally/station-text.ts';
import type { Analysis, IpEndpoint, MacEndpoint } from '../analysis.ts';
import { embeddedAddress } from './embedded-address.ts';
import { placeNames } from './inputs.ts';

/** Addresses listed with one station, and stations with one address; a gateway has thousands. */
const MAX_COMPANIONS = 32;

/** Sources of hosts that have no address yet. */
const UNSPECIFIED: readonly string[] = ['0.0.0.0', '::'];

export interface EndpointOptions {
  /** Longest list; totals are of all. */
  top: number;
  /** Owner of a MAC's OUI; null when it is not registered. */
  vendorOf: (mac: string) => string | null;
  names: Names;
}

interface StationSum {
  sent: number;
  received: number;
  first: number;
  last: number;
  places: number;
  ips: Set<string>;
}

export function buildEndpoints(observations: Observations, options: EndpointOptions): Analysis['endpoints'] {
  const stations = stationSums(observations);
  const ipMacs = addBindings(observations, stations);
  const macs = [...stations].sort(([a, x], [b, y]) => y.sent + y.received - x.sent - x.received || (a < b ? -1 : 1));
  return {
    totals: { macs: macs.length, ips: observations.hosts.addresses.table.size },
    macs: macs.slice(0, options.top).map(([mac, sum]) => station(observations, mac, sum, options)),
    ips: addresses(observations, ipMacs, options),
  };
}

/** Stations over all chains of VLANs and tunnels. */
function stationSums({ hosts }: Observations): Map<string, StationSum> {
  const { table, sent, received, first, last } = hosts.stations;
  const sums = new Map<string, StationSum>();
  for (let row = 0; row < table.size; row++) {
    const mac = formatStation(table.keys[row * 3 + 1], table.keys[row * 3 + 2]);
    if (mac === null) continue;
    const sum = sums.get(mac) ?? {
      sent: 0,
      received: 0,
      first: Number.NaN,
      last: Number.NaN,
      places: 0,
      ips: new Set(),
    };
    sum.sent += sent[row];
    sum.received += received[row];
    if (!(sum.first <= first[row])) sum.first = first[row];
    if (!(sum.last >= last[row])) sum.last = last[row];
    sums.set(mac, sum);
  }
  return sums;
}

/** Joins stations with the addresses they sent from or claimed by ARP; answers the stations of each address. */
function addBindings(observations: Observations, stations: Map<string, StationSum>): Map<string, Set<string>> {
  const macsOf = new Map<string, Set<string>>();
  const join = (mac: string | null, ip: string, places: number): void => {
    const sum = mac === null ? undefined : stations.get(mac);
    if (mac === null || sum === undefined) return;
    sum.places |= places;
    if (UNSPECIFIED.includes(ip)) return;
    if (sum.ips.size < MAX_COMPANIONS) sum.ips.add(ip);
    const macs = macsOf.get(ip) ?? new Set();
    if (macs.size < MAX_COMPANIONS) macsOf.set(ip, macs.add(mac));
  };
  const { table, places } = observations.hosts.bindings;
  for (let row = 0; row < table.size; row++) {
    const [, high, low, version, address] = table.keys.subarray(row * 5, row * 5 + 5);
    join(formatStation(high, low), addressText(observations, version, address), places[row]);
  }
  const { claims } = observations.tallies.control.arp;
  for (let row = 0; row < claims.size; row++) {
    const [, address, high, low] = claims.table.keys.subarray(row * 4, row * 4 + 4);
    join(formatStation(high, low), formatIpv4(address >>> 0), 0);
  }
  return macsOf;
}

const addressText = ({ tallies }: Observations, version: number, address: number): string =>
  version === 4 ? formatIpv4(address >>> 0) : formatIpv6(tallies.flows.ipv6.bytes(address), 0);

function station(observations: Observations, mac: string, sum: StationSum, options: EndpointOptions): MacEndpoint {
  const embedded = embeddedAddress(mac);
  return {
    mac,
    name: options.names.ofMac(mac),
    vendor: options.vendorOf(mac),
    locallyAdministered: (Number.parseInt(mac.slice(0, 2), 16) & 2) !== 0,
    ips: [...sum.ips],
    framesSent: sum.sent,
    framesReceived: sum.received,
    embeddedIp: embedded?.ip ?? null,
    scheme: embedded?.scheme ?? null,
    firstSeen: timeText(observations, sum.first),
    lastSeen: timeText(observations, sum.last),
    interfaces: placeNames(observations, sum.places),
  };
}

function addresses(
  observations: Observations,
  macsOf: Map<string, Set<string>>,
  { top, names }: EndpointOptions,
): IpEndpoint[] {
  const { table, framesSent, framesReceived, bytesSent, bytesReceived } = observations.hosts.addresses;
  const rows = busiest(table.size, top, (row) => framesSent[row] + framesReceived[row]);
  return rows.map((row) => {
    const ip = addressText(observations, table.keys[row * 2], table.keys[row * 2 + 1]);
    return {
      ip,
      name: names.ofIp(ip),
      macs: [...(macsOf.get(ip) ?? [])],
      framesSent: framesSent[row],
      framesReceived: framesReceived[row],
      bytesSent: bytesSent[row],
      bytesReceived: bytesReceived[row],
    };
  });
}

/** The rows with the largest weights, largest first, ties in order of appearance. */
export function busiest(size: number, top: number, weight: (row: number) => number): number[] {
  const rows = Array.from({ length: size }, (_, row) => row);
  return rows.sort((a, b) => weight(b) - weight(a) || a - b).slice(0, top);
}
