/** What a detector is, and what it says: a fault with its proof. Detectors read merged tallies, never packets, and print nothing. */

import type { Segment } from '../cni/verdict.ts';
import type { Declared } from '../declared/declared.ts';
import type { ContestedAddress } from '../tally/address-claims.ts';
import type { StationMove } from '../tally/group-frames.ts';
import type { IcmpError } from '../tally/icmp-errors.ts';
import type { Observations } from '../tally/observations.ts';
import type { ArpQuestion } from './arp-questions.ts';
import type { FlowFacts } from './flow-facts.ts';

/** How bad a finding is, worst first. */
export const SEVERITIES = ['critical', 'error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** The next thing to do: a place, a command to be typed there, and what it will show. */
export interface Next {
  where: string;
  command: string | null;
  why: string;
}

/** One measured value; its frames are references (tally/frame-ref.ts), 0 for none. */
export interface Fact {
  fact: string;
  value: number | string;
  unit?: string;
  frames?: readonly number[];
}

/** A finding as its detector makes it: times in ns of the run's clock, NaN for none. */
export interface Draft {
  severity: Severity;
  /** Address, flow, interface or file it is about. */
  subject: string;
  /** One sentence. */
  summary: string;
  count: number;
  first: number;
  last: number;
  /** Probability that this is a real problem and not one of the alternatives. */
  confidence: number;
  evidence: readonly Fact[];
  /** Wireshark's syntax; empty when no filter can show it. */
  displayFilter: string;
  alternatives: readonly string[];
  next: Next;
  /** Addresses and ports that make it this problem and not another: what the fingerprint is made of, and what ties a symptom to its cause. */
  endpoints: readonly string[];
  /** Chain of VLANs and tunnels; 0 is the bare wire. */
  context?: number;
}

/** What the classifier concluded, as far as detectors need it. */
export interface Judgement {
  mode: string;
  submode: string | null;
}

/** What is known beside the frames. */
export interface Background {
  /** Null without --nad and --pods. */
  declared: Declared | null;
  /** The verdict on each network of the capture. */
  segments: readonly Segment[];
}

/** What a detector may read. */
export interface DetectorInput extends Background {
  observations: Observations;
  flows: FlowFacts;
  /** What was asked by ARP again and again. */
  questions: readonly ArpQuestion[];
  /** IPv4 addresses that more than one station claimed. */
  contested: readonly ContestedAddress[];
  /** Who came in by several devices. */
  moves: readonly StationMove[];
  icmpErrors: readonly IcmpError[];
  judgement: Judgement | null;
}

/** One kind of fault. Ids never change meaning. */
export interface Detector {
  id: string;
  title: string;
  /** Standard, kernel file or report that the signature rests on. */
  reference: string;
  /** The page of `netsight explain ID`: what it means, how it is told from what looks alike, what to do. */
  explain: string;
  /** Ids of findings that this one causes when they share an endpoint. */
  explains?: readonly string[];
  detect(input: DetectorInput): Draft[];
}

/** The finding as reports show it: the shape of report/schema/finding.ts. */
export interface Finding {
  id: string;
  severity: Severity;
  subject: string;
  summary: string;
  count: number;
  first: string | null;
  last: string | null;
  confidence: number;
  evidence: Evidence[];
  displayFilter: string;
  alternatives: string[];
  next: Next;
  fingerprint: string;
}

/** A measured value with the frames that show it. */
export interface Evidence {
  fact: string;
  value: number | string;
  unit: string | null;
  /** Index into the inputs that the frames belong to; null without frames. */
  input: number | null;
  frames: number[];
}
