/** Tunnels by encapsulation, port, identifier and the two tunnel endpoints (VTEPs), each direction apart. */
import { type Column, ensureRow } from '../base/columns.ts';
import { optionsEnd, optionsStart } from '../wire/geneve.ts';
import { UDP_CHECKSUM } from '../wire/header-layout.ts';
import * as ipv4 from '../wire/ipv4.ts';
import * as ipv6 from '../wire/ipv6.ts';
import { MAX_LAYERS, OUTER, type Packet } from '../wire/packet.ts';
import * as Path from '../wire/path.ts';
import * as Protocol from '../wire/protocol.ts';
import { InnerStations } from './inner-stations.ts';
import type { Kernel } from './kernel.ts';
import * as Layout from './kernel-layout.ts';
import { column } from './kernel-tables.ts';
import { Sightings } from './sightings.ts';
import { isTelling } from './telling.ts';
import { TunnelChecksums } from './tunnel-checksums.ts';
import { tunnelId, writeId } from './tunnel-id.ts';
import * as Tunnel from './tunnel-layout.ts';

export { KEY_WORDS as TUNNEL_KEY_WORDS } from './tunnel-layout.ts';

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

/** Of the packets of a row, those that another row of the same protocol and port has counted: a tunnel inside a tunnel. */
interface Repeats {
  frames: number;
  bytes: number;
  zeroChecksums: number;
}

const NO_REPEATS: Repeats = { frames: 0, bytes: 0, zeroChecksums: 0 };

/** Rows are numbered here and counted by the kernel (kernel/tunnels.ts); its counts are in the columns once all packets are in. */
export class TunnelTally {
  readonly sightings = new Sightings(Tunnel.KEY_WORDS);
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
  private readonly key = new Int32Array(Tunnel.KEY_WORDS);
  private readonly repeats = new Map<number, Repeats>();
  /** Protocol and port of the tunnel headers of the packet so far. */
  private readonly kinds = new Int32Array(MAX_LAYERS);
  private kindCount = 0;

  /** Counts every tunnel header of the packet. */
  add(packet: Packet, kernel: Kernel): void {
    const { protocols, starts, whole } = packet;
    this.kindCount = 0;
    let ip = -1;
    let udp = -1;
    for (let i = 0; i < whole; i++) {
      const protocol = protocols[i];
      if (protocol === Protocol.Ipv4 || protocol === Protocol.Ipv6) {
        ip = starts[i];
        udp = -1;
      } else if (protocol === Protocol.Udp) udp = starts[i];
      else if (IS_TUNNEL[protocol] !== 0 && ip >= 0) this.count(packet, kernel, i, ip, udp);
    }
  }

  /** The row of the key at `words[at …]`, a new one when this frame is the first; −1 when the table is full. */
  rowOf(words: Int32Array, at: number, frame: number, place: number): number {
    const { sightings } = this;
    const known = sightings.size;
    const row = sightings.table.rowOf(words, at);
    if (row === known) sightings.begin(row, frame, place);
    return row;
  }

  /** True when a row has the key and a Geneve option that was read: those of more frames change nothing. */
  knowsOption(words: Int32Array, at: number): boolean {
    const row = this.sightings.table.find(words, at);
    return row >= 0 && this.geneveOption[row] > 0;
  }

  /** What is to be taken off a row, or off a sum of rows of its protocol and port, when packets are asked for, not headers. */
  repeatsOf(row: number): Readonly<Repeats> {
    return this.repeats.get(row) ?? NO_REPEATS;
  }

  /** Takes over what the kernel counted; call once, when all packets are in. */
  finish({ memory }: Kernel): void {
    const { sightings } = this;
    const counted = new Float64Array(memory.buffer, Layout.TUNNELS, sightings.size * Tunnel.ROW_DOUBLES);
    const counts = (field: number): Column => column(counted, field, sightings.size);
    sightings.frames = counts(Tunnel.Frames);
    sightings.first = counts(Tunnel.First);
    sightings.last = counts(Tunnel.Last);
    sightings.lastFrame = counts(Tunnel.LastFrame);
    this.bytes = counts(Tunnel.Bytes);
    this.zeroChecksums = counts(Tunnel.ZeroChecksums);
    this.dontFragment = counts(Tunnel.DontFragment);
    this.samePorts = counts(Tunnel.SamePorts);
    this.geneveOption = ensureRow(this.geneveOption, sightings.size);
  }

  private count(packet: Packet, kernel: Kernel, layer: number, ip: number, udp: number): void {
    const { view, timeNs, frame, wireLength } = packet;
    const { key } = this;
    const { delta } = kernel;
    key[Tunnel.Kind] = packet.protocols[layer];
    key[Tunnel.Port] = udp < 0 ? 0 : view.getUint16(udp + 2);
    writeId(key, tunnelId(packet, layer), view.getUint8(ip) >> 4 === 4 ? 4 : 6);
    this.addresses(view, ip);
    const row = this.rowOf(key, 0, frame, packet.place);
    if (row < 0) return;
    this.noteKind(packet, row, udp);
    if (key[Tunnel.Kind] === Protocol.Geneve) this.noteOption(packet, packet.starts[layer], row);
    const carrier = udp < 0 ? -1 : udp + delta;
    const sampled = kernel.exports.addTunnel(row, timeNs, frame, wireLength, ip + delta, carrier) !== 0;
    if (sampled || isTelling(packet)) this.lookInside(packet, layer, row);
  }

  /** Remembers that the packet has a header of this kind, or that it had one before. */
  private noteKind({ view, wireLength }: Packet, row: number, udp: number): void {
    const kind = (this.key[Tunnel.Kind] << 16) | this.key[Tunnel.Port];
    if (!this.kinds.subarray(0, this.kindCount).includes(kind)) {
      this.kinds[this.kindCount++] = kind;
      return;
    }
    const { frames, bytes, zeroChecksums } = this.repeatsOf(row);
    const isZero = udp >= 0 && view.getUint16(udp + UDP_CHECKSUM) === 0;
    this.repeats.set(row, {
      frames: frames + 1,
      bytes: bytes + wireLength,
      zeroChecksums: zeroChecksums + Number(isZero),
    });
  }

  private noteOption({ view, end }: Packet, at: number, row: number): void {
    this.geneveOption = ensureRow(this.geneveOption, row);
    if (this.geneveOption[row] !== 0 || optionsEnd(view, at) === optionsStart(at)) return;
    this.geneveOption[row] = at + 12 <= end ? view.getUint32(at + 8) >>> 8 : 0;
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
    for (let i = 0; i < 4; i++) {
      if (four) {
        key[Tunnel.Source + i] = i === 0 ? view.getInt32(ip + ipv4.SOURCE) : 0;
        key[Tunnel.Destination + i] = i === 0 ? view.getInt32(ip + ipv4.DESTINATION) : 0;
      } else {
        key[Tunnel.Source + i] = view.getInt32(ip + ipv6.SOURCE + 4 * i);
        key[Tunnel.Destination + i] = view.getInt32(ip + ipv6.DESTINATION + 4 * i);
      }
    }
  }
}
