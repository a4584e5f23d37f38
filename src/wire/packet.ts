/**
 * The packet under the cursor: one object per worker, reused for every packet. Decoders read at `at`, push layers and move the cursor; nothing is
 * allocated. The contract of a decoder: call `enter` first (a header that is cut short still counts as seen), check the length, then read; after
 * the check no accessor of its file can read outside `bytes`.
 */
import * as Cast from './cast.ts';
import { Contexts } from './contexts.ts';
import * as Fault from './fault.ts';
import * as Path from './path.ts';
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

/** Headers in one packet; the deepest real stack seen in public captures has 13. Deeper nesting is a fault, not a crash. */
export const MAX_LAYERS = 24;

export type FaultCode = (typeof Fault)[keyof typeof Fault];
export const FAULT_KINDS = 5;

export const OUTER = 0;
export const INNER = Path.SLOTS;

export class Packet {
  bytes: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(this.bytes.buffer);
  /** First byte of the packet. */
  start = 0;
  /** The cursor. */
  at = 0;
  /** One past the last readable byte of what is being decoded: captured, and within the enclosing header's length. */
  end = 0;
  /** Like `end`, but as the headers claim it, however much was captured. */
  wireEnd = 0;
  /** Original length of the frame in bytes. */
  wireLength = 0;
  /** True when the capture holds less than the frame had. */
  snapped = false;

  /** Frame number, from 1 in each input, plus the input's base (see tally/frame-ref.ts). */
  frame = 0;
  /** Nanoseconds since the epoch of the run; NaN without a time stamp. */
  timeNs = 0;
  /** Number of the place the frame was seen at: capture interface, SLL2 interface index and direction (see tally/places.ts). */
  place = 0;

  fault: FaultCode = Fault.None;
  /** Layers entered, the faulty one included. */
  count = 0;
  readonly protocols = new Uint8Array(MAX_LAYERS);
  readonly starts = new Int32Array(MAX_LAYERS);

  /** IP headers that were whole. */
  networks = 0;
  readonly paths = new Int32Array(2 * Path.SLOTS);
  /** OUTER or INNER: the path of the last IP header. */
  path = OUTER;
  /** Start of the Ethernet header whose payload is being decoded; −1 before the first and inside a tunnel that carries no Ethernet. */
  ethernet = -1;
  /** Ethernet headers that were whole. */
  ethernets = 0;
  /** Ethernet headers behind VLAN tags or tunnels that a further tunnel was found behind: how many, their starts, and the chains that they end in. */
  passed = 0;
  readonly passedEthernets = new Int32Array(MAX_LAYERS);
  readonly passedContexts = new Int32Array(MAX_LAYERS);
  /** Chain of VLANs and tunnels at the cursor; 0 is the bare wire. */
  context = 0;
  readonly contexts = new Contexts();
  /** Protocol behind each UDP port; a copy of the registry's, so that one run may know more VXLAN ports than another. */
  readonly udpPorts: Uint8Array;
  /** Class of the outermost Ethernet destination; None on links without one. */
  cast: number = Cast.None;
  /** Linux cooked captures: packet type (0 to us, 1 broadcast, 2 multicast, 3 to another host, 4 from us), else −1. */
  cookedType = -1;
  /** Interface index of SLL2, else 0. */
  interfaceIndex = 0;
  /** Start of the cooked header's link-layer address when it holds 6 bytes of it, else −1. */
  cookedAddress = -1;
  /** Bytes of TCP, UDP or SCTP payload behind the last transport header, as the IP header claims. */
  payloadLength = 0;
  /** True when something in the packet is tallied from the packet itself: ARP, ICMP, DNS and the like, fragments, faults. */
  control = false;
  /** True when one of its headers is a tunnel's, whether or not what it carries can be decoded. */
  tunneled = false;

  constructor(udpPorts: Uint8Array = new Uint8Array(65536)) {
    this.udpPorts = udpPorts;
  }

