/** What every reader of captures gives to the engine: records in batches, by offset into one buffer, and what it learned on the way. */

/** Records handed over at a time: enough to amortise the call, few enough to stay in the first-level cache. */
export const RECORDS_PER_BATCH = 256;

/**
 * A run of records by their place in `bytes`. One batch is made once and filled again and again; `bytes` and `view` are replaced only when the
 * reader's buffer had to grow. Valid until the next call of the source that filled it.
 */
export class RecordBatch {
  bytes: Uint8Array = new Uint8Array(0);
  /** Over the same memory as `bytes`, with the same offset 0. */
  view: DataView = new DataView(this.bytes.buffer);
  count = 0;
  /** First byte of each packet in `bytes`. */
  readonly starts = new Int32Array(RECORDS_PER_BATCH);
  /** One past the last captured byte of each packet in `bytes`. */
  readonly ends = new Int32Array(RECORDS_PER_BATCH);
  /** Original length on the wire, in bytes; it may be smaller or larger than what was captured. */
  readonly wireLengths = new Uint32Array(RECORDS_PER_BATCH);
  /** Seconds since 1970, whole; NaN when the record carries no time. */
  readonly seconds = new Float64Array(RECORDS_PER_BATCH);
  /** Nanoseconds within the second, 0 to 999,999,999. */
  readonly nanoseconds = new Float64Array(RECORDS_PER_BATCH);
  /** Index into `CaptureInfo.interfaces`. */
  readonly interfaces = new Int32Array(RECORDS_PER_BATCH);
}

/** One capture interface: a pcap file has exactly one, a pcapng file one for each IDB, numbered across all sections in file order. */
export interface CaptureInterface {
  /** pcapng: section number from 0; pcap: 0. */
  section: number;
  /** Number within its section, from 0, as Wireshark shows it. */
  id: number;
  name: string | null;
  description: string | null;
  /** LINKTYPE_ value (tcpdump.org/linktypes.html). */
  linkType: number;
  snapLength: number;
  /** Length of the frame check sequence at the end of each packet in bytes, when the capture says so; else 0. */
  fcsLength: number;
  /** if_filter, when it is a pcap-filter string. */
  filter: string | null;
  /** Timestamp units a second, as text for people: "10^-6" or "2^-20"; pcap: 10^-6 or 10^-9. */
  resolution: string;
  /** From the last ISB of the interface; null when there was none. */
  received: number | null;
  droppedByInterface: number | null;
  droppedByOs: number | null;
}

/** Something wrong with the bytes of the file. Packets before it were read. */
export interface Damage {
  /** Byte offset in the (decompressed) stream at which the damage begins. */
  offset: number;
  /** Kebab-case and stable: truncated-header, truncated-record, impossible-length, bad-block-length, unknown-interface, … */
  code: string;
  /** One sentence: what was found, what was expected, what was done. */
  message: string;
}

export type CaptureFormat = 'pcap' | 'pcapng';
export type Compression = 'none' | 'gzip' | 'zstd' | 'lz4' | 'xz';

/** What is known of one input; the lists grow while it is read. */
export interface CaptureInfo {
  path: string;
  format: CaptureFormat;
  compression: Compression;
  /** Bytes read from the input so far, before decompression. */
  bytes: number;
  /** Size of the input in bytes before decompression; null for a pipe. */
  size: number | null;
  interfaces: CaptureInterface[];
  damage: Damage[];
  /** opt_comment of sections, interfaces and packets, at most MAX_COMMENTS, in file order. */
  comments: string[];
  /** Sum of epb_dropcount over all packets. */
  dropped: number;
  /** Names from NRBs: address (IPv4 or IPv6 text) and name, at most MAX_NAMES. */
  names: { address: string; name: string }[];
  /** Blocks passed over by their length: block type as 0x…, and how many. */
  skippedBlocks: Map<number, number>;
}

/** An opened capture. Call `fill` until it answers false; after each true, call `read` until it answers 0. */
export interface PacketSource {
  readonly info: CaptureInfo;
  /** Brings in more bytes; false at the end of the input. A promise only when it really has to wait (pipes, inflating). */
  fill(): boolean | Promise<boolean>;
  /** Takes up to RECORDS_PER_BATCH complete records from the buffer into the batch and answers how many; never waits. */
  read(batch: RecordBatch): number;
  close(): void;
}
