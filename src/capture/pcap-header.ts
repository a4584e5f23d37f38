/** The file header of pcap (draft-ietf-opsawg-pcap §4) and its dialects. */
import { capturedLimit } from './captured-limit.ts';

export const HEADER_LENGTH = 24;
const VERSION_MAJOR = 4;
const VERSION_MINOR = 6;
const SNAPLEN = 16;
const NETWORK = 20;

const MICROSECONDS = 0xa1b2c3d4;
const NANOSECONDS = 0xa1b23c4d;
/** Alexey Kuznetsov's patched libpcap: records also hold interface index, protocol and packet type. */
const MODIFIED = 0xa1b2cd34;

const RECORD_HEADER_LENGTH = 16;
const MODIFIED_RECORD_HEADER_LENGTH = 24;

/** Network field: link type in the low 16 bits; the P bit says that the top four bits hold the FCS length in 16-bit words. */
const LINK_TYPE_MASK = 0xffff;
const FCS_PRESENT = 0x0400_0000;
const FCS_SHIFT = 28;

/** Which of the two lengths of a record comes first: versions before 2.3 had the original length there, writers of 2.3 disagreed. */
export const LengthOrder = { CapturedFirst: 0, OriginalFirst: 1, SmallerIsCaptured: 2 } as const;
export type LengthOrder = (typeof LengthOrder)[keyof typeof LengthOrder];

/** All that is needed to read the records of one file. */
export interface PcapLayout {
  littleEndian: boolean;
  recordHeaderLength: number;
  /** 1000 for microseconds, 1 for nanoseconds. */
  nanosPerUnit: number;
  lengthOrder: LengthOrder;
  linkType: number;
  snapLength: number;
  fcsLength: number;
  maxCaptured: number;
}

/** Whether these four bytes, read in either order, begin a pcap file. */
export function isPcap(view: DataView): boolean {
  return byteOrder(view) !== null;
}

/** The header at the start of the view, which holds at least HEADER_LENGTH bytes and a pcap magic number. */
export function readLayout(view: DataView): PcapLayout {
  const littleEndian = byteOrder(view) ?? true;
  const magic = view.getUint32(0, littleEndian);
  const network = view.getUint32(NETWORK, littleEndian);
  const snapLength = view.getUint32(SNAPLEN, littleEndian);
  const linkType = network & LINK_TYPE_MASK;
  return {
    littleEndian,
    recordHeaderLength: magic === MODIFIED ? MODIFIED_RECORD_HEADER_LENGTH : RECORD_HEADER_LENGTH,
    nanosPerUnit: magic === NANOSECONDS ? 1 : 1000,
    lengthOrder: lengthOrder(view.getUint16(VERSION_MAJOR, littleEndian), view.getUint16(VERSION_MINOR, littleEndian)),
    linkType,
    snapLength,
    fcsLength: network & FCS_PRESENT ? (network >>> FCS_SHIFT) * 2 : 0,
    maxCaptured: capturedLimit(linkType, snapLength),
  };
}

/** True for little-endian, false for big-endian, null when it is no pcap magic number. */
function byteOrder(view: DataView): boolean | null {
  const order = [true, false].find((littleEndian) =>
    [MICROSECONDS, NANOSECONDS, MODIFIED].includes(view.getUint32(0, littleEndian)),
  );
  return order ?? null;
}

function lengthOrder(major: number, minor: number): LengthOrder {
  if (major !== 2 || minor > 3) return LengthOrder.CapturedFirst;
  return minor === 3 ? LengthOrder.SmallerIsCaptured : LengthOrder.OriginalFirst;
}
