/** Packets of one capture as plain objects, for people. */
import { type CaptureInfo, RecordBatch } from '../capture/packet-source.ts';
import { Turns } from '../capture/turns.ts';
import { compileFilter } from '../filter/compile.ts';
import { formatStamp } from '../tally/times.ts';
import { faultName, type InspectedLayer, inspect } from '../wire/inspect.ts';
import type { Packet } from '../wire/packet.ts';
import type { ProtocolId } from '../wire/protocol-id.ts';
import { decode, protocolName } from '../wire/registry.ts';
import { packetFor } from './packet-for.ts';
import { filled, opened } from './until-stopped.ts';

/** Bytes shown at the end of each packet. */
const HEX_BYTES = 32;

export interface InspectedPacket {
  frame: number;
  /** RFC 3339; null without a time stamp. */
  time: string | null;
  captured: number;
  original: number;
  interfaceName: string | null;
  layers: InspectedLayer[];
  fault: { protocol: string; kind: string } | null;
  /** The packet's first bytes. */
  hex: string;
}

export interface InspectOptions {
  /** First frame to show, from 1. */
  first: number;
  /** Packets to show at most. */
  count: number;
  filter?: string;
  vxlanPorts?: readonly number[];
  /** Ends the reading. */
  signal?: AbortSignal;
  /** Called when no more packets come. */
  onEnd?: (read: Inspected) => void;
}

/** What was read for the packets that were shown. */
export interface Inspected extends Pick<CaptureInfo, 'path' | 'damage'> {
  frames: number;
  /** Nothing is left in the capture; else there may be more packets, and damage. */
  ended: boolean;
}

/** The packets that the options ask for, in file order, as soon as they are read; reading stops after the last of them. */
export async function* inspectCapture(path: string, options: InspectOptions): AsyncGenerator<InspectedPacket> {
  const { signal, onEnd } = options;
  const keeps = options.filter === undefined ? () => true : compileFilter(options.filter);
  const packet = packetFor(options.vxlanPorts ?? []);
  const source = await opened(path, signal);
  if (source === null) return;
  const { info } = source;
  const batch = new RecordBatch();
  const turns = new Turns();
  let frames = 0;
  let left = options.count;
  // Of a batch that is left in its middle, damage behind it may be known: nobody asked for that.
  let passed = 0;
  let ended = false;
  try {
    // Before the first filling as well: packets that came with the file header may be all that a pipe holds for a long time.
    do {
      while (source.read(batch) > 0) {
        for (let i = 0; i < batch.count; i++) {
          frames++;
          const { linkType, name } = info.interfaces[batch.interfaces[i]];
          point(packet, batch, i, linkType);
          if (frames < options.first || !keeps(packet)) continue;
          yield describe(packet, batch, i, { frame: frames, name });
          if (--left === 0) return;
          await turns.pause();
          if (signal?.aborted) return;
        }
        passed = info.damage.length;
        await turns.pause();
        if (signal?.aborted) return;
      }
    } while (await filled(source, signal));
    passed = info.damage.length;
    ended = !signal?.aborted;
  } finally {
    onEnd?.({ path, damage: info.damage.slice(0, passed), frames, ended });
    source.close();
  }
}

function point(packet: Packet, batch: RecordBatch, i: number, linkType: number): void {
  packet.bytes = batch.bytes;
  packet.view = batch.view;
  packet.reset(batch.starts[i], batch.ends[i], batch.wireLengths[i]);
  decode(packet, linkType);
}

function describe(
  packet: Packet,
  batch: RecordBatch,
  i: number,
  at: { frame: number; name: string | null },
): InspectedPacket {
  const seconds = batch.seconds[i];
  const bytes = batch.bytes.subarray(batch.starts[i], Math.min(batch.ends[i], batch.starts[i] + HEX_BYTES));
  return {
    frame: at.frame,
    time: Number.isNaN(seconds) ? null : formatStamp({ seconds, nanoseconds: batch.nanoseconds[i] }),
    captured: batch.ends[i] - batch.starts[i],
    original: batch.wireLengths[i],
    interfaceName: at.name,
    layers: inspect(packet),
    fault: faultOf(packet),
    hex: Buffer.from(bytes).toString('hex'),
  };
}

function faultOf({ fault, protocols, count }: Packet): InspectedPacket['fault'] {
  if (fault === 0 || count === 0) return null;
  return { protocol: protocolName(protocols[count - 1] as ProtocolId), kind: faultName(fault) };
}
