/** Rows as the kernel writes them. */
import { loadKernel } from '../../src/engine/kernel.ts';
import { FlowTable } from '../../src/tally/flow-table.ts';
import { ROW_WORDS } from '../../src/tally/kernel-layout.ts';
import { NO_STRAIGHT_WAY } from '../../src/tally/straight-way.ts';
import { writeRows } from '../../src/tally/write-rows.ts';
import type { Packet } from '../../src/wire/packet.ts';
import { decoded } from '../wire/decoded.ts';

/** A flow table that numbers the chain of VLAN n as n + 10 and knows no tunnels. */
export const emptyFlows = (): FlowTable =>
  new FlowTable(loadKernel(), { ...NO_STRAIGHT_WAY, vlanChain: (id) => id + 10 });

const flows = emptyFlows();

/** The rows of a decoded packet. */
export function rowsOf(packet: Packet): Int32Array[] {
  const { kernel, rows } = flows;
  flows.flush();
  const column = (value: number): Int32Array => Int32Array.of(value);
  const [starts, ends] = [column(0), column(packet.bytes.length)];
  const wireLengths = Uint32Array.of(packet.wireLength);
  kernel.load({ bytes: packet.bytes, count: 1, starts, ends, wireLengths, interfaces: column(0) }, 0);
  writeRows(packet, kernel);
  const words = rows.words.slice(0, kernel.exports.rowsWaiting() * ROW_WORDS);
  return Array.from({ length: words.length / ROW_WORDS }, (_, i) => words.slice(i * ROW_WORDS, (i + 1) * ROW_WORDS));
}

/** The row of a frame's first IP header. */
export const outerRow = (frame: Uint8Array, linkType = 1): Int32Array => rowsOf(decoded(frame, linkType))[0];
