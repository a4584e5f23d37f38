/** From the decoded packet to rows: one for its first IP header, one more for its last when there are several. */

import { DESTINATION as ETHERNET_DESTINATION, SOURCE as ETHERNET_SOURCE } from '../wire/ethernet.ts';
import { hasPorts } from '../wire/ip.ts';
import * as IpNumber from '../wire/ip-number.ts';
import * as ipv4 from '../wire/ipv4.ts';
import * as ipv6 from '../wire/ipv6.ts';
import { INNER, OUTER, type Packet } from '../wire/packet.ts';
import * as Path from '../wire/path.ts';
import * as tcp from '../wire/tcp.ts';
import * as TcpFlag from '../wire/tcp-flag.ts';
import { tcpChecksum } from './checksum.ts';
import { hash4, hash6 } from './flow-hash.ts';
import { icmpPorts } from './icmp-ports.ts';
import { ROW_WORDS, type RowBatch } from './row.ts';
import * as Row from './row-layout.ts';
import * as Meta from './row-meta.ts';
import { otherSignature, tcpSignature, udpSignature } from './signature.ts';
import { synOptions } from './syn-options.ts';

const PORTS_LENGTH = 4;
/** Larger cooked packet types, which Linux never writes to a capture, count as this one: three bits of `Row.Place`. */
const MAX_COOKED_TYPE = 6;

/** Appends the packet's rows; the batch must have room for two. */
export function writeRows(packet: Packet, batch: RowBatch): void {
  const { networks } = packet;
  if (networks === 0) return;
  writeRow(packet, OUTER, batch);
  if (networks > 1) writeRow(packet, INNER, batch);
}

function writeRow(packet: Packet, path: number, batch: RowBatch): void {
  const { view, paths } = packet;
  const { words, doubles } = batch;
  const row = batch.count++ * ROW_WORDS;
  doubles[(row >> 1) + Row.Time] = packet.timeNs;
  doubles[(row >> 1) + Row.Frame] = packet.frame;
  words[row + Row.WireLength] = packet.wireLength;
  words[row + Row.Context] = paths[path + Path.Context];
  words[row + Row.Place] = packet.place | ((Math.min(packet.cookedType, MAX_COOKED_TYPE) + 1) << 12);
  words[row + Row.Payload] = 0;
  words[row + Row.Options] = 0;
  writeStations(packet, path, words, row);
  const ip = paths[path + Path.Ip];
  const inner = path === OUTER ? 0 : Meta.Inner;
  if (paths[path + Path.Version] === 4) {
    const ports = writeTransport(packet, path, words, row, inner | ipv4Meta(view, ip));
    const source = view.getInt32(ip + ipv4.SOURCE);
    const destination = view.getInt32(ip + ipv4.DESTINATION);
    words[row + Row.Source] = source;
    words[row + Row.Destination] = destination;
    words[row + Row.Hash] = hash4(source, destination, ports, words[row + Row.Context]);
  } else {
    const ports = writeTransport(packet, path, words, row, inner | ipv6Meta(view, ip));
    for (let i = 0; i < 4; i++) {
      words[row + Row.Source + i] = view.getInt32(ip + ipv6.SOURCE + 4 * i);
      words[row + Row.Destination + i] = view.getInt32(ip + ipv6.DESTINATION + 4 * i);
    }
    words[row + Row.Hash] = hash6(words, row, ports);
  }
}

function ipv4Meta(view: DataView, ip: number): number {
  const fragment = view.getUint16(ip + ipv4.FLAGS_OFFSET);
  const df = (fragment & ipv4.DONT_FRAGMENT) !== 0 ? Meta.DontFragment : 0;
  const anonymous = view.getUint16(ip + ipv4.IDENTIFICATION) === 0 ? Meta.Anonymous : 0;
  return df | anonymous | (view.getUint8(ip + ipv4.TTL) << Meta.TtlShift);
}

const ipv6Meta = (view: DataView, ip: number): number =>
  Meta.Ipv6 | Meta.Anonymous | (view.getUint8(ip + ipv6.HOP_LIMIT) << Meta.TtlShift);

/** Writes what the transport header says, as far as it was captured; answers the ports word. */
function writeTransport(packet: Packet, path: number, words: Int32Array, row: number, meta: number): number {
  const { paths } = packet;
  const transport = paths[path + Path.Transport];
  const protocol = paths[path + Path.Protocol] & Meta.Protocol;
  const readable = transport < 0 ? 0 : paths[path + Path.End] - transport;
  const fixed = meta | protocol | (paths[path + Path.Fragment] !== 0 ? Meta.Fragment : 0);
  if (protocol === IpNumber.Tcp && readable >= tcp.MIN_LENGTH) return writeTcp(packet, path, words, row, fixed);
  words[row + Row.TcpFlags] = 0;
  words[row + Row.Meta] = fixed;
  if (protocol === IpNumber.Udp && readable >= PORTS_LENGTH) return writeUdp(packet, path, words, row, readable);
  return writeOther(packet, path, words, row, readable);
}

