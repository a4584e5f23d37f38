/** The kernel's memory and its functions (kernel/index.ts), as the host sees them. */
import { copyInto } from '../base/copy.ts';
import { UsageError } from '../base/errors.ts';
import { FIRST_WORDS } from '../wire/http.ts';
import { ETHER_TYPES, GRE_PROTOCOLS, TCP_PORTS } from '../wire/next.ts';
import * as Bucket from './bucket-layout.ts';
import * as Entry from './flow-entry-layout.ts';
import { ICMP, ICMPV6 } from './icmp-ports.ts';
import * as Layout from './kernel-layout.ts';
import { describeTables } from './kernel-tables.ts';
import { MAX_PLACES } from './places.ts';
import * as Tunnel from './tunnel-layout.ts';

/** As much of the standard interface as is used; the compiler's library has it for browsers only. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Memory {
    constructor(descriptor: { initial: number; maximum: number; shared: true });
    readonly buffer: SharedArrayBuffer;
  }
  class Instance {
    constructor(module: Module, imports: object);
    readonly exports: object;
  }
}

export type CompiledKernel = WebAssembly.Module;
export type KernelMemory = WebAssembly.Memory;
/** Functions that the kernel calls, by name. */
export type KernelHost = Record<string, (...places: number[]) => unknown>;

interface Exports {
  addRow(
    time: number,
    frame: number,
    wireLength: number,
    chain: number,
    place: number,
    bits: number,
    protocol: number,
    ip: number,
    transport: number,
    end: number,
    wireEnd: number,
    ethernet: number,
    cooked: number,
  ): void;
  markPorts(): void;
  takeRun(from: number, end: number, delta: number, frame: number, start: number, stop: number): number;
  addArp(
    time: number,
    frame: number,
    place: number,
    chain: number,
    message: number,
    whole: number,
    ethernet: number,
    directed: number,
  ): void;
  addGroupFrame(
    time: number,
    frame: number,
    place: number,
    station: number,
    from: number,
    end: number,
    arp: number,
  ): number;
  findRow(table: number): number;
  countStation(chain: number, address: number, sender: number, time: number): void;
  creditStation(
    chain: number,
    high: number,
    low: number,
    sent: number,
    received: number,
    first: number,
    last: number,
  ): void;
  creditSums(rows: number): void;
  handOverLanes(): void;
  addTunnel(row: number, time: number, frame: number, wireLength: number, ip: number, udp: number): number;
  flush(): void;
  lendFlows(): void;
  countPassed(): void;
  takeFlowsBack(): void;
  takeOver(flows: number, room: number, limit: number, slotMask: number): void;
  rowsWaiting(): number;
  setRowsWaiting(rows: number): void;
  flowCount(): number;
  flowRoom(): number;
  flowLimit(): number;
  slotMask(): number;
  setFlowCount(count: number): void;
  setFlowLimit(flows: number): void;
  reindex(): void;
  sumHosts(from: number, leaving: number): number;
  sumCount(): number;
  senderCount(): number;
  clearSums(): void;
  startSurvey(): void;
  surveyFlows(from: number): number;
  seek(count: number): void;
  listKeen(least: number): void;
  listAlike(from: number): number;
}

/** Pages of the memory that is there from the beginning; those that are never written cost nothing. */
const INITIAL_PAGES = Math.ceil((Layout.FLOWS + Layout.INITIAL_FLOWS * Entry.WORDS * 4) / Layout.PAGE);
const MAX_PAGES = 0x10000;

/** Addresses for all flows there can ever be; the runtime takes some 10 GB of them for guard pages, of which only what is written becomes memory. Another thread may have it as well. */
function reserved(): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum: MAX_PAGES, shared: true });
  } catch {
    throw new UsageError(
      'the system refuses the 10 GB of addresses (not memory) that the flow table reserves; lift the limit (ulimit -v unlimited) and run again',
    );
  }
}

/** Records of a capture as a reader hands them over: see capture/packet-source.ts. */
export interface Records {
  bytes: Uint8Array;
  count: number;
  starts: Int32Array;
  ends: Int32Array;
  wireLengths: Uint32Array;
  interfaces: Int32Array;
}

/** Compiles the kernel; once a process is enough. */
export const compileKernel = (bytes: Uint8Array): CompiledKernel => new WebAssembly.Module(bytes);

