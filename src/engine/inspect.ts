/** Packets of one capture as plain objects, for people. */
import { openCapture } from '../capture/open.ts';
import { RecordBatch } from '../capture/packet-source.ts';
import { compileFilter } from '../filter/compile.ts';
import { formatStamp } from '../tally/times.ts';
import { faultName, type InspectedLayer, inspect } from '../wire/inspect.ts';
import type { Packet } from '../wire/packet.ts';
import type { ProtocolId } from '../wire/protocol-id.ts';
import { decode, protocolName } from '../wire/registry.ts';
import { packetFor } from './packet-for.ts';

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
}

/** The packets that the options ask for, in file order; reading stops after the last of them. */
export async function* inspectCapture(path: string, options: InspectOptions): AsyncGenerator<InspectedPacket> {
  const keeps = options.filter === undefined ? () => true : compileFilter(options.filter);
  const packet = packetFor(options.vxlanPorts ?? []);
  const source = await openCapture(path);
  const batch = new RecordBatch();
  let frame = 0;
  let left = options.count;
  try {
    while (left > 0 && (await source.fill())) {
      while (left > 0 && source.read(batch) > 0) {
        for (let i = 0; i < batch.count && left > 0; i++) {
          frame++;
          point(packet, batch, i, source.info.interfaces[batch.interfaces[i]].linkType);
          if (frame < options.first || !keeps(packet)) continue;
          left--;
          yield describe(packet, batch, i, { frame, name: source.info.interfaces[batch.interfaces[i]].name });
        }
      }
    }
  } finally {
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
