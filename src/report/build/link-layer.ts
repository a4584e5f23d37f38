/** Broadcast, multicast, unicast and ARP: overall and by interface, VLAN and virtual network. */
import type { ArpTally } from '../../tally/arp.ts';
import type { ArpCounts } from '../../tally/arp-counts.ts';
import * as ArpKind from '../../tally/arp-kind.ts';
import * as Bucket from '../../tally/bucket-layout.ts';
import { vlansOf } from '../../tally/chain-names.ts';
import type { CastCounts } from '../../tally/l2.ts';
import { type Observations, placeName } from '../../tally/observations.ts';
import { formatTime } from '../../tally/times.ts';
import * as Cast from '../../wire/cast.ts';
import * as Protocol from '../../wire/protocol.ts';
import { protocolName } from '../../wire/registry.ts';
import type { LinkLayer } from '../analysis.ts';
import { type SegmentOf, segmentTimeline } from './segment-timeline.ts';

/** Buckets of the report's timeline: enough for a chart as wide as a terminal. */
const MAX_BUCKETS = 120;

type Shares = Omit<LinkLayer, 'vlans' | 'perInterface' | 'perVlan' | 'perVni' | 'timeline'>;
type Arp = Shares['arp'];

/** `segments` is how many the report lists. */
export function buildLinkLayer(observations: Observations, segments: number, segmentOf: SegmentOf): LinkLayer {
  const { l2, places, control } = observations.tallies;
  const arp = new ArpSums(control.arp, 'place');
  const inside = new ArpSums(control.arp, 'context');
  const perPlace = places.list.map((_, place) => l2.place(place));
  return {
    ...shares(sum(perPlace), arp.over(places.list.keys())),
    vlans: vlans(observations),
    perInterface: perPlace.map((counts, place) => ({
      interface: placeName(observations, place),
      input: inputOf(observations, place),
      ...shares(counts, arp.over([place])),
    })),
    perVlan: perVlan(observations, inside),
    perVni: perVni(observations, inside),
    timeline: timeline(observations, segments, segmentOf),
  };
}

/** Only Ethernet frames have a class; those without (`Cast.None`) are in no sum. */
function shares({ frames, bytes }: CastCounts, arp: Arp): Shares {
  const total = frames[Cast.Unicast] + frames[Cast.Broadcast] + frames[Cast.Multicast];
  const share = (cast: number) => ({
    frames: frames[cast],
    bytes: bytes[cast],
    ratio: total === 0 ? 0 : frames[cast] / total,
  });
  return {
    frames: total,
    unicast: share(Cast.Unicast),
    broadcast: share(Cast.Broadcast),
    multicast: share(Cast.Multicast),
    arp,
  };
}

function sum(all: readonly CastCounts[]): CastCounts {
  const add = (lists: readonly number[][]): number[] =>
    [0, 1, 2, 3].map((cast) => lists.reduce((total, list) => total + list[cast], 0));
  return { frames: add(all.map(({ frames }) => frames)), bytes: add(all.map(({ bytes }) => bytes)) };
}

function inputOf({ inputs, tallies }: Observations, place: number): number {
  const index = tallies.places.list[place].interface;
  return inputs.findLastIndex(({ firstInterface, interfaces }) => firstInterface <= index && interfaces.length > 0);
}

const everyContext = ({ contexts }: Observations): number[] =>
  Array.from({ length: contexts.size }, (_, context) => context);

const framesIn = ({ frames }: CastCounts): number => frames.reduce((total, count) => total + count, 0);

/** Tags at any depth; a frame with two tags adds to both. */
function vlans(observations: Observations): LinkLayer['vlans'] {
  const frames = new Map<number, number>();
  for (const context of everyContext(observations)) {
    const count = framesIn(observations.tallies.l2.context(context));
    const ids = count === 0 ? [] : new Set(vlansOf(observations.contexts, context));
    for (const id of ids) frames.set(id, (frames.get(id) ?? 0) + count);
  }
  return [...frames].sort(([a], [b]) => a - b).map(([vid, count]) => ({ vid, frames: count }));
}