function writeUdp(packet: Packet, path: number, words: Int32Array, row: number, readable: number): number {
  const { paths, view } = packet;
  const transport = paths[path + Path.Transport];
  words[row + Row.Signature] = udpSignature(view, paths[path + Path.Ip], transport, readable);
  return (words[row + Row.Ports] = view.getInt32(transport));
}

/** Everything else, transports whose header was cut included. */
function writeOther(packet: Packet, path: number, words: Int32Array, row: number, readable: number): number {
  const { paths, view } = packet;
  const transport = paths[path + Path.Transport];
  const protocol = words[row + Row.Meta] & Meta.Protocol;
  words[row + Row.Signature] = otherSignature(view, paths[path + Path.Ip], transport, readable);
  words[row + Row.Ports] = 0;
  if (protocol === IpNumber.Icmp || protocol === IpNumber.Icmpv6) {
    return (words[row + Row.Ports] = readable >= 2 ? icmpPorts(protocol, view.getUint16(transport)) : 0);
  }
  if (!hasPorts(protocol)) return 0;
  if (readable >= PORTS_LENGTH) return (words[row + Row.Ports] = view.getInt32(transport));
  words[row + Row.Meta] |= Meta.Portless;
  return 0;
}

function writeTcp(packet: Packet, path: number, words: Int32Array, row: number, meta: number): number {
  const { paths, view } = packet;
  const at = paths[path + Path.Transport];
  const length = tcp.headerLength(view, at);
  const flags = view.getUint8(at + tcp.FLAGS);
  words[row + Row.Meta] = meta | (length >= tcp.MIN_LENGTH ? Meta.Tcp : 0);
  words[row + Row.Sequence] = view.getInt32(at + tcp.SEQUENCE);
  words[row + Row.Acknowledgment] = view.getInt32(at + tcp.ACKNOWLEDGMENT);
  words[row + Row.Window] = view.getUint16(at + tcp.WINDOW);
  words[row + Row.TcpFlags] = flags;
  words[row + Row.Payload] = Math.max(0, paths[path + Path.WireEnd] - at - length);
  words[row + Row.Signature] = tcpSignature(view, paths[path + Path.Ip], at);
  if ((flags & TcpFlag.Syn) !== 0) words[row + Row.Options] = synFacts(packet, path, at, length);
  return (words[row + Row.Ports] = view.getInt32(at));
}

/** Options and checksum state of a SYN: see `Row.Options`. */
function synFacts(packet: Packet, path: number, at: number, length: number): number {
  const { paths, view } = packet;
  const options = synOptions(view, at + tcp.MIN_LENGTH, Math.min(at + length, paths[path + Path.End]));
  const whole = paths[path + Path.End] === paths[path + Path.WireEnd] && paths[path + Path.Fragment] === 0;
  if (!whole) return options;
  const ip = paths[path + Path.Ip];
  const six = paths[path + Path.Version] === 6;
  const addresses = ip + (six ? ipv6.SOURCE : ipv4.SOURCE);
  return options | (tcpChecksum(view, at, paths[path + Path.End] - at, addresses, six ? 16 : 4) << Row.CHECKSUM_SHIFT);
}

/** Destination and source station; in cooked captures the source alone, where it has six bytes. */
function writeStations(packet: Packet, path: number, words: Int32Array, row: number): void {
  const { view } = packet;
  const ethernet = packet.paths[path + Path.Ethernet];
  if (ethernet >= 0) {
    words[row + Row.Stations] = view.getInt32(ethernet + ETHERNET_DESTINATION);
    words[row + Row.Stations + 1] = view.getInt32(ethernet + ETHERNET_DESTINATION + 4);
    words[row + Row.Stations + 2] = view.getInt32(ethernet + ETHERNET_SOURCE + 2);
    return;
  }
  const cooked = path === OUTER ? packet.cookedAddress : -1;
  words[row + Row.Stations] = 0;
  words[row + Row.Stations + 1] = cooked < 0 ? 0 : view.getUint16(cooked);
  words[row + Row.Stations + 2] = cooked < 0 ? 0 : view.getInt32(cooked + 2);
}
