/** Name Resolution Block (draft-ietf-opsawg-pcapng §4.5). */
import { formatIpv4, formatIpv6 } from '../../base/addresses.ts';
import type { CaptureInfo } from '../packet-source.ts';
import { type BlockBody, padded } from './block.ts';
import { textAt } from './options.ts';

const END_OF_RECORDS = 0;
const IPV4 = 1;
const IPV6 = 2;
const RECORD_HEADER_LENGTH = 4;
const IPV4_LENGTH = 4;
const IPV6_LENGTH = 16;
/** Names kept of one file; a resolver cache dumped by the capture tool holds some thousands. */
const MAX_NAMES = 10_000;

/** Keeps the names of the block. */
export function readNameResolution(block: BlockBody, info: CaptureInfo): void {
  let at = block.start;
  while (block.end - at >= RECORD_HEADER_LENGTH && info.names.length < MAX_NAMES) {
    const type = block.view.getUint16(at, block.littleEndian);
    const length = block.view.getUint16(at + 2, block.littleEndian);
    const start = at + RECORD_HEADER_LENGTH;
    if (type === END_OF_RECORDS || length > block.end - start) return;
    if (type === IPV4 && length >= IPV4_LENGTH) {
      const address = formatIpv4(block.view.getUint32(start, false));
      keepNames(block, { address, start: start + IPV4_LENGTH, end: start + length }, info);
    } else if (type === IPV6 && length >= IPV6_LENGTH) {
      const address = formatIpv6(block.bytes, start);
      keepNames(block, { address, start: start + IPV6_LENGTH, end: start + length }, info);
    }
    at = start + padded(length);
  }
}

/** An address may have several names, each ended by a NUL. */
function keepNames(block: BlockBody, names: { address: string; start: number; end: number }, info: CaptureInfo): void {
  let { start } = names;
  while (start < names.end && info.names.length < MAX_NAMES) {
    const nul = block.bytes.subarray(start, names.end).indexOf(0);
    const end = nul < 0 ? names.end : start + nul;
    if (end > start) info.names.push({ address: names.address, name: textAt(block.bytes, start, end) });
    start = end + 1;
  }
}