/** Frames whose outermost tag this is, by how they were addressed in front of it; ARP behind that tag, not in tunnels further in. */
function perVlan(observations: Observations, inside: ArpSums): LinkLayer['perVlan'] {
  const groups = group(observations, inside, (context) => {
    const chain = observations.contexts.chain(context);
    return chain.length > 0 && chain.every(({ kind }) => kind === Protocol.Vlan) ? String(chain[0].id) : null;
  });
  return groups.map(([vid, { counts, arp }]) => ({ vid: Number(vid), ...shares(counts, arp) }));
}

/** Frames inside each virtual network, of tunnels that carry Ethernet; a further tunnel in it may carry none. */
function perVni(observations: Observations, inside: ArpSums): LinkLayer['perVni'] {
  const groups = group(observations, inside, (context) => {
    const last = observations.contexts.chain(context).findLast(({ kind }) => kind !== Protocol.Vlan);
    const isTunnel = last !== undefined && last === observations.contexts.tunnel(context);
    return isTunnel && last.id >= 0 ? `${protocolName(last.kind)} ${last.id}` : null;
  });
  return groups
    .map(([name, { counts, arp }]) => {
      const [type, id] = name.split(' ');
      return { type, vni: Number(id), ...shares(counts, arp) };
    })
    .filter(({ frames }) => frames > 0);
}

function group(
  observations: Observations,
  inside: ArpSums,
  keyOf: (context: number) => string | null,
): [string, { counts: CastCounts; arp: Arp }][] {
  const { l2 } = observations.tallies;
  const groups = new Map<string, number[]>();
  for (const context of everyContext(observations)) {
    const any = framesIn(l2.context(context)) + framesIn(l2.passing(context)) > 0;
    const key = any ? keyOf(context) : null;
    if (key === null) continue;
    const members = groups.get(key);
    if (members) members.push(context);
    else groups.set(key, [context]);
  }
  return [...groups].map(([key, members]) => [
    key,
    {
      counts: sum(members.flatMap((context) => [l2.context(context), l2.passing(context)])),
      arp: inside.over(members),
    },
  ]);
}

/** ARP counters summed over places or chains. */
class ArpSums {
  private readonly counts: ArpCounts;
  private readonly unanswered: Map<number, number>;

  constructor(arp: ArpTally, group: 'place' | 'context') {
    this.counts = group === 'place' ? arp.byPlace : arp.byContext;
    this.unanswered = arp.unansweredBy(group);
  }

  over(members: Iterable<number>): Arp {
    const all = [...members];
    const total = (kind: number): number => all.reduce((sum, member) => sum + this.counts.of(member, kind), 0);
    return {
      frames: total(ArpKind.Frames),
      requests: total(ArpKind.Requests),
      replies: total(ArpKind.Replies),
      gratuitous: total(ArpKind.Gratuitous),
      probes: total(ArpKind.Probes),
      unanswered: all.reduce((sum, member) => sum + (this.unanswered.get(member) ?? 0), 0),
    };
  }
}

function timeline(
  { tallies, epochSeconds }: Observations,
  segments: number,
  segmentOf: SegmentOf,
): LinkLayer['timeline'] {
  const { timeline: buckets } = tallies;
  const { merge, seconds } = buckets.fit(MAX_BUCKETS);
  const startNs = Math.floor(buckets.startNs / (buckets.widthNs * merge)) * buckets.widthNs * merge;
  return {
    start: buckets.buckets === 0 ? null : formatTime(startNs, epochSeconds),
    bucketSeconds: seconds,
    broadcast: buckets.lane(Bucket.Broadcast, merge),
    multicast: buckets.lane(Bucket.Multicast, merge),
    arp: buckets.lane(Bucket.Arp, merge),
    frames: buckets.lane(Bucket.Frames, merge),
    ...segmentTimeline(buckets, segments, segmentOf, merge),
  };
}
