/** Interface Statistics Block (draft-ietf-opsawg-pcapng §4.6). */
import type { CaptureInfo } from '../packet-source.ts';
import type { BlockBody } from './block.ts';
import { keepComments, optionCounter, readOptions } from './options.ts';
import type { Section } from './section.ts';

const INTERFACE = 0;
const OPTIONS = 12;
export const ISB_IFRECV = 4;
export const ISB_IFDROP = 5;
export const ISB_OSDROP = 7;

/** Sets the counters of the interface; a later block replaces an earlier one. */
export function readInterfaceStatistics(block: BlockBody, section: Section, info: CaptureInfo): void {
  const target = section.interfaces[block.view.getUint32(block.start + INTERFACE, block.littleEndian)];
  if (target === undefined) return;
  const options = readOptions(block, block.start + OPTIONS, info);
  keepComments(block, options, info);
  for (const option of options) {
    const counter = optionCounter(block, option);
    if (option.code === ISB_IFRECV) target.received = counter;
    else if (option.code === ISB_IFDROP) target.droppedByInterface = counter;
    else if (option.code === ISB_OSDROP) target.droppedByOs = counter;
  }
}
