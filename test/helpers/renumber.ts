/**
 * Gives every station, address and VNI of a capture another number, consistently: the U/L bit, the vendor, addresses that are embedded in others, and what
 * protocols and products fix stay as they are. Checksums stay right, unfinished or wrong, as they were.
 */
import * as IpNumber from '../../src/wire/ip-number.ts';
import { UDP_PORTS } from '../../src/wire/next.ts';
import { Packet } from '../../src/wire/packet.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { decode } from '../../src/wire/registry.ts';

/** What is added, by exclusive or, to the parts that may change. */
export interface Renumbering {
  /** Low 24 bits of stations, and bits 24 to 39 of random ones. */
  station: number;
  vendorless: number;
  /** Low 24 bits of IPv4 addresses. */
  ipv4: number;
  /** Last 16 bits of IPv6 addresses that hold no station. */
  ipv6: number;
  vni: number;
}

const MAC = 6;
/** Station addresses whose whole value means something, as hex: Calico, Antrea. */
const FIXED = new Set(['eeeeeeeeeeee', 'aabbccddeeff', '000000000000', 'ffffffffffff']);
/** Prefixes followed by four bytes of IPv4. */
const EMBEDDING = ['0a58', '0242'];
const ICMPV6 = 58;

/** Rewrites frames of one link type in place. */
export class Renumberer {
  private readonly by: Renumbering;
  private readonly packet = new Packet(UDP_PORTS.slice());
  private bytes: Uint8Array = new Uint8Array(0);

  constructor(by: Renumbering) {
    this.by = by;
  }

  /** Gives the frame's numbers others. */
  rewrite(bytes: Uint8Array, linkType: number): void {
    const { packet } = this;
    this.bytes = bytes;
    packet.bytes = bytes;
    packet.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    packet.reset(0, bytes.length, bytes.length);
    decode(packet, linkType);
    const layers = Array.from({ length: packet.whole }, (_, i) => ({
      protocol: packet.protocols[i],
      at: packet.starts[i],
    }));
    const sums = layers.map(({ protocol, at }, i) => this.checksumBefore(protocol, at, layers[i - 1]));
    if (packet.cookedAddress >= 0) this.station(packet.cookedAddress);
    for (const { protocol, at } of layers) this.layer(protocol, at);
    for (const finish of sums.reverse()) finish();
  }

  private layer(protocol: number, at: number): void {
    const { bytes, by } = this;
    switch (protocol) {
      case Protocol.Ethernet:
        this.station(at);
        this.station(at + MAC);
        break;
      case Protocol.Arp:
        this.station(at + 8);
        this.ipv4(at + 14);
        this.station(at + 18);
        this.ipv4(at + 24);
        break;
      case Protocol.Ipv4:
        this.ipv4(at + 12);
        this.ipv4(at + 16);
        break;
      case Protocol.Ipv6:
        this.ipv6(at + 8);
        this.ipv6(at + 24);
        break;
      case Protocol.Icmpv6:
        this.neighbourMessage(at);
        break;
      case Protocol.Vxlan:
      case Protocol.Geneve:
        bytes[at + 5] ^= (by.vni >> 8) & 0xff;
        bytes[at + 6] ^= by.vni & 0xff;
        break;
    }
  }

  /** Target, listener records and link-layer options. */
  private neighbourMessage(at: number): void {
    const { bytes } = this;
    const type = bytes[at];
    const end = bytes.length;
    if ((type === 135 || type === 136) && at + 24 <= end) this.ipv6(at + 8);
    if (type >= 133 && type <= 136) {
      const options = at + (type === 133 ? 8 : type === 134 ? 16 : 24);
      for (let option = options; option + 8 <= end && bytes[option + 1] > 0; option += 8 * bytes[option + 1]) {
        if (bytes[option] <= 2) this.station(option + 2);
      }
    }
    if (type === 143) for (let record = at + 8; record + 20 <= end; record += 20) this.ipv6(record + 4);
  }

  private station(at: number): void {
    const { bytes, by } = this;
    if (at + MAC > bytes.length) return;
    const text = Buffer.from(bytes.subarray(at, at + MAC)).toString('hex');
    if (FIXED.has(text)) return;
    if (text.startsWith('3333ff')) {
      this.flip(at + 3, by.station, 3);
      return;
    }
    if ((bytes[at] & 1) !== 0) return;
    if (EMBEDDING.some((prefix) => text.startsWith(prefix))) {
      this.ipv4(at + 2);
      return;
    }
    this.flip(at + 3, by.station, 3);
    this.flip(at + 1, this.vendorlessFor(text), 2);
  }

  /** What to flip in the second and third byte of a station: nothing where these are a vendor's, or would become a product's or a card's by custom. */
  private vendorlessFor(text: string): number {
    const { vendorless } = this.by;
    const flipped = (Number.parseInt(text.slice(2, 6), 16) ^ vendorless).toString(16).padStart(4, '0');
    const renumbered = text.slice(0, 2) + flipped + text.slice(6);
    const isAnothers = EMBEDDING.some((prefix) => renumbered.startsWith(prefix)) || !isRandom(renumbered);
    return isRandom(text) && !isAnothers ? vendorless : 0;
  }

