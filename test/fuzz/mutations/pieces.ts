/** Takes a capture apart as far as it makes sense: a header, then records or blocks. Loose on purpose, and not the reader that is tested. */

export interface Pieces {
  pcapng: boolean;
  littleEndian: boolean;
  header: Uint8Array;
  /** Each with its own header. */
  records: Uint8Array[];
  /** What could not be taken apart. */
  rest: Uint8Array;
}

const PCAP_MAGICS = [0xa1b2c3d4, 0xa1b23c4d];
const SECTION_HEADER = 0x0a0d0d0a;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const PCAP_HEADER = 24;
export const RECORD_HEADER = 16;
const LEAST_BLOCK = 12;

/** Null for what is neither pcap nor pcapng. */
export function takeApart(bytes: Uint8Array): Pieces | null {
  if (bytes.length < PCAP_HEADER) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint32(0) === SECTION_HEADER)
    return split(bytes, 0, view.getUint32(8, true) === BYTE_ORDER_MAGIC, blockLength);
  const littleEndian = PCAP_MAGICS.includes(view.getUint32(0, true));
  if (!littleEndian && !PCAP_MAGICS.includes(view.getUint32(0))) return null;
  return split(bytes, PCAP_HEADER, littleEndian, recordLength);
}

/** The capture again. */
export function putTogether({ header, records, rest }: Pieces): Uint8Array {
  return new Uint8Array(Buffer.concat([header, ...records, rest]));
}

type LengthAt = (view: DataView, at: number, littleEndian: boolean) => number;

const recordLength: LengthAt = (view, at, littleEndian) => RECORD_HEADER + view.getUint32(at + 8, littleEndian);
const blockLength: LengthAt = (view, at, littleEndian) => view.getUint32(at + 4, littleEndian);

function split(bytes: Uint8Array, start: number, littleEndian: boolean, lengthAt: LengthAt): Pieces {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const records: Uint8Array[] = [];
  let at = start;
  while (bytes.length - at >= RECORD_HEADER) {
    const length = lengthAt(view, at, littleEndian);
    if (length < LEAST_BLOCK || length > bytes.length - at) break;
    records.push(bytes.slice(at, at + length));
    at += length;
  }
  const pcapng = lengthAt === blockLength;
  return { pcapng, littleEndian, header: bytes.slice(0, start), records, rest: bytes.slice(at) };
}
