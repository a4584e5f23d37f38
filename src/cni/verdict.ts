/** What the classifier says: a verdict for the capture, one for each of its segments, and what else is in it. */

/** How pods are attached, or `none` for ordinary hosts, or `unknown` for too little evidence. */
export type Mode =
  | 'bridge'
  | 'macvlan'
  | 'ipvlan'
  | 'host-device'
  | 'vlan'
  | 'ptp'
  | 'vxlan'
  | 'geneve'
  | 'ipip'
  | 'wireguard'
  | 'gre'
  | 'native'
  | 'none'
  | 'unknown';

export interface Candidate {
  mode: Mode;
  submode: string | null;
  probability: number;
}

/** One thing that was seen, and how far it moves the verdict. */
export interface Evidence {
  /** Id of the signal. */
  signal: string;
  /** One sentence that names what was measured. */
  statement: string;
  /** Mode or mode/submode that the weight counts for. */
  supports: string;
  /** +10 makes it ten times likelier, −10 ten times less likely. */
  decibans: number;
  /** Index of the input that the frames are of; null when there are none. */
  input: number | null;
  /** From 1, as Wireshark counts. */
  frames: number[];
}

/** The capture that would settle what is in doubt. */
export interface NextCapture {
  where: string;
  command: string | null;
  why: string;
}

export interface Vantage {
  id: VantageId;
  confidence: number;
  evidence: string[];
}

/** Where a capture can be taken. */
export type VantageId = 'any' | 'pod' | 'uplink' | 'bridge' | 'tunnel' | 'external' | 'switch' | 'unknown';

export interface Verdict {
  mode: Mode;
  submode: string | null;
  /** Probability of mode and submode together. */
  confidence: number;
  /** True only when evidence separates the answer from all others. */
  identifiable: boolean;
  /** The verdict in one sentence. */
  summary: string;
  /** Likeliest first; probabilities add up to 1. */
  candidates: Candidate[];
  /** Strongest first. */
  evidence: Evidence[];
  /** Null when nothing is in doubt. */
  next: NextCapture | null;
  vantage: Vantage | null;
}

/** A station of a segment and the addresses it sent from. */
export interface SegmentHost {
  mac: string;
  ips: string[];
}

/** A VLAN tag, or a tunnel; null for an identifier that it does not have, or has several of. */
interface ChainLink {
  type: string;
  id: number | null;
}

/** One network of the capture: what is behind the same VLANs and the same kind of tunnel. */
export interface Segment {
  /** Name of the interface when the capture has one. */
  interface: string | null;
  /** Innermost VLAN outside of any tunnel; null when untagged. */
  vlan: number | null;
  tunnel: ChainLink | null;
  /** All VLANs and the tunnel, outermost first. */
  chain: ChainLink[];
  frames: number;
  verdict: Verdict;
  /** All that sent a frame or claimed an address. */
  stations: number;
  /** The busiest of those that spoke to one other or claimed an address. */
  hosts: SegmentHost[];
}

export interface Judgement {
  verdict: Verdict;
  segments: Segment[];
  /** Index of the segment that a chain of VLANs and tunnels at a place (tally/places.ts) belongs to; −1 for none of those listed. */
  segmentOf: (context: number, place: number) => number;
  /** Answers that other segments gave, other than the verdict's: `vxlan/flannel`, … */
  others: string[];
}
