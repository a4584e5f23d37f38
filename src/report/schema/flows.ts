/** Conversations, outer and inner. */
import { Type } from 'typebox';
import { amount, count, mac, name, oneOf, orNull, text, time } from './words.ts';

const Port = orNull(Type.Integer({ minimum: 0, maximum: 65535 }), 'null where the protocol has no ports');

/** A tunnel type with the identifier of one virtual network. */
export const TunnelId = Type.Object(
  { type: text('such as vxlan'), id: orNull(count('identifier'), 'VNI or key; null when the type has none') },
  { title: 'TunnelId' },
);

const ChainLink = Type.Object(
  {
    type: text('vlan, mpls, or a tunnel type such as vxlan'),
    id: orNull(count('identifier'), 'VLAN identifier, label, VNI or key; null when the type has none'),
  },
  { title: 'ChainLink' },
);

/** Tags and tunnels around packets. */
export const Chain = Type.Array(ChainLink, {
  description: 'all VLAN tags, labels and tunnels around it, outermost first; empty on the bare wire',
});

const FlowEnd = Type.Object(
  {
    ip: text('IPv4 dotted, IPv6 as RFC 5952'),
    port: Port,
    name: name(),
    mac: orNull(mac('hardware address'), 'in front of this IP header; null when there is no Ethernet header'),
  },
  { title: 'FlowEnd' },
);

const Mss = orNull(count('bytes'), 'maximum segment size this side announced; null when its SYN was not seen');

const Tcp = Type.Object(
  {
    handshakeRttMs: orNull(
      amount('milliseconds'),
      'from the last SYN to the first SYN-ACK; null when they were not both seen',
    ),
    retransmissions: count('segments sent again'),
    outOfOrder: count('segments behind a later one'),
    resets: count('segments with RST'),
    zeroWindow: count('segments that announce window 0'),
    mss: Type.Object({ a: Mss, b: Mss }),
    state: text('how far the connection came, such as syn-sent, established, closed, reset'),
  },
  { title: 'FlowTcp' },
);

/** Both directions of one conversation; a is the side that sent the first SYN, or the first packet. */
export const Flow = Type.Object(
  {
    id: Type.String({
      pattern: '^[0-9a-f]+$',
      description: 'hexadecimal, the same in every report over the same packets',
    }),
    communityId: orNull(Type.String(), 'Community ID v1; null for protocols it does not cover'),
    layer: oneOf(['outer', 'inner'], 'inner: after the last tunnel header'),
    tunnel: orNull(TunnelId, 'innermost tunnel; null for a flow outside any'),
    vlan: orNull(count('VLAN identifier'), 'outermost tag; null for untagged frames'),
    chain: Chain,
    proto: text('named as in protocols: tcp, udp, icmp …'),
    icmp: orNull(
      Type.Object({ type: count('ICMP type'), code: count('ICMP code') }),
      'of the first packet; null unless proto is icmp or icmpv6',
    ),
    a: FlowEnd,
    b: FlowEnd,
    packetsAB: count('packets from a to b'),
    packetsBA: count('packets from b to a'),
    bytesAB: count('original bytes of the frames from a to b'),
    bytesBA: count('original bytes of the frames from b to a'),
    first: orNull(time('time'), 'first packet; null without a time stamp'),
    last: orNull(time('time'), 'last packet; null without a time stamp'),
    tcp: orNull(Tcp, 'null unless proto is tcp'),
  },
  { title: 'Flow' },
);

/** The flow table: exact totals, and its largest flows. */
export const Flows = Type.Object(
  {
    total: count('flows, outer and inner'),
    duplicates: count('packets seen again at another interface, not counted here unless asked for'),
    portless: count(
      'packets of tcp, udp or sctp without ports: later fragments, and headers that the snap length cut; in no flow of the list',
    ),
    byProtocol: Type.Record(Type.String(), count('flows'), { description: 'number of flows by proto' }),
    top: Type.Array(Flow, { description: 'by bytes, largest first; cut by --top' }),
  },
  { title: 'Flows' },
);
