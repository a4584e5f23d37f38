/** From the decoded packet to rows: one for its first IP header, one more for its last when there are several. The kernel reads the headers (kernel/rows.ts). */
import { INNER, OUTER, type Packet } from '../wire/packet.ts';
import * as Path from '../wire/path.ts';
import type { Kernel } from './kernel.ts';
import * as Meta from './row-meta.ts';

/** Larger cooked packet types, which Linux never writes to a capture, count as this one: three bits of `Row.Place`. */
const MAX_COOKED_TYPE = 6;

/** Adds the packet's rows; its bytes must be loaded. */
export function writeRows(packet: Packet, kernel: Kernel): void {
  const { networks } = packet;
  if (networks === 0) return;
  writeRow(packet, OUTER, kernel);
  if (networks > 1) writeRow(packet, INNER, kernel);
}

function writeRow(packet: Packet, path: number, kernel: Kernel): void {
  const { paths } = packet;
  const { delta, loaded } = kernel;
  const inner = path === OUTER ? 0 : Meta.Inner;
  const six = paths[path + Path.Version] === 6 ? Meta.Ipv6 : 0;
  const fragment = paths[path + Path.Fragment] !== 0 ? Meta.Fragment : 0;
  kernel.exports.addRow(
    packet.timeNs,
    packet.frame,
    packet.wireLength,
    paths[path + Path.Context],
    packet.place | ((Math.min(packet.cookedType, MAX_COOKED_TYPE) + 1) << 12),
    inner | six | fragment,
    paths[path + Path.Protocol] & Meta.Protocol,
    paths[path + Path.Ip] + delta,
    placeOf(paths[path + Path.Transport], delta),
    Math.min(paths[path + Path.End], loaded) + delta,
    paths[path + Path.WireEnd] + delta,
    placeOf(paths[path + Path.Ethernet], delta),
    path === OUTER ? placeOf(packet.cookedAddress, delta) : -1,
  );
}

/** −1 stays what it is: no such header. */
const placeOf = (at: number, delta: number): number => (at < 0 ? -1 : at + delta);
