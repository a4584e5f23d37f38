/** Frames of a generated capture: mostly TCP and UDP, some of the background of any network, plain or behind VXLAN. */
import { BACKGROUND_PERCENT, Background } from './background.ts';
import { type FlowPacket, Flows } from './flows.ts';
import * as headers from './headers.ts';
import { EtherType, IpNumber } from './headers.ts';
import type { TrafficOptions } from './options.ts';
import { Payload } from './payload.ts';
import { Random } from './random.ts';
import { encapsulate } from './vxlan.ts';

/** Longest frame, tunnel included. */
export const MAX_FRAME = 2048;
/** Shortest frame without its check sequence (IEEE 802.3 §3.2.7). */
const MIN_FRAME = 60;
/** Longest frame of a mean size; IMIX has its own lengths. */
const MAX_SIZED_FRAME = 1502;
/** Mean length of frames without payload: every second one. */
const BARE_FRAME = 62;
const VLANS = 4;
const FIRST_VLAN = 100;

export class Frames {
  readonly random: Random;
  private readonly options: TrafficOptions;
  private readonly flows: Flows;
  private readonly payload: Payload;
  private readonly background: Background;

  constructor(options: TrafficOptions) {
    this.options = options;
    this.random = new Random(options.seed);
    this.payload = new Payload(this.random);
    this.flows = new Flows(options, this.random);
    this.background = new Background(this.random, this.payload, options.pods);
  }

  /** Writes frame number `index` at `at` and answers its length. */
  write(view: DataView, at: number, index: number): number {
    if (!this.random.percent(this.options.vxlan)) return this.frame(view, at, index);
    const length = this.frame(view, at + headers.VXLAN_OVERHEAD, index);
    encapsulate(view, at, length, index);
    return headers.VXLAN_OVERHEAD + length;
  }

  private frame(view: DataView, at: number, index: number): number {
    const { random, options } = this;
    const vid = random.percent(options.vlan) ? FIRST_VLAN + random.below(VLANS) : 0;
    const kind = random.unit() * 100;
    const length =
      kind < BACKGROUND_PERCENT
        ? this.background.write({ view, at, vid, sender: random.below(options.pods) }, kind)
        : this.flowFrame(view, at, vid, index);
    for (let i = length; i < MIN_FRAME; i++) view.setUint8(at + i, 0);
    return Math.max(length, MIN_FRAME);
  }

  private flowFrame(view: DataView, at: number, vid: number, index: number): number {
    const link = vid === 0 ? headers.ETHERNET_LENGTH : headers.ETHERNET_LENGTH + headers.TAG_LENGTH;
    const packet = this.flows.next(index, this.length() - link);
    headers.station(view, at, packet.destination);
    headers.station(view, at + 6, packet.source);
    headers.etherType(view, at + 12, packet.ipv6 ? EtherType.Ipv6 : EtherType.Ipv4, vid);
    const l4 = at + link + network(view, at + link, packet, index);
    const payload = packet.udp
      ? l4 + headers.udp(view, l4, packet.ports, packet.payload)
      : l4 + headers.tcp(view, l4, packet, index >>> 4);
    return this.payload.write(view, payload, packet.payload) - at;
  }

  /** Of the frame that a flow's next packet is meant to fill. */
  private length(): number {
    const { random } = this;
    const { size } = this.options;
    if (size === 'imix') {
      const part = random.below(12);
      if (part < 7) return 64;
      return part < 11 ? 594 : 1518;
    }
    if (random.percent(50)) return 0;
    return Math.min(MAX_SIZED_FRAME, BARE_FRAME + Math.floor(-Math.log(1 - random.unit()) * (size - BARE_FRAME) * 2));
  }
}

function network(view: DataView, at: number, packet: FlowPacket, index: number): number {
  const { source, destination } = packet;
  const transport = packet.udp ? headers.UDP_LENGTH : headers.TCP_LENGTH;
  const rest = {
    protocol: packet.udp ? IpNumber.Udp : IpNumber.Tcp,
    length: transport + packet.payload,
    identification: index & 0xffff,
  };
  if (packet.ipv6) return headers.ipv6(view, at, { source, destination, ...rest });
  const ends = { source: headers.podAddress(source), destination: headers.podAddress(destination) };
  return headers.ipv4(view, at, { ...ends, ...rest });
}
