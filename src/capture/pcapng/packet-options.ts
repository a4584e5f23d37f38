/** Options of packet blocks (draft-ietf-opsawg-pcapng §4.3, table 6), read in place: captures from macOS have some on every packet. */
import type { CaptureInterface } from '../packet-source.ts';
import { padded } from './block.ts';
import {
  COMMENT,
  counterAt,
  END_OF_OPTIONS,
  keepComment,
  noteBadOption,
  OPTION_HEADER_LENGTH,
  textAt,
} from './options.ts';
import type { PacketContext } from './packet.ts';

const EPB_FLAGS = 2;
export const EPB_DROPCOUNT = 4;
/** epb_flags bits 5 to 8: FCS length in octets. */
const FCS_SHIFT = 5;
const FCS_MASK = 0xf;

/** Takes comments, drop counts and the FCS length from the options between `at` and `end`. */
export function readPacketOptions(context: PacketContext, target: CaptureInterface, at: number, end: number): void {
  const { input, info, section } = context;
  const { view, bytes } = input;
  while (end - at >= OPTION_HEADER_LENGTH) {
    const code = view.getUint16(at, section.littleEndian);
    const length = view.getUint16(at + 2, section.littleEndian);
    const start = at + OPTION_HEADER_LENGTH;
    if (code === END_OF_OPTIONS) return;
    if (length > end - start) {
      noteBadOption(info, input.positionOf(at), code, length);
      return;
    }
    if (code === EPB_FLAGS && length === 4) setFcsLength(target, view.getUint32(start, section.littleEndian));
    else if (code === EPB_DROPCOUNT && length === 8) info.dropped += counterAt(view, start, section.littleEndian);
    else if (code === COMMENT) keepComment(info, textAt(bytes, start, start + length));
    at = start + padded(length);
  }
}

/** An interface that declared no FCS takes the length that its packets tell. */
function setFcsLength(target: CaptureInterface, flags: number): void {
  const length = (flags >>> FCS_SHIFT) & FCS_MASK;
  if (length > 0 && target.fcsLength === 0) target.fcsLength = length;
}
