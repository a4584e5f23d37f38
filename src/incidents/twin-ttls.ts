/** One station that sends from addresses of its own with the TTLs of two systems: likely two hosts, but no proof. */
import { formatIpv4 } from '../base/addresses.ts';
import type { Observations } from '../tally/observations.ts';
import { formatStation } from '../tally/station-text.ts';
import * as Trouble from '../tally/trouble-layout.ts';
import { openRequests } from './detectors/unanswered-flow.ts';
import type { DetectorInput } from './finding.ts';
import { at } from './flow-facts.ts';
import { earliest, groupBy, latest } from './group-by.ts';
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
  const both = new Set(others.map(keyOf));
  const twins = [...others, ...windows].filter((speech) => both.has(keyOf(speech)));
  const knowledge = { frames: firstFrames(input, twins), troubled: troubledAddresses(input) };
  return [...groupBy(twins, keyOf).values()].map((same) => proof(knowledge, same));
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

/** What the flows tell of the twins. */
interface Knowledge {
  /** By station and address: a frame that the station sent from it. */
  frames: ReadonlyMap<string, number>;
  /** Addresses, with their chains, that requests do not always reach. */
  troubled: ReadonlySet<string>;
}

function proof({ frames, troubled }: Knowledge, twins: readonly Speech[]): Proof {
  const [{ station, context }] = twins;
  const isTroubled = twins.some(({ address }) => troubled.has(`${context} ${address}`));
  const kinds = TTLS.map((ttl) => twins.find((speech) => speech.ttl === ttl)!);
  return {
    station,
    context,
    severity: isTroubled ? 'warning' : 'info',
    confidence: isTroubled ? 0.65 : 0.45,
    how: `sends from ${kinds.map(({ address, ttl }) => `${address} with a TTL of ${ttl}`).join(' and from ')}${
      isTroubled ? ', and requests to them are not always answered' : ''
    }`,
    sure: false,
    count: twins.length,
    first: earliest(twins.map(({ first }) => first)),
    last: latest(twins.map(({ last }) => last)),
    facts: kinds.map((speech) => ({
      fact: `packets from ${speech.address} with a TTL of ${speech.ttl}`,
      value: speech.packets,
      unit: 'packets',
      frames: [frames.get(speechKey(speech)) ?? 0, speech.claimFrame],
    })),
  };
}

const speechKey = ({ context, station, address }: Speech): string => `${context} ${station} ${address}`;

/** The first packet of each. */
function firstFrames({ observations, flows: { view } }: DetectorInput, twins: readonly Speech[]): Map<string, number> {
  const frames = new Map(twins.map((speech) => [speechKey(speech), 0]));
  const contexts = new Set(twins.map(({ context }) => context));
  for (let flow = 0; flow < observations.tallies.flows.size; flow++) {
    const { context } = at(view, flow);
    if (!contexts.has(context) || view.isIpv6) continue;
    for (const direction of [0, 1] as const) {
      if (!TTLS.some((ttl) => ttl === view.ttl(direction))) continue;
      const key = `${context} ${view.source(direction)} ${view.address(direction)}`;
      if (frames.get(key) === 0) frames.set(key, direction === 0 ? view.firstFrame : view.firstFrameB);
    }
  }
  return frames;
}

/** Addresses whose requests stay unanswered or have to be repeated. */
function troubledAddresses(input: DetectorInput): Set<string> {
  const { view, synsResent } = input.flows;
  const repeated = synsResent.filter((flow) => at(view, flow).trouble(Trouble.SynRetransmissionsA) > 0);
  return new Set([...openRequests(input), ...repeated].map((flow) => `${at(view, flow).context} ${view.address(1)}`));
}
