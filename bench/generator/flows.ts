/** The TCP and UDP flows of a generated capture: who talks to whom follows from the flow's number, how far a connection got is remembered. */
import { TCP_LENGTH, TcpFlag, UDP_LENGTH } from './headers.ts';
import type { TrafficOptions } from './options.ts';
import { mixed, type Random } from './random.ts';

/** Half of the packets belong to flows picked log-uniformly (Zipf), the others to young flows in a window that sweeps over all of them. */
const ZIPF_PERCENT = 50;
/** The window of young flows, as a share of all flows. */
const WINDOW_SHARE = 50;
/** Of the flows; the others are TCP. */
const UDP_PERCENT = 16;
/** Five of eight servers are among the first 64 pods. */
const POPULAR_PODS = 64;
const TCP_PORTS = [443, 80, 53, 8080, 6443, 5432, 9092, 2379];
const UDP_PORTS = [53, 4790];
const FIRST_CLIENT_PORT = 32_768;
const CLIENT_PORTS = 28_000;
/** One packet in so many of an open connection closes it. */
const CLOSE_ONE_IN = 64;

const State = { New: 0, SynSent: 1, SynReceived: 2, Open: 3, ClosingA: 4, ClosingB: 5 } as const;
/** Words a flow: state, next sequence number of each side, last payload of each side. */
const WORDS = 5;
const NEXT = 1;
const LAST = 3;

/** The next packet of some flow; one object, filled again and again. */
export interface FlowPacket {
  source: number;
  destination: number;
  udp: boolean;
  ipv6: boolean;
  ports: number;
  sequence: number;
  acknowledgment: number;
  flags: number;
  payload: number;
}

export class Flows {
  readonly packet: FlowPacket = {
    source: 0,
    destination: 0,
    udp: false,
    ipv6: false,
    ports: 0,
    sequence: 0,
    acknowledgment: 0,
    flags: 0,
    payload: 0,
  };
  private readonly options: TrafficOptions;
  private readonly random: Random;
  private readonly words: Int32Array;

  constructor(options: TrafficOptions, random: Random) {
    this.options = options;
    this.random = random;
    this.words = new Int32Array(options.flows * WORDS);
  }

  /** Picks a flow for packet number `index` and writes its next packet, which fills up to `room` bytes from its IP header on. */
  next(index: number, room: number): FlowPacket {
    const flow = this.pick(index);
    const forward = this.describe(flow);
    const { packet } = this;
    const overhead = (packet.ipv6 ? 40 : 20) + (packet.udp ? UDP_LENGTH : TCP_LENGTH);
    packet.payload = Math.max(0, room - overhead);
    const answers = packet.udp ? (this.random.word() & 1) === 1 : this.advance(flow * WORDS);
    if (answers) turn(packet, forward);
    return packet;
  }

  private pick(index: number): number {
    const { random } = this;
    const { flows, packets } = this.options;
    if (random.percent(ZIPF_PERCENT)) {
      const rank = Math.min(flows - 1, Math.floor(Math.exp(random.unit() * Math.log(flows + 1))) - 1);
      return (Math.imul(rank, 0x9e3779b1) >>> 0) % flows;
    }
    const newest = Math.floor((index / packets) * flows);
    const back = random.below(Math.floor(flows / WINDOW_SHARE) + 1);
    return newest >= back ? newest - back : 0;
  }

  /** Fills in the flow's ends, client first; answers the ports word in that direction. */
  private describe(flow: number): number {
    const { packet } = this;
    const { pods, ipv6, seed } = this.options;
    const hash = mixed(flow + Math.imul(seed, 0x9e3779b1));
    const other = mixed(hash + 1);
    packet.udp = hash % 100 < UDP_PERCENT;
    packet.ipv6 = mixed(hash + 2) % 100 < ipv6;
    packet.source = other % pods;
    const server = mixed(other) % (other >>> 29 < 5 ? Math.min(POPULAR_PODS, pods) : pods);
    packet.destination = server === packet.source ? (server + 1) % pods : server;
    const port = packet.udp ? UDP_PORTS[(hash >>> 8) & 1] : TCP_PORTS[(hash >>> 8) & 7];
    packet.ports = (((FIRST_CLIENT_PORT + ((hash >>> 11) % CLIENT_PORTS)) << 16) | port) >>> 0;
    return packet.ports;
  }

  /** Takes the connection one segment further; true when the server sends it. */
  private advance(flow: number): boolean {
    const { words, packet, random } = this;
    const state = words[flow];
    if (state === State.Open) return this.transfer(flow);
    packet.payload = 0;
    if (state === State.New) {
      words[flow + NEXT] = random.word();
      words[flow + NEXT + 1] = random.word();
      words[flow + LAST] = words[flow + LAST + 1] = 0;
      words[flow] = State.SynSent;
      return this.control(flow, 0, TcpFlag.Syn);
    }
    words[flow] = state === State.SynSent ? State.SynReceived : state === State.SynReceived ? State.Open : State.New;
    if (state === State.SynSent) return this.control(flow, 1, TcpFlag.Syn | TcpFlag.Ack);
    if (state === State.SynReceived) return this.segment(flow, 0, TcpFlag.Ack);
    return this.control(flow, state === State.ClosingA ? 1 : 0, TcpFlag.Fin | TcpFlag.Ack);
  }

  /** Data or an acknowledgment, data sent again, or the first FIN. */
  private transfer(flow: number): boolean {
    const { words, packet, random } = this;
    const side = random.word() & 1;
    if (random.below(CLOSE_ONE_IN) === 0) {
      words[flow] = side === 0 ? State.ClosingA : State.ClosingB;
      packet.payload = 0;
      return this.control(flow, side, TcpFlag.Fin | TcpFlag.Ack);
    }
    const last = words[flow + LAST + side];
    if (last > 0 && random.below(1e6) < this.options.retransmissionsPpm) {
      packet.payload = last;
      this.segment(flow, side, TcpFlag.Psh | TcpFlag.Ack);
      packet.sequence = (packet.sequence - last) >>> 0;
      return side === 1;
    }
    const answers = this.segment(flow, side, packet.payload > 0 ? TcpFlag.Psh | TcpFlag.Ack : TcpFlag.Ack);
    words[flow + NEXT + side] += packet.payload;
    if (packet.payload > 0) words[flow + LAST + side] = packet.payload;
    return answers;
  }

  /** A SYN or FIN, which takes a sequence number. */
  private control(flow: number, side: number, flags: number): boolean {
    this.segment(flow, side, flags);
    this.words[flow + NEXT + side]++;
    return side === 1;
  }

  private segment(flow: number, side: number, flags: number): boolean {
    const { words, packet } = this;
    packet.sequence = words[flow + NEXT + side] >>> 0;
    packet.acknowledgment = (flags & TcpFlag.Ack) === 0 ? 0 : words[flow + NEXT + 1 - side] >>> 0;
    packet.flags = flags;
    return side === 1;
  }
}

function turn(packet: FlowPacket, forward: number): void {
  const client = packet.source;
  packet.source = packet.destination;
  packet.destination = client;
  packet.ports = ((forward << 16) | (forward >>> 16)) >>> 0;
}
