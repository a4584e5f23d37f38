/** The one object that every format renders; it is the JSON report. Types only: the shape is written in schema.ts. */
import type { Static } from 'typebox';
import type { Report } from './schema.ts';

/** One analysis of one or more captures. */
export type Analysis = Static<typeof Report>;
/** One capture file or stream, with its interfaces and damage. */
export type Input = Analysis['inputs'][number];
/** Broadcast, multicast, unicast and ARP shares with their timeline. */
export type LinkLayer = Analysis['l2'];
/** One hardware address and what was seen of it. */
export type MacEndpoint = Analysis['endpoints']['macs'][number];
/** One IP address and what was seen of it. */
export type IpEndpoint = Analysis['endpoints']['ips'][number];
/** All tunnels of one type and port. */
export type Tunnel = Analysis['tunnels'][number];
/** Both directions of one conversation. */
export type Flow = Analysis['flows']['top'][number];
/** One side of a conversation. */
export type FlowEnd = Flow['a'];
/** The judgement over a capture or a segment. */
export type Verdict = Analysis['verdict'];
/** One weighed signal of a verdict. */
export type SignalEvidence = Verdict['evidence'][number];
/** A place, a command and a reason. */
export type Next = NonNullable<Verdict['next']>;
/** The judgement over one L2 segment. */
export type Segment = Analysis['segments'][number];
/** One problem with its proof. */
export type Finding = Analysis['findings'][number];
/** How bad a finding is. */
export type Severity = Finding['severity'];
