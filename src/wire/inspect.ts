/** A decoded packet's headers as values, for people: `netsight inspect`, tests and messages. Never on the hot path. */
import * as Fault from './fault.ts';
import type { Packet } from './packet.ts';
import { definitionOf, protocolName } from './registry.ts';

/** One header: where it begins in the packet and what it holds. */
export interface InspectedLayer {
  protocol: string;
  /** From the packet's first byte. */
  offset: number;
  fields: Record<string, number | string>;
}

const FAULT_NAMES: Record<number, string> = {
  [Fault.None]: 'none',
  [Fault.Snapped]: 'snapped',
  [Fault.Short]: 'short',
  [Fault.Malformed]: 'malformed',
  [Fault.TooDeep]: 'too-deep',
};

/** The whole layers of a decoded packet, outermost first. */
export function inspect(packet: Packet): InspectedLayer[] {
  const view = viewOf(packet);
  return Array.from({ length: packet.whole }, (_, i) => {
    const offset = packet.starts[i] - packet.start;
    const id = packet.protocols[i];
    return { protocol: protocolName(id), offset, fields: readFields(id, view, offset) };
  });
}

/** A fault code as the report names it. */
export const faultName = (fault: number): string => FAULT_NAMES[fault] ?? 'unknown';

/** Over this packet alone, so that no reader sees its neighbours in the buffer. */
function viewOf({ view, start, end }: Packet): DataView {
  return new DataView(view.buffer, view.byteOffset + start, end - start);
}

/** Empty text means that the header has no such field; one that reaches past the packet's end is left out too. */
function readFields(id: number, view: DataView, at: number): Record<string, number | string> {
  const values: Record<string, number | string> = {};
  for (const [name, read] of Object.entries(definitionOf(id)?.fields ?? {})) {
    const value = attempt(() => read(view, at));
    if (value !== '') values[name] = value;
  }
  return values;
}

function attempt(read: () => number | string): number | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return '';
    throw error;
  }
}
