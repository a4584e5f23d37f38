/** Interface Description Block (draft-ietf-opsawg-pcapng §4.2). */
import type { CaptureInfo, CaptureInterface } from '../packet-source.ts';
import type { BlockBody } from './block.ts';
import { DEFAULT_RESOLUTION, resolutionText } from './clock.ts';
import { keepComments, type Option, optionText, readOptions } from './options.ts';
import type { Section } from './section.ts';

const LINK_TYPE = 0;
const SNAPLEN = 4;
const OPTIONS = 8;

export const IF_NAME = 2;
export const IF_DESCRIPTION = 3;
export const IF_TSRESOL = 9;
const IF_FILTER = 11;
export const IF_FCSLEN = 13;
export const IF_TSOFFSET = 14;
/** First octet of if_filter: a pcap-filter string follows. */
const FILTER_IS_STRING = 0;

/** A hostile file holds one for every 20 bytes. */
export const MAX_INTERFACES = 65_536;

/** Adds the interface to the section and the file; false when there are too many. */
export function readInterfaceDescription(block: BlockBody, section: Section, info: CaptureInfo): boolean {
  if (info.interfaces.length >= MAX_INTERFACES) return false;
  const options = readOptions(block, block.start + OPTIONS, info);
  const resolution = octet(block, options, IF_TSRESOL) ?? DEFAULT_RESOLUTION;
  const description: CaptureInterface = {
    section: section.number,
    id: section.count,
    name: text(block, options, IF_NAME),
    description: text(block, options, IF_DESCRIPTION),
    linkType: block.view.getUint16(block.start + LINK_TYPE, block.littleEndian),
    snapLength: block.view.getUint32(block.start + SNAPLEN, block.littleEndian),
    fcsLength: octet(block, options, IF_FCSLEN) ?? 0,
    filter: filter(block, options),
    resolution: resolutionText(resolution),
    received: null,
    droppedByInterface: null,
    droppedByOs: null,
  };
  keepComments(block, options, info);
  section.add(description, resolution, timeOffset(block, options));
  info.interfaces.push(description);
  return true;
}

function text(block: BlockBody, options: Option[], code: number): string | null {
  const option = options.find((candidate) => candidate.code === code);
  return option === undefined ? null : optionText(block, option);
}

function octet(block: BlockBody, options: Option[], code: number): number | null {
  const option = options.find((candidate) => candidate.code === code && candidate.end > candidate.start);
  return option === undefined ? null : block.bytes[option.start];
}

function filter(block: BlockBody, options: Option[]): string | null {
  if (octet(block, options, IF_FILTER) !== FILTER_IS_STRING) return null;
  const option = options.find(({ code, start, end }) => code === IF_FILTER && end > start) as Option;
  return optionText(block, { ...option, start: option.start + 1 });
}

function timeOffset(block: BlockBody, options: Option[]): number {
  const option = options.find(({ code, start, end }) => code === IF_TSOFFSET && end - start === 8);
  return option === undefined ? 0 : Number(block.view.getBigInt64(option.start, block.littleEndian));
}
