/** Captures built in memory, field by field. */

/** Byte order and dialect of a built pcap file. */
export interface PcapOptions {
  littleEndian?: boolean;
  magic?: number;
  version?: [number, number];
  snapLength?: number;
  network?: number;
  /** 24 for the modified format. */
  recordHeaderLength?: number;
}

/** One record of a built pcap file. */
export interface PcapRecord {
  seconds?: number;
  fraction?: number;
  data: Uint8Array;
  /** Claimed lengths, when they should differ from the data's. */
  captured?: number;
  original?: number;
}

/** A pcap file. */
export function pcapFile(records: PcapRecord[], options: PcapOptions = {}): Uint8Array {
  const { littleEndian = true, magic = 0xa1b2c3d4, version = [2, 4], snapLength = 65_535, network = 1 } = options;
  const write = writer(littleEndian);
  const header = concat([
    write.u32(magic),
    write.u16(version[0]),
    write.u16(version[1]),
    write.u32(0, 0, snapLength, network),
  ]);
  const extra = new Uint8Array((options.recordHeaderLength ?? 16) - 16);
  const written = records.map(({ seconds = 0, fraction = 0, data, captured = data.length, original = data.length }) =>
    concat([write.u32(seconds, fraction, captured, original), extra, data]),
  );
  return concat([header, ...written]);
}

/** Writes the blocks of a pcapng file in one byte order. */
export class BlockBuilder {
  private readonly write: Writer;

  constructor(littleEndian = true) {
    this.write = writer(littleEndian);
  }

  block(type: number, body: Uint8Array): Uint8Array {
    const padded = concat([body, new Uint8Array(-body.length & 3)]);
    const length = this.write.u32(padded.length + 12);
    return concat([this.write.u32(type), length, padded, length]);
  }

  sectionHeader(options: Uint8Array = new Uint8Array(0), version = 1): Uint8Array {
    const { u16, u32 } = this.write;
    const unknownLength = u32(0xffffffff, 0xffffffff);
    return this.block(0x0a0d0d0a, concat([u32(0x1a2b3c4d), u16(version), u16(0), unknownLength, options]));
  }

  interfaceDescription(linkType = 1, snapLength = 0, options: Uint8Array = new Uint8Array(0)): Uint8Array {
    const { u16, u32 } = this.write;
    return this.block(1, concat([u16(linkType), u16(0), u32(snapLength), options]));
  }

  enhancedPacket(fields: PacketFields): Uint8Array {
    const { interfaceId = 0, time = 0n, data, captured = data.length, original = data.length, options = [] } = fields;
    const header = this.write.u32(interfaceId, high(time), low(time), captured, original);
    return this.block(6, concat([header, data, new Uint8Array(-data.length & 3), ...options]));
  }

  obsoletePacket(fields: PacketFields, drops = 0): Uint8Array {
    const { interfaceId = 0, time = 0n, data, captured = data.length, original = data.length, options = [] } = fields;
    const { u16, u32 } = this.write;
    const header = concat([u16(interfaceId), u16(drops), u32(high(time), low(time), captured, original)]);
    return this.block(2, concat([header, data, new Uint8Array(-data.length & 3), ...options]));
  }

  simplePacket(data: Uint8Array, original: number = data.length): Uint8Array {
    return this.block(3, concat([this.write.u32(original), data]));
  }

  interfaceStatistics(interfaceId: number, options: Uint8Array): Uint8Array {
    return this.block(5, concat([this.write.u32(interfaceId, 0, 0), options]));
  }

  nameResolution(records: [type: number, value: Uint8Array][]): Uint8Array {
    return this.block(4, concat([...records.map(([type, value]) => this.option(type, value)), this.write.u32(0)]));
  }

  /** One option (or NRB record), padded. */
  option(code: number, value: Uint8Array | string): Uint8Array {
    const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
    const { u16 } = this.write;
    return concat([u16(code), u16(bytes.length), bytes, new Uint8Array(-bytes.length & 3)]);
  }

  counter(code: number, value: bigint): Uint8Array {
    const words = this.write.littleEndian ? [low(value), high(value)] : [high(value), low(value)];
    return this.option(code, this.write.u32(...words));
  }

  flags(code: number, value: number): Uint8Array {
    return this.option(code, this.write.u32(value));
  }
}

/** What an EPB or PB is built from. */
export interface PacketFields {
  interfaceId?: number;
  time?: bigint;
  data: Uint8Array;
  captured?: number;
  original?: number;
  options?: Uint8Array[];
}

/** So many bytes, each different from its neighbours. */
export function payload(length: number, first = 1): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (first + index) & 0xff);
}

/** All parts in one piece. */
export function concat(parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

interface Writer {
  littleEndian: boolean;
  u16(value: number): Uint8Array;
  u32(...values: number[]): Uint8Array;
}

function writer(littleEndian: boolean): Writer {
  return {
    littleEndian,
    u16: (value) => {
      const bytes = new Uint8Array(2);
      new DataView(bytes.buffer).setUint16(0, value, littleEndian);
      return bytes;
    },
    u32: (...values) => {
      const bytes = new Uint8Array(4 * values.length);
      const view = new DataView(bytes.buffer);
      values.forEach((value, index) => {
        view.setUint32(4 * index, value, littleEndian);
      });
      return bytes;
    },
  };
}

const high = (value: bigint): number => Number((BigInt.asUintN(64, value) >> 32n) & 0xffffffffn);
const low = (value: bigint): number => Number(value & 0xffffffffn);
