/** Broadcast, multicast, unicast and ARP: overall, and per interface, VLAN and VNI. */
import { Type } from 'typebox';
import { amount, count, counts, orNull, ratio, text, time } from './words.ts';

const cast = (title: string) =>
  Type.Object(
    { frames: count('packets'), bytes: count('bytes on the wire'), ratio: ratio('share of the frames of this group') },
    { title },
  );

const arp = Type.Object(
  {
    frames: count('ARP packets'),
    requests: count('requests, probes included'),
    replies: count('replies'),
    gratuitous: count('announcements: sender and target address are equal (RFC 5227)'),
    probes: count('requests with sender address 0.0.0.0 (RFC 5227)'),
    unanswered: count('requests without a reply from the target in the capture'),
  },
  { title: 'Arp' },
);

const shares = {
  frames: count('Ethernet frames of this group'),
  unicast: cast('Unicast'),
  broadcast: cast('Broadcast'),
  multicast: cast('Multicast'),
  arp,
};

const PerInterface = Type.Object(
  {
    interface: text('name of the interface, or its number when it has none'),
    input: count('index into inputs, from 0'),
    ...shares,
  },
  { title: 'InterfaceShares' },
);

const PerVlan = Type.Object({ vid: count('VLAN identifier, the outermost tag'), ...shares }, { title: 'VlanShares' });

const PerVni = Type.Object(
  { type: text('tunnel type, such as vxlan'), vni: count('virtual network identifier'), ...shares },
  { title: 'VniShares', description: 'the inner Ethernet frames of one virtual network' },
);

const Timeline = Type.Object(
  {
    start: orNull(
      time('time'),
      'start of the first bucket, a multiple of bucketSeconds since 1970; null without time stamps',
    ),
    bucketSeconds: amount('width of a bucket in seconds'),
    broadcast: counts('broadcast frames per bucket'),
    multicast: counts('multicast frames per bucket'),
    arp: counts('ARP packets per bucket'),
    frames: counts('all packets per bucket'),
    segments: Type.Array(
      Type.Object(
        { segment: count('index into segments, from 0'), frames: counts('packets per bucket') },
        { title: 'SegmentTimeline' },
      ),
      { description: 'the segments with the most packets, 8 at most; none when there are fewer than two' },
    ),
    others: counts('packets per bucket of all other segments and of none; with segments they add up to frames'),
  },
  { title: 'Timeline' },
);

/** Destination address class of the outermost Ethernet header, and what ARP does. */
export const LinkLayer = Type.Object(
  {
    ...shares,
    vlans: Type.Array(
      Type.Object({ vid: count('VLAN identifier'), frames: count('frames that carry it at any depth') }),
    ),
    perInterface: Type.Array(PerInterface),
    perVlan: Type.Array(PerVlan),
    perVni: Type.Array(PerVni),
    timeline: Timeline,
  },
  { title: 'LinkLayer' },
);