  /** Points the packet at a record. */
  reset(start: number, end: number, wireLength: number): void {
    this.start = start;
    this.at = start;
    this.end = end;
    this.wireLength = wireLength;
    this.wireEnd = start + Math.max(wireLength, end - start);
    this.snapped = wireLength > end - start;
    this.fault = Fault.None;
    this.count = 0;
    this.networks = 0;
    this.path = OUTER;
    this.ethernet = -1;
    this.ethernets = 0;
    this.passed = 0;
    this.context = 0;
    this.cast = Cast.None;
    this.cookedType = -1;
    this.interfaceIndex = 0;
    this.cookedAddress = -1;
    this.payloadLength = 0;
    this.control = false;
    this.tunneled = false;
  }

  /** Records that a header of this protocol begins at the cursor. False when the stack is full: the decoder then answers `Protocol.None`. */
  enter(protocol: ProtocolId): boolean {
    const { count } = this;
    if (count === MAX_LAYERS) {
      this.fault = Fault.TooDeep;
      return false;
    }
    this.protocols[count] = protocol;
    this.starts[count] = this.at;
    this.count = count + 1;
    return true;
  }

  /** True when `length` bytes can be read at the cursor; else notes why not and the decoder answers `Protocol.None`. */
  has(length: number): boolean {
    if (this.end - this.at >= length) return true;
    this.fault = this.wireEnd - this.at >= length ? Fault.Snapped : Fault.Short;
    return false;
  }

  /** Ends the walk at a header that breaks its standard. */
  malformed(): ProtocolId {
    this.fault = Fault.Malformed;
    return Protocol.None;
  }

  /** Moves the end in to what a header's length field claims, counted from `from`; claims beyond the captured bytes only move `wireEnd`. */
  limit(from: number, length: number): void {
    const claimed = from + length;
    if (claimed < this.wireEnd) this.wireEnd = claimed;
    if (claimed < this.end) this.end = claimed;
  }

  /** Opens the path of the IP header at the cursor. */
  network(version: number): void {
    const path = this.networks === 0 ? OUTER : INNER;
    this.networks++;
    this.path = path;
    const { paths } = this;
    paths[path + Path.Ip] = this.at;
    paths[path + Path.Version] = version;
    paths[path + Path.Protocol] = -1;
    paths[path + Path.Transport] = -1;
    paths[path + Path.WireEnd] = this.at;
    paths[path + Path.End] = this.at;
    paths[path + Path.Ethernet] = this.ethernet;
    paths[path + Path.Context] = this.context;
    paths[path + Path.Fragment] = 0;
  }

  /** Names the transport of the open path; `at` is −1 when its header cannot be read. */
  transport(protocol: number, at: number): void {
    const { paths, path } = this;
    paths[path + Path.Protocol] = protocol;
    paths[path + Path.Transport] = at;
    paths[path + Path.WireEnd] = this.wireEnd;
    paths[path + Path.End] = this.end;
  }

  /** Goes one VLAN further in. */
  tag(kind: ProtocolId, id: number): void {
    this.context = this.contexts.child(this.context, kind, id);
  }

  /** Goes one tunnel further in: the stations outside are not those of what follows. */
  push(kind: ProtocolId, id: number): void {
    if (this.ethernet >= 0 && this.context !== 0) this.pass();
    this.context = this.contexts.child(this.context, kind, id);
    this.ethernet = -1;
    this.tunneled = true;
  }

  /** Keeps the Ethernet header and its chain, which a tunnel leads away from. */
  private pass(): void {
    this.passedEthernets[this.passed] = this.ethernet;
    this.passedContexts[this.passed++] = this.context;
  }

  /** Layers whose header is whole: all but the one a fault stopped at. */
  get whole(): number {
    return this.fault === Fault.None || this.fault === Fault.TooDeep ? this.count : this.count - 1;
  }

  /** Index of the first whole layer of this protocol, −1 when there is none. */
  outer(protocol: ProtocolId): number {
    return this.protocols.subarray(0, this.whole).indexOf(protocol);
  }

  /** Index of the last whole layer of this protocol, −1 when there is none. */
  inner(protocol: ProtocolId): number {
    return this.protocols.subarray(0, this.whole).lastIndexOf(protocol);
  }
}