export class Kernel {
  readonly memory: KernelMemory;
  readonly exports: Exports;
  /** Leads from a place in the capture's buffer to the same byte in the memory. */
  delta = 0;
  /** One past the last byte of the capture's buffer that is loaded. */
  loaded = 0;
  bytes: Uint8Array = new Uint8Array(0);
  /** Memory that a capture may be read into; it stays where it is when the kernel's memory grows. */
  readonly chunks: Uint8Array;
  starts: Int32Array = new Int32Array(0);
  ends: Int32Array = new Int32Array(0);
  wireLengths: Uint32Array = new Uint32Array(0);
  interfaces: Int32Array = new Int32Array(0);
  times: Float64Array = new Float64Array(0);
  /** By interface of the input: see `Layout.PLACES`. */
  places: Uint32Array = new Uint32Array(0);
  /** By place: see `Layout.CONTINUED`; it stays where it is as well. */
  readonly continued: Uint16Array;
  capturedByInterface: Float64Array = new Float64Array(0);
  /** By interface and class of the destination. */
  framesByInterface: Float64Array = new Float64Array(0);
  originalByInterface: Float64Array = new Float64Array(0);
  /** Of the last run of plain frames: see bucket-layout.ts. */
  run: Float64Array = new Float64Array(0);
  /** The tunnel that the kernel asks for: see tunnel-layout.ts. */
  tunnelSought: Int32Array = new Int32Array(0);

  /** With a memory of its own, or with that of the thread whose rows it counts. */
  constructor(module: CompiledKernel, host: KernelHost, memory: KernelMemory | null = null) {
    this.memory = memory ?? reserved();
    this.exports = new WebAssembly.Instance(module, { env: { memory: this.memory }, host }).exports as Exports;
    this.lookAnew();
    this.chunks = this.bytes.subarray(Layout.CHUNKS, Layout.CHUNKS + Layout.CHUNKS_LENGTH);
    this.continued = new Uint16Array(this.memory.buffer, Layout.CONTINUED, MAX_PLACES);
    if (memory === null) this.writeTables();
  }

  /** What leads to a decoder, as the kernel looks it up. */
  private writeTables(): void {
    this.bytes.set(ETHER_TYPES, Layout.ETHER_TYPES);
    this.bytes.set(TCP_PORTS, Layout.TCP_PORTS);
    this.bytes.set(GRE_PROTOCOLS, Layout.GRE_PROTOCOLS);
    for (const word of FIRST_WORDS) this.bytes[Layout.FIRST_BYTES + (word >>> 24)] = 1;
    new Uint32Array(this.memory.buffer, Layout.FIRST_WORDS, FIRST_WORDS.length).set(FIRST_WORDS);
    new Uint16Array(this.memory.buffer, Layout.ICMP_TYPES, ICMP.length).set(ICMP);
    new Uint16Array(this.memory.buffer, Layout.ICMPV6_TYPES, ICMPV6.length).set(ICMPV6);
    describeTables(this.memory.buffer);
  }

  /** Says which UDP ports lead to a decoder; before the first packet. */
  setUdpPorts(ports: Uint8Array): void {
    this.bytes.set(ports, Layout.UDP_PORTS);
    this.exports.markPorts();
  }

  /** Loads records from number `from` on with their bytes, which are copied unless they lie in `chunks`: as many as fit but at least one. Answers the number of the first that did not. */
  load(records: Records, from: number): number {
    const { starts, ends, count } = records;
    if (from === 0) {
      this.starts.set(starts);
      this.ends.set(ends);
      this.wireLengths.set(records.wireLengths);
      this.interfaces.set(records.interfaces);
    }
    if (records.bytes.buffer === this.chunks.buffer) {
      this.loaded = ends[count - 1];
      this.delta = records.bytes.byteOffset;
      return count;
    }
    const first = starts[from];
    const most = first + Layout.BYTES_LENGTH;
    let until = count;
    while (until > from + 1 && ends[until - 1] > most) until--;
    this.loaded = Math.min(ends[until - 1], most);
    this.delta = Layout.BYTES - first;
    copyInto(this.bytes, Layout.BYTES, records.bytes.subarray(first, this.loaded));
    return until;
  }

  /** Lays views over the memory, which has grown. */
  lookAnew(): void {
    const { buffer } = this.memory;
    this.bytes = new Uint8Array(buffer);
    this.starts = new Int32Array(buffer, Layout.STARTS, Layout.RECORDS);
    this.ends = new Int32Array(buffer, Layout.ENDS, Layout.RECORDS);
    this.wireLengths = new Uint32Array(buffer, Layout.WIRE_LENGTHS, Layout.RECORDS);
    this.interfaces = new Int32Array(buffer, Layout.INTERFACES, Layout.RECORDS);
    this.times = new Float64Array(buffer, Layout.TIMES, Layout.RECORDS);
    this.places = new Uint32Array(buffer, Layout.PLACES, Layout.INTERFACES_KNOWN);
    const casts = Layout.INTERFACES_KNOWN * Layout.CASTS;
    this.capturedByInterface = new Float64Array(buffer, Layout.CAPTURED_BY_INTERFACE, Layout.INTERFACES_KNOWN);
    this.framesByInterface = new Float64Array(buffer, Layout.FRAMES_BY_INTERFACE, casts);
    this.originalByInterface = new Float64Array(buffer, Layout.ORIGINAL_BY_INTERFACE, casts);
    this.run = new Float64Array(buffer, Layout.RUN, Bucket.COLUMNS);
    this.tunnelSought = new Int32Array(buffer, Layout.TUNNEL_SOUGHT, Tunnel.ENTRY_WORDS);
  }
}
