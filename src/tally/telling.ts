/** Which tunnel packets are worth a closer look: those that ask for something, and whose loss or answer tells of the tunnel. */
import * as IpNumber from '../wire/ip-number.ts';
import { INNER, type Packet } from '../wire/packet.ts';
import * as Path from '../wire/path.ts';
import * as tcp from '../wire/tcp.ts';
import * as TcpFlag from '../wire/tcp-flag.ts';

/** True for a SYN, with or without ACK, as the innermost segment, and for what is neither TCP nor UDP inside: pings, ARP and the like. */
export function isTelling(packet: Packet): boolean {
  if (packet.networks < 2) return true;
  const protocol = packet.paths[INNER + Path.Protocol];
  return protocol === IpNumber.Tcp ? opensConnection(packet) : protocol !== IpNumber.Udp;
}

/** True for a SYN, with or without ACK, as the innermost segment. */
export function opensConnection({ networks, paths, view }: Packet): boolean {
  const at = paths[INNER + Path.Transport];
  if (networks < 2 || at < 0 || paths[INNER + Path.Protocol] !== IpNumber.Tcp) return false;
  return paths[INNER + Path.End] - at >= tcp.MIN_LENGTH && (view.getUint8(at + tcp.FLAGS) & TcpFlag.Syn) !== 0;
}