  private ipv4(at: number): void {
    const { bytes, by } = this;
    const first = bytes[at];
    const linkLocal = first === 169 && bytes[at + 1] === 254;
    if (at + 4 > bytes.length || first === 0 || first >= 224 || linkLocal || first === 127) return;
    this.flip(at + 1, by.ipv4, 3);
  }

  private ipv6(at: number): void {
    const { bytes, by } = this;
    if (at + 16 > bytes.length) return;
    const text = Buffer.from(bytes.subarray(at, at + 16)).toString('hex');
    if (/^0{31}/.test(text)) return;
    if (text.startsWith('ff02') && text.slice(18, 26) === '0001ff'.padStart(8, '0')) {
      this.flip(at + 13, by.station, 3);
      return;
    }
    if (text.startsWith('ff')) return;
    if (text.slice(22, 26) === 'fffe') {
      const vendorless = this.vendorlessFor(stationIn(bytes, at));
      this.flip(at + 13, by.station, 3);
      this.flip(at + 9, vendorless, 2);
    } else if (text.startsWith('fe80')) this.flip(at + 13, by.station, 3);
    else this.flip(at + 14, by.ipv6, 2);
  }

  private flip(at: number, mask: number, length: number): void {
    for (let i = 0; i < length; i++) this.bytes[at + i] ^= (mask >>> (8 * (length - 1 - i))) & 0xff;
  }

  /** Remembers how a header's checksum stands, and answers what makes it stand so again. */
  private checksumBefore(
    protocol: number,
    at: number,
    below: { protocol: number; at: number } | undefined,
  ): () => void {
    const { bytes } = this;
    if (protocol === Protocol.Ipv4)
      return () => put(bytes, at + 10, ~sumOf(bytes, at, headerLength(bytes, at), at + 10));
    const field = { [Protocol.Tcp]: 16, [Protocol.Udp]: 6, [Protocol.Icmpv6]: 2 }[protocol];
    if (field === undefined || below === undefined || at + field + 2 > bytes.length) return () => {};
    const before = this.pseudoSum(below, at, protocol);
    const value = get(bytes, at + field);
    if (value === 0) return () => {};
    const unfinished = value === fold(before);
    const own = sumOf(bytes, at, bytes.length - at, at + field);
    return () => {
      const pseudo = this.pseudoSum(below, at, protocol);
      const change = fold(
        pseudo +
          (unfinished ? 0 : sumOf(bytes, at, bytes.length - at, at + field)) +
          2 * 0xffff -
          fold(before) -
          (unfinished ? 0 : own),
      );
      put(bytes, at + field, unfinished ? fold(value + change) : fold(value + (~change & 0xffff)));
    };
  }

  private pseudoSum(below: { protocol: number; at: number }, at: number, protocol: number): number {
    const { bytes } = this;
    const six = below.protocol === Protocol.Ipv6;
    const addresses = six ? sumOf(bytes, below.at + 8, 32) : sumOf(bytes, below.at + 12, 8);
    const length = six ? get(bytes, below.at + 4) - (at - below.at - 40) : get(bytes, below.at + 2) - (at - below.at);
    const number = protocol === Protocol.Tcp ? IpNumber.Tcp : protocol === Protocol.Udp ? IpNumber.Udp : ICMPV6;
    return addresses + length + number;
  }
}

/** Locally administered, and no card that is so by custom. */
function isRandom(text: string): boolean {
  const local = (Number.parseInt(text.slice(0, 2), 16) & 2) !== 0;
  return local && !/^(525400|fa163e|4201)/.test(text);
}

/** The station that an EUI-64 identifier at `at` + 8 holds. */
function stationIn(bytes: Uint8Array, at: number): string {
  const halves = [...bytes.subarray(at + 8, at + 11), ...bytes.subarray(at + 13, at + 16)];
  halves[0] ^= 2;
  return Buffer.from(halves).toString('hex');
}

const headerLength = (bytes: Uint8Array, at: number): number => (bytes[at] & 15) * 4;
const get = (bytes: Uint8Array, at: number): number => (bytes[at] << 8) | bytes[at + 1];

function put(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = (value >> 8) & 0xff;
  bytes[at + 1] = value & 0xff;
}

function sumOf(bytes: Uint8Array, at: number, length: number, without = -1): number {
  let sum = 0;
  for (let i = at; i < Math.min(at + length, bytes.length); i += 2) {
    if (i !== without) sum += (bytes[i] << 8) | (i + 1 < Math.min(at + length, bytes.length) ? bytes[i + 1] : 0);
  }
  return sum;
}

function fold(sum: number): number {
  let folded = sum;
  while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 0x10000);
  return folded;
}
