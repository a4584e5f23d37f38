/** Who speaks: hardware addresses, the IP addresses they were seen with, and tunnel endpoints. */
import { Type } from 'typebox';
import { count, counts, flag, mac, name, orNull, text, texts, time } from './words.ts';

const MacEndpoint = Type.Object(
  {
    mac: mac('hardware address'),
    name: name(),
    vendor: orNull(Type.String(), 'owner of the OUI in the IEEE registry; null when it has none'),
    locallyAdministered: flag('the U/L bit is set: made up by software, not burnt in'),
    ips: texts('addresses that sent from this MAC'),
    framesSent: count('frames with this source address'),
    framesReceived: count('frames with this destination address'),
    embeddedIp: orNull(Type.String(), 'IPv4 address read out of the MAC itself; null when it holds none'),
    scheme: orNull(
      Type.String(),
      'prefix that says how the MAC was made, such as 0a:58, 02:42 or 42:01; null when unknown',
    ),
    firstSeen: orNull(time('time'), 'first frame from or to it; null without time stamps'),
    lastSeen: orNull(time('time'), 'last frame from or to it; null without time stamps'),
    interfaces: texts('interfaces that saw it, by name or number'),
  },
  { title: 'MacEndpoint' },
);

const IpEndpoint = Type.Object(
  {
    ip: text('IPv4 dotted, IPv6 as RFC 5952'),
    name: name(),
    macs: texts('hardware addresses it sent from'),
    framesSent: count('packets with this source address'),
    framesReceived: count('packets with this destination address'),
    bytesSent: count('original bytes of the frames it sent'),
    bytesReceived: count('original bytes of the frames it received'),
  },
  { title: 'IpEndpoint' },
);

/** Hardware and IP addresses; the lists may be cut, the totals never are. */
export const Endpoints = Type.Object(
  {
    totals: Type.Object({ macs: count('different MAC addresses'), ips: count('different IP addresses') }),
    macs: Type.Array(MacEndpoint),
    ips: Type.Array(IpEndpoint),
  },
  { title: 'Endpoints' },
);

/** All tunnels of one type and port. */
export const Tunnel = Type.Object(
  {
    type: text('vxlan, geneve, gre, ipip, wireguard …'),
    port: orNull(count('number'), 'UDP destination port; null for a tunnel that does not run over UDP'),
    ids: counts(
      'identifiers seen: VNIs, GRE keys, ERSPAN sessions; of L2TP tunnel and session as one number, 65536 × tunnel + session',
    ),
    endpoints: texts('outer IP addresses (VTEPs)'),
    frames: count('packets that carry it'),
    bytes: count('original bytes of those packets'),
    checksums: Type.Object({
      zero: count('packets whose outer UDP checksum is zero'),
      present: count('packets that carry an outer UDP checksum'),
    }),
  },
  { title: 'Tunnel' },
);
