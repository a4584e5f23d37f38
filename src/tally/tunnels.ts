/** Tunnels by encapsulation, port, identifier and the two tunnel endpoints (VTEPs), each direction apart. */
import { type Column, ensureRow } from '../base/columns.ts';
import * as ipv4 from '../wire/ipv4.ts';
import * as ipv6 from '../wire/ipv6.ts';
import { OUTER, type Packet } from '../wire/packet.ts';
import * as Path from '../wire/path.ts';
import * as Protocol from '../wire/protocol.ts';
import { CHECKSUM as UDP_CHECKSUM } from '../wire/udp.ts';
import { InnerStations } from './inner-stations.ts';
import { Sightings } from './sightings.ts';
import { isTelling } from './telling.ts';
import { TunnelChecksums } from './tunnel-checksums.ts';
import { tunnelId } from './tunnel-id.ts';

/** Key: protocol id, UDP destination port, identifier, IP version, source address (4), destination address (4). */
export const TUNNEL_KEY_WORDS = 12;
/** Of a tunnel's TCP and UDP that opens nothing, one packet of so many is looked into: the stations of a conversation do not change. */
const SAMPLED = 16;
/** Encapsulations that are tallied as tunnels. */
const IS_TUNNEL = new Uint8Array(64);
for (const protocol of [
  Protocol.Vxlan,
  Protocol.VxlanGpe,
  Protocol.Geneve,
  Protocol.Gre,
  Protocol.Erspan,
  Protocol.Ipip,
  Protocol.Wireguard,
  Protocol.Esp,
  Protocol.L2tp,
])
  IS_TUNNEL[protocol] = 1;

export class TunnelTally {
  readonly sightings = new Sightings(TUNNEL_KEY_WORDS);
  bytes: Column = new Float64Array(0);
  /** Datagrams whose UDP checksum is 0: not computed. */
  zeroChecksums: Column = new Float64Array(0);
  dontFragment: Column = new Float64Array(0);
  /** Datagrams whose UDP source and destination ports are equal. */
  samePorts: Column = new Float64Array(0);
  /** Geneve: class << 8 | type of the first option of the first frame that had one; 0 when none did. */
  geneveOption: Column = new Float64Array(0);
  readonly checksums = new TunnelChecksums();
  readonly stations = new InnerStations();
  private readonly key = new Int32Array(TUNNEL_KEY_WORDS);

  /** Counts every tunnel header of the packet. */
  add(packet: Packet): void {
    const { protocols, starts, whole } = packet;
    let ip = -1;
    let udp = -1;
    for (let i = 0; i < whole; i++) {
      const protocol = protocols[i];
      if (protocol === Protocol.Ipv4 || protocol === Protocol.Ipv6) {
        ip = starts[i];
        udp = -1;
      } else if (protocol === Protocol.Udp) udp = starts[i];
      else if (IS_TUNNEL[protocol] !== 0 && ip >= 0) this.count(packet, i, ip, udp);
    }
  }

  private count(packet: Packet, layer: number, ip: number, udp: number): void {
    const { view } = packet;
    const { key } = this;
    const at = packet.starts[layer];
    key[0] = packet.protocols[layer];
    key[1] = udp < 0 ? 0 : view.getUint16(udp + 2);
    key[2] = tunnelId(packet, layer);
    this.addresses(view, ip);
    const row = this.sightings.add(key, packet);
    if (row < 0) return;
    if (row >= this.bytes.length) this.grow(row);
    this.bytes[row] += packet.wireLength;
    if (udp >= 0 && view.getUint16(udp + UDP_CHECKSUM) === 0) this.zeroChecksums[row]++;
    if (udp >= 0 && view.getUint16(udp) === key[1]) this.samePorts[row]++;
    if (key[3] === 4 && (view.getUint16(ip + ipv4.FLAGS_OFFSET) & ipv4.DONT_FRAGMENT) !== 0) this.dontFragment[row]++;
    if (key[0] === Protocol.Geneve && this.geneveOption[row] === 0 && (view.getUint8(at) & 0x3f) !== 0) {
      this.geneveOption[row] = at + 12 <= packet.end ? view.getUint32(at + 8) >>> 8 : 0;
    }
    if (this.sightings.frames[row] % SAMPLED === 1 || isTelling(packet)) this.lookInside(packet, layer, row);
  }

  /** What few packets are asked. */
  private lookInside(packet: Packet, layer: number, row: number): void {
    const { protocols, starts, whole, paths } = packet;
    const carrier = layer > 0 && protocols[layer - 1] === Protocol.Udp ? starts[layer - 1] : -1;
    if (carrier >= 0 && carrier === paths[OUTER + Path.Transport]) this.checksums.look(packet, row);
    const inside = layer + 1;
    if (inside < whole && protocols[inside] === Protocol.Ethernet) this.stations.add(packet, row, starts[inside]);
  }

  private addresses(view: DataView, ip: number): void {
    const { key } = this;
    const four = view.getUint8(ip) >> 4 === 4;
    key[3] = four ? 4 : 6;
    for (let i = 0; i < 4; i++) {
      if (four) {
        key[4 + i] = i === 0 ? view.getInt32(ip + ipv4.SOURCE) : 0;
        key[8 + i] = i === 0 ? view.getInt32(ip + ipv4.DESTINATION) : 0;
      } else {
        key[4 + i] = view.getInt32(ip + ipv6.SOURCE + 4 * i);
        key[8 + i] = view.getInt32(ip + ipv6.DESTINATION + 4 * i);
      }
    }
  }

  private grow(row: number): void {
    this.bytes = ensureRow(this.bytes, row);
    this.zeroChecksums = ensureRow(this.zeroChecksums, row);
    this.dontFragment = ensureRow(this.dontFragment, row);
    this.samePorts = ensureRow(this.samePorts, row);
    this.geneveOption = ensureRow(this.geneveOption, row);
  }
}
