/** One finding's capture, block by block in the order of its packets; nothing of it is kept. */
import { printable } from '../base/printable.ts';
import type { CaptureInterface } from '../capture/packet-source.ts';
import type { Finding } from '../report/analysis.ts';
import { aboutFinding } from './comments.ts';
import { enhancedPacket, interfaceDescription, sectionHeader } from './pcapng-blocks.ts';
import { timeStamp } from './time-stamp.ts';

/** Comments of the greatest length on one packet that stay below the 128 KiB of options which readers take (MAX_BLOCK_LENGTH, as in Wireshark). */
const MAX_COMMENTS = 30;

/** A record of an input. */
export interface EvidencePacket {
  interface: CaptureInterface;
  data: Uint8Array;
  /** Bytes on the wire. */
  original: number;
  /** Since 1970; NaN when the record carries no time. */
  seconds: number;
  nanoseconds: number;
  comments: readonly string[];
}

/** An interface of an input, with the second that its times count from. */
interface UsedInterface {
  /** Each input has objects of its own. */
  source: CaptureInterface;
  offset: number;
}

export class EvidenceFile {
  private readonly application: string;
  private readonly finding: Finding;
  /** Interfaces that had a packet, by their numbers here: a few, as findings name a few dozen frames. */
  private readonly interfaces: UsedInterface[] = [];

  constructor(application: string, finding: Finding) {
    this.application = application;
    this.finding = finding;
  }

  /** The blocks for one more packet: before the first of all the section header, before the first of an interface its description. */
  packet(packet: EvidencePacket): Uint8Array[] {
    const { offset, units, remark } = timeStamp(packet.seconds, packet.nanoseconds);
    const comments = limited(remark === null ? packet.comments : [remark, ...packet.comments]);
    const blocks = this.interfaces.length > 0 ? [] : [sectionHeader(this.application, aboutFinding(this.finding))];
    const known = this.interfaces.findIndex((used) => used.source === packet.interface && used.offset === offset);
    if (known < 0) blocks.push(this.describe(packet.interface, offset));
    const interfaceId = known < 0 ? this.interfaces.length - 1 : known;
    return [...blocks, enhancedPacket({ interfaceId, time: units, original: packet.original, comments }, packet.data)];
  }

  private describe(source: CaptureInterface, offset: number): Uint8Array {
    this.interfaces.push({ source, offset });
    const { linkType, snapLength, fcsLength, name, description } = source;
    return interfaceDescription({
      linkType,
      snapLength,
      fcsLength,
      name: name && printable(name),
      description: description && printable(description),
      timeOffset: offset,
    });
  }
}

function limited(comments: readonly string[]): readonly string[] {
  if (comments.length <= MAX_COMMENTS) return comments;
  const kept = comments.slice(0, MAX_COMMENTS - 1);
  return [...kept, `and ${comments.length - kept.length} more, which are in the report`];
}
