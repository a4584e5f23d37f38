/** One station that sends from addresses of its own with the TTLs of two systems: likely two hosts, but no proof. */
import { formatIpv4 } from '../base/addresses.ts';
import type { Observations } from '../tally/observations.ts';
import { formatStation } from '../tally/station-text.ts';
import * as Trouble from '../tally/trouble-layout.ts';
import { openRequests } from './detectors/unanswered-flow.ts';
import type { DetectorInput, Fact } from './finding.ts';
import { at } from './flow-facts.ts';
import { earliest, latest } from './group-by.ts';
import type { Proof } from './twins.ts';

/** Linux, macOS and Android begin with 64, Windows with 128; a system has one of them. 255 is left out: appliances use it for some protocols only. */
const TTLS = [64, 128] as const;
/** Packets from an address: a single one may come of a program that sets its own TTL. */
const MIN_PACKETS = 3;

/** What a station sent from one address of its own. */
interface Speech {
  context: number;
  station: string;
  address: string;
  ttl: number;
  packets: number;
  first: number;
  last: number;
  /** Of its first ARP message. */
  claimFrame: number;
}

/** Stations with addresses of both kinds: not routed (the TTL is undiminished and the station claims the address by ARP), and not of one kernel. */
export function twinTtls(input: DetectorInput): Proof[] {
  const { observations } = input;
  const windows = speeches(observations, TTLS[1], () => true);
  const stations = new Set(windows.map(keyOf));
  if (stations.size === 0) return [];
  const others = speeches(observations, TTLS[0], (key) => stations.has(key));
  return [...new Set(others.map(keyOf))].map((key) =>
    proof(
      input,
      [...others, ...windows].filter((speech) => keyOf(speech) === key),
    ),
  );
}

const keyOf = ({ context, station }: Pick<Speech, 'context' | 'station'>): string => `${context} ${station}`;

/** Every address that its own station sent from with this TTL and no other. */
function speeches({ tallies, hosts }: Observations, ttl: number, wanted: (key: string) => boolean): Speech[] {
  const { table, ttlMin, ttlMax, frames, first, last } = hosts.bindings;
  const { claims, claimMismatches } = tallies.control.arp;
  const found: Speech[] = [];
  for (let row = 0; row < table.size; row++) {
    if (ttlMin[row] !== ttl || ttlMax[row] !== ttl || frames[row] < MIN_PACKETS) continue;
    const [context, high, low, version, address] = table.keys.subarray(row * table.width, (row + 1) * table.width);
    const station = formatStation(high, low);
    if (version !== 4 || station === null || !wanted(keyOf({ context, station }))) continue;
    const claim = claims.table.find(Int32Array.of(context, address, high, low), 0);
    if (claim < 0 || claimMismatches[claim] > 0) continue;
    found.push({
      context,
      station,
      address: formatIpv4(address >>> 0),
      ttl,
      packets: frames[row],
      first: first[row],
      last: last[row],
      claimFrame: claims.firstFrame[claim],
    });
  }
  return found;
}

function proof(input: DetectorInput, speeches: readonly Speech[]): Proof {
  const [{ station, context }] = speeches;
  const troubled = isTroubled(input, context, new Set(speeches.map(({ address }) => address)));
  const kinds = TTLS.map((ttl) => speeches.find((speech) => speech.ttl === ttl)!);
  return {
    station,
    context,
    severity: troubled ? 'warning' : 'info',
    confidence: troubled ? 0.65 : 0.45,
    how: `sends from ${kinds.map(({ address, ttl }) => `${address} with a TTL of ${ttl}`).join(' and from ')}${
      troubled ? ', and requests to them are not always answered' : ''
    }`,
    sure: false,
    count: speeches.length,
    first: earliest(speeches.map(({ first }) => first)),
    last: latest(speeches.map(({ last }) => last)),
    facts: kinds.flatMap((speech) => facts(input, speech)),
  };
}

function facts({ observations, flows: { view } }: DetectorInput, speech: Speech): Fact[] {
  const { context, station, address, ttl, packets, claimFrame } = speech;
  const fact = `packets from ${address} with a TTL of ${ttl}`;
  for (let flow = 0; flow < observations.tallies.flows.size; flow++) {
    if (at(view, flow).context !== context) continue;
    for (const direction of [0, 1] as const) {
      if (view.packets(direction) === 0 || view.address(direction) !== address || view.source(direction) !== station)
        continue;
      const frame = direction === 0 ? view.firstFrame : view.firstFrameB;
      return [{ fact, value: packets, unit: 'packets', frames: [frame, claimFrame] }];
    }
  }
  return [{ fact, value: packets, unit: 'packets', frames: [claimFrame] }];
}

/** True when requests to any of the addresses stay unanswered or have to be repeated. */
function isTroubled(input: DetectorInput, context: number, addresses: ReadonlySet<string>): boolean {
  const { view, troubled } = input.flows;
  const repeated = troubled.filter((flow) => at(view, flow).trouble(Trouble.SynRetransmissionsA) > 0);
  return [...openRequests(input), ...repeated].some(
    (flow) => at(view, flow).context === context && addresses.has(view.address(1)),
  );
}
