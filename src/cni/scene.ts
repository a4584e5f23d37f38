/** The facts of one network in a capture, as the signals read them: made once, in one pass over the tallies (see scenes.ts). */
import type { StationKind } from './station-kind.ts';
import type { TunnelFacts } from './tunnel-facts.ts';
import type { Vantage } from './verdict.ts';

/** What a station sent from one address to single destinations. */
export interface Speech {
  address: number;
  frames: number;
  /** TTL or hop limit of the first packets of its flows. */
  ttlMin: number;
  ttlMax: number;
  firstFrame: number;
}

/** What a station's IPv6 interface identifiers say. */
export interface Identifiers {
  /** Frame of an EUI-64 address made of the station's own address; 0 without. */
  ownFrame: number;
  /** Device number → frame, of addresses of the form Linux gives to slaves that share a station address. */
  devices: Map<number, number>;
  /** True when such an address was announced to others: tested, or reported to a group. */
  announced: boolean;
  /** An EUI-64 address made of another station's address. */
  foreign: { station: number; frame: number } | null;
}

export interface Station {
  /** 48 bits. */
  id: number;
  kind: StationKind;
  firstFrame: number;
  /** IP packets from and to it, single destinations only. */
  sent: number;
  received: number;
  /** Of those, packets whose destination station is itself. */
  selfSent: number;
  selfFrame: number;
  /** IPv4 addresses of others that packets were handed to it for. */
  carried: Set<number>;
  /** Addresses it sent from: see addressKey. */
  speech: Map<number, Speech>;
  /** Of these, addresses that no router stands before: claimed by the station in ARP, or sent with a TTL as hosts begin with. */
  own: Speech[];
  /** The others: their TTL was lowered, and the station never claimed them. */
  passed: Speech[];
  /** Of the passed, those of Linux hosts a few routers away, as between nodes. */
  near: Speech[];
  /** IPv4 addresses it claimed in ARP → first frame. */
  claims: Map<number, number>;
  /** SYNs with a complete checksum, and with one left to the network card. */
  finished: number;
  unfinished: number;
  identifiers: Identifiers;
  solicitsRouters: boolean;
  /** It tested an address of its own, as interfaces do once, when they come up. */
  testsAddress: boolean;
  /** ND and MLD messages, whether or not counted in `sent`. */
  neighbourFrames: number;
  neighbourFrame: number;
  /** Spanning tree frames. */
  stpFrames: number;
  stpFrame: number;
}

/** Two stations that exchanged packets; `a` is the smaller number. */
export interface Pair {
  a: number;
  b: number;
  frames: number;
  /** SYNs whose checksum was left unfinished, and finished, by sender. */
  unfinishedA: number;
  unfinishedB: number;
  finished: number;
  /** Packets seen twice at the same place. */
  repeats: number;
  oneWay: boolean;
  firstFrame: number;
}

/** SYNs that announced an MSS, by the MTU that follows from it. */
export interface MtuSighting {
  mtu: number;
  segments: number;
  /** Those that sent them. */
  senders: Set<number>;
  firstFrame: number;
}

/** Who asked for which address in ARP. */
export interface Question {
  asker: number;
  station: number;
  target: number;
  questions: number;
  answered: number;
  firstFrame: number;
  /** The target was heard after the first question: only a host that lives can refuse to answer. Looked up where none was answered. */
  targetAlive: boolean;
}

/** Stations by what they are to the network. */
export interface Population {
  /** Random addresses that speak for themselves. */
  pods: Station[];
  /** Network cards with an address of their own. */
  cards: Station[];
  /** Stations that pass on what others sent, or that are handed what is for others. */
  gateways: Station[];
}

/** What only captures of all devices tell. */
export interface CookedFacts {
  /** Packet type → frames, by station. */
  types: Map<number, number[]>;
  switched: Map<number, { frames: number; firstFrame: number }>;
  reflected: Map<number, { frames: number; firstFrame: number }>;
  devices: number;
  /** Devices that single-station frames of a station came in by, and went out by. */
  ways: Map<number, { into: Set<number>; out: Set<number> }>;
}

export interface Scene {
  /** Network of capture interfaces it was seen on: see networks.ts. A tunnel may be seen on several: see its places. */
  network: number;
  /** All packets and ARP messages of it. */
  frames: number;
  firstFrame: number;
  /** Capture interfaces that see it at the same time: with several, one frame may be seen before and after a card or a bridge. */
  interfaces: number;
  /** VLAN ids around it, outermost first, tunnels not counted. */
  vlans: number[];
  tunnel: TunnelFacts | null;
  stations: Map<number, Station>;
  /** Address → the stations that sent from it. */
  speakers: Map<number, Set<number>>;
  /** IPv4 address → the stations that claimed it in ARP. */
  claimants: Map<number, Set<number>>;
  population: Population;
  /** Stations of this and, behind a VLAN tag, of the untagged network beside it: bridges speak untagged. */
  infrastructure: Station[];
  pairs: Map<string, Pair>;
  mtus: Map<number, MtuSighting>;
  questions: Question[];
  /** Packets to single stations, as all counts of stations and pairs of the flows looked at: see flow-sample.ts. */
  unicast: number;
  /** TCP connections that only one direction was seen of, though it acknowledges the other: sender → first frame. */
  halfHeard: Map<number, { connections: number; firstFrame: number }>;
  /** IP packets on a link without station addresses: raw IP, PPP. */
  stationless: number;
  /** Of those, by TTL of their flows. */
  stationlessTtls: Map<number, number>;
  broadcasts: number;
  cooked: CookedFacts | null;
  /** Station kinds seen anywhere in the capture, in other scenes too → a frame. */
  marks: Map<StationKind, number>;
  /** Tunnels that the capture shows elsewhere, by their kind's name. */
  tunnelsElsewhere: string[];
  vantage: Vantage;
}

/** One number for an address: IPv4 below 2^32, IPv6 by its number in the flow table above. */
export const addressKey = (ipv6: boolean, word: number): number => (ipv6 ? 2 ** 32 : 0) + (word >>> 0);
export const isIpv4 = (key: number): boolean => key < 2 ** 32;

/** TTLs that hosts begin with (Linux and macOS 64, Windows 128, routers and Solaris 255). */
const INITIAL_TTLS = [64, 128, 255];

/** True when nothing has routed a packet with this TTL. */
export const isInitialTtl = (ttl: number): boolean => INITIAL_TTLS.includes(ttl);

/** Routers passed since the next initial TTL above; a packet cannot tell more. */
export const hopsOf = (ttl: number): number => (INITIAL_TTLS.find((initial) => initial >= ttl) ?? 255) - ttl;
