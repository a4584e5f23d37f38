/** Feeds frames and captures to a tally as the engine does: decoded, in order, with one packet object for all. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { openCapture } from '../../src/capture/open.ts';
import { RecordBatch } from '../../src/capture/packet-source.ts';
import { UDP_PORTS } from '../../src/wire/next.ts';
import { Packet } from '../../src/wire/packet.ts';
import { decode } from '../../src/wire/registry.ts';

export const ETHERNET = 1;
export const SLL2 = 276;
const CAPTURES = fileURLToPath(new URL('../../../shared/captures/', import.meta.url));

/** Gives a decoded packet to the tally under test. */
export type Offer = (packet: Packet) => void;

/** Offers every whole layer of these protocols. */
export function layersOf(add: (packet: Packet, at: number) => void, ...protocols: number[]): Offer {
  return (packet) => {
    if (!packet.control) return;
    for (let i = 0; i < packet.whole; i++) if (protocols.includes(packet.protocols[i])) add(packet, packet.starts[i]);
  };
}

export class Feed {
  readonly packet = new Packet(UDP_PORTS);
  private readonly offer: Offer;
  private readonly linkType: number;
  private frames = 0;

  constructor(offer: Offer, linkType: number = ETHERNET) {
    this.offer = offer;
    this.linkType = linkType;
  }

  /** Feeds one frame, seen `seconds` after the epoch of the run; bytes that are not its own stand before and behind it. */
  frame(bytes: Uint8Array, seconds: number, wireLength = bytes.length): void {
    const { packet } = this;
    const buffer = new Uint8Array(bytes.length + 64).fill(0xee);
    buffer.set(bytes, 32);
    packet.bytes = buffer;
    packet.view = new DataView(buffer.buffer);
    packet.reset(32, 32 + bytes.length, wireLength);
    packet.timeNs = Math.round(seconds * 1e9);
    packet.frame = ++this.frames;
    decode(packet, this.linkType);
    this.offer(packet);
  }
}

/** Where a lab capture lies; the tests that need it are skipped where there is none. */
export const labCapture = (name: string): string => `${CAPTURES}${name}.pcap`;
export const hasLab: boolean = existsSync(labCapture('dns-failures/pod01-eth0'));

/** Feeds a whole capture and answers the time of its last packet, in ns since its first. */
export async function feedCapture(path: string, offer: Offer): Promise<number> {
  const source = await openCapture(path);
  const batch = new RecordBatch();
  const packet = new Packet(UDP_PORTS);
  let epoch = Number.NaN;
  packet.frame = 0;
  do {
    while (source.read(batch) > 0) {
      packet.bytes = batch.bytes;
      packet.view = batch.view;
      for (let i = 0; i < batch.count; i++) {
        if (Number.isNaN(epoch)) epoch = batch.seconds[i];
        packet.reset(batch.starts[i], batch.ends[i], batch.wireLengths[i]);
        packet.timeNs = (batch.seconds[i] - epoch) * 1e9 + batch.nanoseconds[i];
        packet.frame++;
        decode(packet, source.info.interfaces[batch.interfaces[i]].linkType);
        offer(packet);
      }
    }
  } while (await source.fill());
  source.close();
  return packet.timeNs;
}

/** Feeds a good header with arbitrary bytes behind it, whole or cut: that must never throw. */
export function neverThrows(
  offer: Offer,
  frameOf: (tail: Uint8Array) => Uint8Array,
  linkType: number = ETHERNET,
): void {
  const feed = new Feed(offer, linkType);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 120, size: 'max' }), fc.nat(120), (tail, cut) => {
      const frame = frameOf(tail);
      feed.frame(frame, 1);
      feed.frame(frame.subarray(0, Math.max(0, frame.length - cut)), 2, frame.length);
    }),
  );
}
